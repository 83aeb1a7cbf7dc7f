/**
 * One run: a model on a data set with its settings, from step 0 until it is replaced, and the requests that it
 * serves.
 */
import type { Dataset } from '../data/dataset.ts'
import type { Engine, EngineEvent, GeneratedImages, LaneReport } from '../protocol/engine.ts'
import { CodedError, toFault, type Fault } from '../protocol/errors.ts'
import type { Evaluation } from '../protocol/metrics.ts'
import { FIRST_LANE } from '../protocol/lanes.ts'
import { isRandom, liveSettings, type LiveSettings, type Settings } from '../protocol/settings.ts'
import type { Snapshot } from '../protocol/snapshot.ts'
import { requestFor } from '../protocol/variance.ts'
import { createBackground } from './background.ts'
import { createBatches, type Batches } from './batches.ts'
import { createLane, type LaneContext, type LaneStart } from './lane.ts'
import { createEngineLanes, type Lanes } from './lanes.ts'
import { createLastGood } from './last-good.ts'
import { createLatent, type Latent } from './latent/latent.ts'
import type { Prober } from './prober.ts'
import { uploadLanes } from './snapshot.ts'
import { createServing, type Serving } from './serving.ts'
import { createSnapshots } from './snapshots.ts'
import { createTestImages } from './test-images.ts'
import { createTrainer } from './trainer.ts'
import { createStepInputs, createTraining, releaseCheckpoint, type Checkpoint } from './training.ts'
import type { EngineViews } from './views.ts'

