/**
 * The engine as everyone outside it sees it: one interface, implemented in process (engine/) and over a worker
 * (client/). Types, but for a constant.
 */
import type { Fault, Notice } from './errors.ts'
import type { Images } from './images.ts'
import type { Chosen, Encodings, ExactPosterior, GapReport, Inspection, TestImages } from './latent.ts'
import type { Evaluation, TrainRow } from './metrics.ts'
import type { Snapshot } from './snapshot.ts'
import type { CoordinateReport, ProbeReport, ProbeRequest } from './variance.ts'
import type { BackendName, LiveSettings, Settings } from './settings.ts'

export type DataOrigin = 'same-origin' | 'mirror' | 'cache' | 'generated' | 'files'

export interface DatasetInfo {
  /** "custom" for files a person dropped. */
  readonly name: 'mnist' | 'fashion-mnist' | 'procedural' | 'custom'
  readonly origin: DataOrigin
  readonly trainImages: number
  readonly testImages: number
  /** How many there are among the labels; 0 if the images have none. Missing in runs of before it was told. */
  readonly classes?: number
}

export interface BackendInfo {
  readonly name: BackendName
  /** Adapter or renderer name, or "N threads" for wasm; empty if there is nothing to tell. */
  readonly detail: string
  /** Steps a second of each candidate that was measured; empty if the backend was asked for by name. */
  readonly measured: readonly MeasuredBackend[]
  /** Taken over from an earlier visit rather than measured at this one. */
  readonly isRemembered?: boolean
  /** The most likely to be the fastest: there was no time yet to compare it with the others. */
  readonly isAssumed?: boolean
  /** Something that it needs, or that another backend needs, could not be loaded: another try may bring it. */
  readonly isMakeshift?: boolean
}

export interface MeasuredBackend {
  readonly name: BackendName
  readonly stepsPerSecond: number
}

/** What is known of this machine's backends before a worker has looked at them. */
export interface KnownBackends {
  /** What "auto" takes at once, if it still works: the fastest of an earlier visit. */
  readonly remembered: Pick<BackendInfo, 'name' | 'measured'> | null
  /** Not to be used: they have lost their device again and again. */
  readonly avoided: readonly BackendName[]
}

export interface Opened {
  readonly backend: BackendInfo
  readonly dataset: DatasetInfo
  readonly stepsPerEpoch: number
  readonly parameters: number
  readonly notices: readonly Notice[]
}

/** Images that the model made, and the step of its weights. */
export interface Decoded extends Images {
  readonly step: number
}

export interface Reconstructions {
  /** Of the weights that made them. */
  readonly step: number
  readonly originals: Images
  readonly reconstructions: Images
}

export type EngineTask = 'backend' | 'download' | 'parse' | 'model' | 'evaluate' | 'variance' | 'posterior'

/** How fast it trains, over the last seconds. */
export interface Rates {
  /** By the clock, whatever else took its time. */
  readonly steps: number
  /** By the clock; the last batch of an epoch counts as what it is. */
  readonly images: number
  /** Steps in a second of training alone. */
  readonly trainingSteps: number
}

export const NO_RATES: Rates = { steps: 0, images: 0, trainingSteps: 0 }

export type EngineEvent =
  | { readonly type: 'progress'; readonly task: EngineTask; readonly done: number; readonly total: number }
  | { readonly type: 'notice'; readonly notice: Notice }
  /** At most about five times a second while training; `rows` are the newly logged ones. */
  | {
      readonly type: 'trained'
      readonly step: number
      readonly rates: Rates
      readonly rows: readonly TrainRow[]
    }
  | { readonly type: 'evaluated'; readonly evaluation: Evaluation }
  /**
   * The variance probe has measured on its own. `overShare`: the share of the clock that measuring takes, where its own
   * share cannot pay for it any more; null while it can.
   */
  | { readonly type: 'probed'; readonly report: ProbeReport; readonly overShare: number | null }
  /** Training began; it ends with exactly one of `paused`, `diverged`, `failed`. */
  | { readonly type: 'started' }
  | { readonly type: 'paused'; readonly step: number }
  | { readonly type: 'failed'; readonly fault: Fault }
  /** A loss or gradient was not finite at `step`; the weights of `restoredStep` are back and training is paused. */
  | { readonly type: 'diverged'; readonly step: number; readonly restoredStep: number }
  /**
   * The engine is gone, and its model with it: its worker crashed, its device was lost, or memory ran out. What it was
   * asked is refused; it can be opened again.
   */
  | { readonly type: 'ended'; readonly fault: Fault }

