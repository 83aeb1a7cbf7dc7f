/**
 * One run: a model on a data set with its settings, from step 0 until it is replaced, and the requests that it
 * serves.
 */
import type { Dataset } from '../data/dataset.ts'
import type { EngineEvent } from '../protocol/engine.ts'
import { CodedError, toFault, type Fault } from '../protocol/errors.ts'
import type { Evaluation } from '../protocol/metrics.ts'
import { liveSettings, type LiveSettings, type Settings } from '../protocol/settings.ts'
import type { Snapshot } from '../protocol/snapshot.ts'
import { createBackground } from './background.ts'
import { createBatches, type Batches } from './batches.ts'
import { createEvaluator } from './evaluator.ts'
import { createLatent, type Latent } from './latent/latent.ts'
import { createMeter } from './meter.ts'
import { createProber, type Prober } from './prober.ts'
import { uploadSnapshot } from './snapshot.ts'
import { createServing, type Serving } from './serving.ts'
import { createSnapshots } from './snapshots.ts'
import { createTestImages } from './test-images.ts'
import { createTrainer } from './trainer.ts'
import { createTraining, releaseCheckpoint, type Training } from './training.ts'
import { createViews, type EngineViews } from './views.ts'

export interface Run {
  readonly stepsPerEpoch: number
  readonly views: EngineViews
  readonly prober: Prober
  readonly latent: Latent
  /** Trains until `until` steps in total (0 = no limit). The outcome is reported as an event. */
  train(until: number): void
  pause(): Promise<number>
  step(): Promise<number>
  configure(live: LiveSettings): void
  evaluate(signal?: AbortSignal): Promise<Evaluation>
  /** The state at the end of the next slice; training continues. `soon`: does not wait for a running evaluation. */
  snapshot(soon?: boolean): Promise<Snapshot>
  dispose(): Promise<void>
}

/** Nothing aborts a step: a readback that rejects as aborted has lost its device. */
const failure = (thrown: unknown): Fault => {
  const fault = toFault(thrown)
  return fault.code === 'aborted'
    ? { ...fault, code: 'unexpected', params: { detail: fault.message } }
    : fault
}

/** Requests that the page waits for. */
const servedViews = (views: EngineViews, { served }: Serving): EngineViews => ({
  samplePrior: served(views.samplePrior),
  reconstruct: served(views.reconstruct),
  decode: served(views.decode),
})

/** The exact posterior is not served before training: quadrature takes seconds and runs beside it. */
const servedLatent = (latent: Latent, { served }: Serving): Latent => ({
  ...latent,
  inspect: served(latent.inspect),
  encodings: served(latent.encodings),
})

/** At step 0, or at the snapshot. */
function trainingFrom(settings: Settings, batches: Batches, from: Snapshot | undefined): Training {
  const checkpoint = from && uploadSnapshot(settings, from)
  const training = createTraining(settings, batches)
  if (checkpoint) {
    training.restore(checkpoint)
    releaseCheckpoint(checkpoint)
  }
  return training
}

interface Shared {
  readonly settings: Settings
  readonly training: Training
  readonly live: () => LiveSettings
  readonly ending: AbortSignal
  readonly emit: (event: EngineEvent) => void
}

function partsOf(shared: Shared, dataset: Dataset, stepsPerEpoch: number, from: Snapshot | undefined) {
  const { settings, training, live, emit } = shared
  const { train, test } = dataset
  const serving = createServing()
  const evaluator = createEvaluator({ ...shared, test })
  const prober = createProber({ ...shared, train })
  const testImages = createTestImages(test, settings)
  const latent = createLatent({ ...shared, test: testImages })
  const meter = createMeter(stepsPerEpoch, emit, from)
  const snapshots = createSnapshots({ settings, dataset, training, meter, evaluator })
  const background = createBackground({ ...shared, stepsPerEpoch, evaluator, prober, snapshots, serving })
  return {
    evaluator,
    prober,
    snapshots,
    background,
    latent: servedLatent(latent, serving),
    views: servedViews(createViews({ ...shared, test: testImages }), serving),
    trainer: createTrainer({ training, live, meter, background, snapshots }),
  }
}

/** `from`: a snapshot to resume from, of a run with the same settings on the same images. */
export function createRun(
  settings: Settings,
  dataset: Dataset,
  emit: (event: EngineEvent) => void,
  from?: Snapshot,
): Run {
  const batches = createBatches(dataset.train, settings)
  const { stepsPerEpoch } = batches
  const training = trainingFrom(settings, batches, from)
  const ending = new AbortController()
  let live = liveSettings(settings)
  const shared: Shared = { settings, training, live: () => live, ending: ending.signal, emit }
  const parts = partsOf(shared, dataset, stepsPerEpoch, from)
  const { evaluator, prober, latent, views, snapshots, background, trainer } = parts

  return {
    stepsPerEpoch,
    prober,
    latent,
    views,
    train(until) {
      emit({ type: 'started' })
      void trainer.start(until).then(emit, (thrown) => emit({ type: 'failed', fault: failure(thrown) }))
    },
    pause: trainer.pause,
    async step() {
      if (trainer.isTraining) throw new CodedError('step-while-training')
      const outcome = await trainer.start(training.step + 1)
      if (outcome.type === 'diverged') emit(outcome)
      return training.step
    },
    configure(next) {
      background.changed(live, next)
      live = next
    },
    evaluate: evaluator.start,
    snapshot(soon) {
      const snapshot = snapshots.ask(soon)
      if (!trainer.isTraining) snapshots.serveAtRest()
      return snapshot
    },
    async dispose() {
      ending.abort()
      await trainer.pause()
      await Promise.all([evaluator.finished(), latent.finished(), prober.finished()])
      trainer.dispose()
      prober.dispose()
      training.dispose()
    },
  }
}
