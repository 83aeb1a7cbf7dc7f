/**
 * A run at the end of a step, as plain numbers: with its settings and its images, all that is needed to resume
 * it exactly. Random numbers and batches are functions of (seed, step), so they have no state of their own.
 * Types only.
 */
import type { LiveSettings } from './settings.ts'

export interface NamedTensor {
  readonly name: string
  readonly shape: readonly number[]
  /** In row-major order. */
  readonly values: Float32Array
}

/** Sums over the steps since the last logged row. */
export interface SinceRow {
  readonly steps: number
  readonly recon: number
  /** Null if one of the steps had none. */
  readonly kl: number | null
  /** Of the bound that is trained; absent if one of the steps trained the ELBO. */
  readonly bound?: number
}

/** Identifies the images that a run is trained and evaluated on. */
export interface DataMark {
  readonly trainImages: number
  readonly testImages: number
  /** Of about a million of their bytes, evenly spaced. */
  readonly checksum: string
}

/** Optimizer steps taken with each half of the model; steps in which it was frozen do not count. */
export interface OptimizerSteps {
  readonly encoder: number
  readonly decoder: number
}

/** A lane beside the first, at the same step on the same images. */
export interface LaneSnapshot {
  readonly lane: number
  readonly live: LiveSettings
  readonly seconds: number
  readonly since: SinceRow
  readonly optimizerSteps: OptimizerSteps
  readonly tensors: readonly NamedTensor[]
}

export interface Snapshot {
  /** Steps taken. */
  readonly step: number
  /** Training time without pauses. */
  readonly seconds: number
  readonly since: SinceRow
  readonly data: DataMark
  /** Absent in runs saved by older versions. */
  readonly optimizerSteps?: OptimizerSteps
  /** The parameters, the optimizer's state, and the moving average of f (named in engine/snapshot.ts). */
  readonly tensors: readonly NamedTensor[]
  /** Seconds for which taking it blocked the engine. */
  readonly took: number
  /** Only if there are lanes beside the first. */
  readonly lanes?: readonly LaneSnapshot[]
}
