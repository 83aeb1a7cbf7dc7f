/** The engine, in process: opens runs and passes calls to the present one. If opening fails, nothing changes. */
import { loadDataset, type Dataset } from '../data/index.ts'
import { countParameters } from '../model/architecture.ts'
import { chooseKernels } from '../ops/table.ts'
import { createEmitter } from '../events/emitter.ts'
import type { Engine, EngineEvent, Opened, OpenRequest } from '../protocol/engine.ts'
import { CodedError, endsEngine, toFault, type Fault } from '../protocol/errors.ts'
import type { Settings } from '../protocol/settings.ts'
import type { Snapshot } from '../protocol/snapshot.ts'
import { cancellable } from '../waiting/cancellable.ts'
import { chooseBackend, type ChosenBackend } from './backend/choose.ts'
import { isMarkOf } from './data-mark.ts'
import { createEnding } from './ending.ts'
import { createRun, type Run } from './run.ts'
import { architectureOf } from './training.ts'

/** Calls that are passed on to the present run. */
const callsOn = (present: () => Run): Omit<Engine, 'open' | 'compareBackends' | 'subscribe' | 'dispose'> => ({
  train: async (until) => present().train(until),
  pause: async () => present().pause(),
  step: async () => present().step(),
  configure: async (live, lane) => present().configure(live, lane),
  fork: async (lane, from, live) => present().fork(lane, from, live),
  dropLane: async (lane) => present().dropLane(lane),
  promoteLane: async (lane) => present().promoteLane(lane),
  snapshot: async (soon) => present().snapshot(soon),
  evaluate: async (signal) => present().evaluate(signal),
  probe: async (request, signal) => present().prober.probe(request, signal),
  probeLanes: async (draws, signal) => present().probeLanes(draws, signal),
  probeBatches: async (request, batches, signal) => present().prober.probeBatches(request, batches, signal),
  coordinates: async (request, image, signal) => present().prober.coordinates(request, image, signal),
  samplePrior: async (count, lane) => present().samplePrior(count, lane),
  reconstruct: async (count) => present().views.reconstruct(count),
  decode: async (z) => present().views.decode(z),
  testImages: async (count) => present().latent.testImages(count),
  encodings: async (count, signal) => present().latent.encodings(count, signal),
  inspect: async (chosen, draws) => present().latent.inspect(chosen, draws),
  codebook: async (count, signal) => present().latent.codebook(count, signal),
  exactPosterior: async (chosen, signal) => present().latent.exactPosterior(chosen, signal),
  waysToPosterior: async (chosen, signal) => present().latent.waysToPosterior(chosen, signal),
  gap: async (count, signal) => present().latent.gap(count, signal),
  likelihood: async (count, draws, signal) => present().latent.likelihood(count, draws, signal),
  likelihoodLanes: async (count, draws, signal) => present().likelihoodLanes(count, draws, signal),
})

/** Methods used only by the surrounding worker. */
export interface WorkersEngine extends Engine {
  /**
   * Converts what was thrown to a fault. If its cause ends the engine, returns the fault of that end, already
   * reported.
   */
  explain(thrown: unknown): Promise<Fault>
}

/** `base`: the address of the page; data sets are fetched from data/<name>/ below it. */
export function createEngine(base: string): WorkersEngine {
  const { emit, subscribe } = createEmitter<EngineEvent>()
  const ending = createEnding(emit)
  let run: Run | null = null
  let backend: Promise<ChosenBackend> | null = null
  let held: Held | null = null

  function present(): Run {
    if (!run) throw new CodedError('not-open')
    return run
  }

  /** If cancelled, rejects when there is a run to return to, and otherwise uses procedural digits. */
  async function loadData(request: OpenRequest, cancel?: AbortSignal): Promise<Dataset> {
    if (held && serves(held, request)) return held.dataset
    const { files, turned, settings } = request
    const dataset = await loadDataset(
      { dataset: settings.dataset, files, turned },
      {
        base,
        ...(run ? { signal: cancel } : { giveUp: cancel }),
        onProgress: (task, done, total) => emit({ type: 'progress', task, done, total }),
      },
    )
    held = { wanted: wantedBy(request), dataset }
    return dataset
  }

  let isOnGpu = false
  const explain = (thrown: unknown) => ending.explain(thrown, isOnGpu)

  /** Does not report a failed run if the cause is the loss of the engine's device: the engine has ended. */
  async function tell(event: EngineEvent): Promise<void> {
    if (event.type !== 'failed') return emit(event)
    const fault = await explain(event.fault)
    if (!endsEngine(fault)) emit({ type: 'failed', fault })
  }

  async function open(request: OpenRequest, cancel?: AbortSignal): Promise<Opened> {
    const { settings, snapshot } = request
    if (!run) chooseKernels(settings.kernels) // before the backends are measured
    backend ??= chooseBackend({
      settings,
      known: request.known,
      onEnd: (fault) => ending.end(toFault(fault)),
    })
    const parts = Promise.all([backend, loadData(request, cancel)])
    const [chosen, dataset] = await cancellable(parts, run ? cancel : undefined)
    isOnGpu = chosen.info.name.startsWith('webg')
    refuseOtherData(snapshot, dataset)
    chooseKernels(settings.kernels)
    const next = createRun(settings, dataset, (event) => run === next && void tell(event), snapshot)
    const previous = run
    run = next
    await previous?.dispose()
    return describe(settings, chosen, dataset, next)
  }

  return {
    open,
    ...callsOn(present),
    compareBackends: async ({ settings, known }) =>
      (await chooseBackend({ settings: { ...settings, backend: 'auto' }, known, isComparison: true })).info,
    explain,
    subscribe,
    dispose: () => void run?.dispose(),
  }
}

/** Loaded images that can be reused, and the request that they were loaded for. */
interface Held {
  readonly wanted: string | null
  readonly dataset: Dataset
}

/** Null for files whose identity is unknown. */
const wantedBy = ({ settings, files, filesKey, turned = false }: OpenRequest): string | null =>
  files ? (filesKey === undefined ? null : `${filesKey} ${turned}`) : settings.dataset

/** A fallback data set is not reused: the wanted one may be available by now. */
const serves = ({ wanted, dataset }: Held, request: OpenRequest): boolean =>
  wanted !== null && wanted === wantedBy(request) && !(request.snapshot && fallbackOf(dataset))

/** Why other images were loaded than those requested. */
const fallbackOf = ({ notices }: Dataset) => notices.find(({ code }) => code === 'data-fell-back')

function refuseOtherData(snapshot: Snapshot | undefined, dataset: Dataset): void {
  if (!snapshot || isMarkOf(snapshot.data, dataset)) return
  const fallback = fallbackOf(dataset)
  if (fallback) throw new CodedError('run-data-gone', fallback.params)
  const params = { images: snapshot.data.trainImages, name: dataset.name }
  throw new CodedError('checkpoint-other-data', params)
}

function classesOf({ train, test }: Dataset): number {
  const seen = new Set<number>()
  for (const { labels } of [train, test]) labels?.forEach((label) => seen.add(label))
  return seen.size
}

const describe = (settings: Settings, chosen: ChosenBackend, dataset: Dataset, run: Run): Opened => ({
  backend: chosen.info,
  dataset: {
    name: dataset.name,
    origin: dataset.origin,
    trainImages: dataset.train.count,
    testImages: dataset.test.count,
    classes: classesOf(dataset),
  },
  stepsPerEpoch: run.stepsPerEpoch,
  parameters: countParameters(architectureOf(settings)),
  notices: [...chosen.notices, ...dataset.notices],
})