export interface Run {
  readonly stepsPerEpoch: number
  readonly views: EngineViews
  readonly prober: Prober
  readonly latent: Latent
  /** Trains until `until` steps in total (0 = no limit). The outcome is reported as an event. */
  train(until: number): void
  pause(): Promise<number>
  step(): Promise<number>
  /** Returns the last step without it. `lane`: by default the first. */
  configure(live: LiveSettings, lane?: number): number
  /** Lanes: see the engine's methods of these names. */
  readonly fork: Engine['fork']
  readonly dropLane: Engine['dropLane']
  readonly promoteLane: Engine['promoteLane']
  probeLanes(draws: number, signal?: AbortSignal): Promise<LaneReport[]>
  readonly likelihoodLanes: Engine['likelihoodLanes']
  samplePrior(count: number, lane?: number): Promise<GeneratedImages>
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

/** Where the lanes begin: one at step 0, or those of the snapshot. */
function startsOf(
  settings: Settings,
  batches: Batches,
  from: Snapshot | undefined,
): [LaneStart, ...LaneStart[]] {
  const checkpoints = from ? uploadLanes(settings, from) : []
  const trainingAt = (checkpoint: Checkpoint | undefined) => {
    const training = createTraining(settings, batches)
    if (!checkpoint) return training
    training.restore(checkpoint)
    releaseCheckpoint(checkpoint)
    return training
  }
  const first = { id: FIRST_LANE, live: liveSettings(settings), training: trainingAt(checkpoints[0]), from }
  const others = (from?.lanes ?? []).map(({ lane, live, seconds, since }, i) => ({
    id: lane,
    live,
    training: trainingAt(checkpoints[i + 1]),
    from: { step: from!.step, seconds, since },
  }))
  return [first, ...others]
}

/** The lanes, and what keeps their last good weights, which need each other. */
function lanesOf(context: LaneContext, batches: Batches, from: Snapshot | undefined) {
  const { settings } = context
  const lanes: Lanes = createEngineLanes(startsOf(settings, batches, from), {
    create: (start) => createLane(context, start),
    createTraining: () => createTraining(settings, batches),
    lastGood: () => lastGood,
  })
  const lastGood = createLastGood(() => lanes.all)
  return { lanes, lastGood }
}

function partsOf(context: LaneContext, dataset: Dataset, batches: Batches, from: Snapshot | undefined) {
  const { settings, stepsPerEpoch, emit, testImages } = context
  const { lanes, lastGood } = lanesOf(context, batches, from)
  const serving = createServing()
  const all = () => lanes.all
  const { first } = lanes
  const latent = createLatent({ ...context, ...first, test: testImages, dataset: dataset.name })
  const snapshots = createSnapshots({ settings, dataset, lanes: all })
  const background = createBackground({ lanes: all, stepsPerEpoch, snapshots, serving, emit })
  const inputs = createStepInputs(settings, batches)
  return {
    lanes,
    lastGood,
    snapshots,
    background,
    latent: servedLatent(latent, serving),
    views: servedViews(first.views, serving),
    samplePrior: serving.served((count: number, lane: number) => lanes.get(lane).views.samplePrior(count)),
    trainer: createTrainer({ lanes, inputs, lastGood, background, snapshots }),
  }
}

type Parts = ReturnType<typeof partsOf>

/** What concerns lanes beside the first. */
function laneCalls({
  lanes,
  background,
  trainer,
  latent,
  samplePrior,
}: Parts): Pick<
  Run,
  'fork' | 'dropLane' | 'promoteLane' | 'probeLanes' | 'likelihoodLanes' | 'configure' | 'samplePrior'
> {
  return {
    configure(next, lane = FIRST_LANE) {
      const { live, configure } = lanes.get(lane)
      background.changed(live(), next)
      configure(next)
      return lanes.first.training.step
    },
    fork: (lane, from, live) =>
      trainer.atRest(() => {
        lanes.fork(lane, from, live)
        const { step } = lanes.first.training
        if (step > 0) background.urge() // at the beginning everything is measured soon anyway
        return step
      }),
    dropLane: (lane) => trainer.atRest(() => lanes.drop(lane)),
    promoteLane: (lane) => trainer.atRest(() => lanes.promote(lane)),
    /** All begin now, at the same step; their draws take turns. */
    probeLanes: (draws, signal) =>
      Promise.all(
        lanes.all
          .filter(({ live }) => isRandom(live()))
          .map(async ({ id, live, prober }) => ({
            lane: id,
            report: await prober.probe(requestFor(live(), draws), signal),
          })),
      ),
    async likelihoodLanes(count, draws, signal) {
      const measured = lanes.all.filter((lane) => lane === lanes.first || isRandom(lane.live()))
      const reports = await latent.likelihoods(measured, count, draws, signal)
      return measured.map(({ id }, i) => ({ lane: id, report: reports[i]! }))
    },
    samplePrior: (count, lane = FIRST_LANE) => samplePrior(count, lane),
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
  const ending = new AbortController()
  const testImages = createTestImages(dataset.test, settings)
  const { train, test } = dataset
  /** The first lane sends the rows of all. */
  function tell(event: EngineEvent): void {
    const others = event.type === 'trained' ? parts.lanes.all.slice(1) : []
    if (event.type !== 'trained' || others.length === 0) return emit(event)
    emit({ ...event, lanes: others.map((lane) => ({ lane: lane.id, rows: lane.takeRows() })) })
  }
  const context = { settings, train, test, testImages, stepsPerEpoch, ending: ending.signal, emit: tell }
  const parts = partsOf(context, dataset, batches, from)
  const { lanes, lastGood, latent, views, snapshots, trainer } = parts
  const { training, prober } = lanes.first

  return {
    stepsPerEpoch,
    prober,
    latent,
    views,
    ...laneCalls(parts),
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
    async evaluate(signal) {
      const [own] = await Promise.all(lanes.all.map(({ evaluator }) => evaluator.start(signal)))
      return own!
    },
    snapshot(soon) {
      const snapshot = snapshots.ask(soon)
      if (!trainer.isTraining) snapshots.serveAtRest()
      return snapshot
    },
    async dispose() {
      ending.abort()
      await trainer.pause()
      await latent.finished()
      await lanes.dispose()
      lastGood.dispose()
    },
  }
}
