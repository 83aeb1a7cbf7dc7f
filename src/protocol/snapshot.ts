/**
 * A run at the end of a step, as plain numbers: with its settings and its images, all that is needed to go on from there
 * exactly. Random numbers and batches are functions of (seed, step), so they need no state of their own. Types only.
 */
export interface NamedTensor {
  readonly name: string
  readonly shape: readonly number[]
  /** Row by row. */
  readonly values: Float32Array
}

/** Sums over the steps since the last logged row. */
export interface SinceRow {
  readonly steps: number
  readonly recon: number
  /** Null if a step had none. */
  readonly kl: number | null
}

/** Which images a run is trained on, and is evaluated on. */
export interface DataMark {
  readonly trainImages: number
  readonly testImages: number
  /** Of a million of their bytes, evenly spread. */
  readonly checksum: string
}

/** Steps that the optimizer has taken with each half of the model; those in which it was frozen do not count. */
export interface OptimizerSteps {
  readonly encoder: number
  readonly decoder: number
}

export interface Snapshot {
  /** Steps taken. */
  readonly step: number
  /** Training time without pauses. */
  readonly seconds: number
  readonly since: SinceRow
  readonly data: DataMark
  /** Absent in what earlier versions have saved. */
  readonly optimizerSteps?: OptimizerSteps
  /** The parameters, the optimizer's state, and the moving average of f (engine/snapshot.ts has their names). */
  readonly tensors: readonly NamedTensor[]
  /** Seconds that taking it kept the engine from anything else. */
  readonly took: number
}