export interface OpenRequest {
  readonly settings: Settings
  /** IDX files a person dropped: used in place of `settings.dataset`. */
  readonly files?: readonly File[]
  /** Names what is in them: the same name, and they need not be read again. */
  readonly filesKey?: string
  /** Their images' rows and columns are to be exchanged. */
  readonly turned?: boolean
  /** Goes on from here instead of from step 0; refused if its tensors or its images are others than the settings say. */
  readonly snapshot?: Snapshot
  /** In a worker of its own, which chooses its backend anew, whatever the present one computes on. */
  readonly anew?: boolean
  /** Looked at when a worker chooses its backend. */
  readonly known?: KnownBackends
}

/** Every method rejects with a `Fault` (errors.ts) and leaves what it could not change as it was. */
export interface Engine {
  /**
   * Starts the backend, loads the data, builds the model at step 0. Again: a fresh model, the data kept if the same.
   * `cancel` rejects where there is a model already, which stays as it is; the first time it ends only the wait for a
   * download: procedural digits take its place, and a notice says so. `end` rejects whatever it waits for, at once; a
   * model that there is stays as it is.
   */
  open(request: OpenRequest, cancel?: AbortSignal, end?: AbortSignal): Promise<Opened>
  /** Trains until paused, or until `until` steps are taken (0 = no limit). Resolves when training has begun. */
  train(until: number): Promise<void>
  /** Resolves with the step at which training stands still. */
  pause(): Promise<number>
  /** Takes exactly one step while paused; resolves with the new step. */
  step(): Promise<number>
  /** Takes effect at the next step. */
  configure(live: LiveSettings): Promise<void>
  /**
   * The run at the end of a step, all its rows and evaluations told before; training goes on meanwhile. `soon`: an
   * evaluation that is under way may be told later.
   */
  snapshot(soon?: boolean): Promise<Snapshot>
  /** The whole test set at the present weights; training goes on meanwhile. */
  evaluate(signal?: AbortSignal): Promise<Evaluation>
  /** The variance of every estimator at the present weights; training goes on meanwhile. */
  probe(request: ProbeRequest, signal?: AbortSignal): Promise<ProbeReport>
  /**
   * The same over several batches of images that have none in common, at the same weights, each with noise of its own; the
   * first one is that of `probe`. No more batches than the training images fill.
   */
  probeBatches(request: ProbeRequest, batches: number, signal?: AbortSignal): Promise<readonly ProbeReport[]>
  /** Single coordinates of the gradient, draw by draw; `image` counts within the probe batch. */
  coordinates(request: ProbeRequest, image: number, signal?: AbortSignal): Promise<CoordinateReport>
  /** Decoded means of `count` draws of z ~ N(0, I), the same draws for the whole run. */
  samplePrior(count: number): Promise<Decoded>
  /** `count` test images, the first of `testImages`, and what the model makes of their posterior means. */
  reconstruct(count: number): Promise<Reconstructions>
  /** Decoded means of `z` [count, latent]. */
  decode(z: Float32Array): Promise<Decoded>
  /** `count` images of the test set, drawn at random, or all there are. */
  testImages(count: number): Promise<TestImages>
  /** Their posteriors at the present weights; training goes on meanwhile. */
  encodings(count: number, signal?: AbortSignal): Promise<Encodings>
  /** One image's posterior, reconstruction, and `draws` decoded draws of its posterior, the same noise every time. */
  inspect(chosen: Chosen, draws: number): Promise<Inspection>
  /** Two latents and single precision at least, or it rejects with the reason; training goes on meanwhile. */
  exactPosterior(chosen: Chosen, signal?: AbortSignal): Promise<ExactPosterior>
  /** The average over the first `count` of `testImages`, as `exactPosterior`, but coarser. */
  gap(count: number, signal?: AbortSignal): Promise<GapReport>
  /**
   * Measures anew which backend is the fastest here, beside the present model, which should stand still meanwhile. What
   * it finds is for models opened later. Null if it was found out not long ago.
   */
  compareBackends(request: OpenRequest, signal?: AbortSignal): Promise<BackendInfo | null>
  subscribe(listener: (event: EngineEvent) => void): () => void
  dispose(): void
}
