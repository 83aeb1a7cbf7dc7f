/**
 * An engine without a model, for the tests of the store: it does nothing by itself; tests emit its events. NOT
 * part of the page.
 */
import { createEmitter } from '../../events/emitter.ts'
import type { Engine, EngineEvent, OpenRequest, Opened } from '../../protocol/engine.ts'
import type { Images } from '../../protocol/images.ts'
import { CodedError } from '../../protocol/errors.ts'
import type { QuadraturePosterior, GapReport, Inspection } from '../../protocol/latent.ts'
import type { LikelihoodReport } from '../../protocol/likelihood.ts'
import type { ChainDiagnostics, PosteriorWays } from '../../protocol/ways.ts'
import type { Evaluation, TrainRow } from '../../protocol/metrics.ts'
import { DEFAULT_SETTINGS, shapeOf, type Settings } from '../../protocol/settings.ts'
import { familyMetaOf } from '../../protocol/families.ts'
import { formOf } from '../../protocol/codes.ts'
import type { Snapshot } from '../../protocol/snapshot.ts'
import { ESTIMATOR_IDS, isIntervention } from '../../protocol/estimators.ts'
import type { EstimatorVariance, Interval, ProbeReport, ProbeRequest } from '../../protocol/variance.ts'

export const rowAt = (step: number, change: Partial<TrainRow> = {}): TrainRow => ({
  step,
  epoch: step / 469,
  seconds: step / 60,
  estimator: 'reparameterized',
  samples: 1,
  beta: 1,
  recon: -80 - 400 / step,
  kl: 25,
  ...change,
})

export const trainedAt = (step: number, rows = [rowAt(step)]) =>
  ({ type: 'trained', step, rates: { steps: 60, images: 7680, trainingSteps: 66 }, rows }) as const

export const evaluationAt = (step: number): Evaluation => ({ step, recon: -82, kl: 24, images: 10_000 })

const interval = (value: number): Interval => ({ value, lo: value / 2, hi: value * 2 })
/** The signal, |g|^2, is 1; the variance of the reference is 1/4. */
const varianceOf = (value: number): EstimatorVariance => ({
  total: interval(value),
  layers: [interval(value)],
  noiseToSignal: interval(value),
  ratio: interval(value / 0.25),
})

/** No intervention trains, so none is measured. */
const MEASURED = ESTIMATOR_IDS.filter((id) => !isIntervention(id))

/** The first estimator is the reference; each next one has `factor` times the variance of the one before. */
const variancesOf = (factor: number): ProbeReport['estimators'] =>
  Object.fromEntries(MEASURED.map((id, i) => [id, varianceOf(0.25 * factor ** i)]))

export const reportAt = (step: number, request: Partial<ProbeRequest> = {}): ProbeReport => ({
  step,
  draws: 16,
  images: 64,
  samples: 1,
  kl: 'closed-form',
  baseline: 'none',
  estimators: variancesOf(200),
  minibatch: 0.5,
  signal: { by: ESTIMATOR_IDS[0]!, square: interval(1) },
  seconds: 0.1,
  ...request,
})

/** As with very few draws. */
export const withoutUpperEnd = (report: ProbeReport): ProbeReport => ({
  ...report,
  estimators: Object.fromEntries(
    Object.entries(report.estimators).map(([id, own]) => [
      id,
      { ...own, ratio: { ...own.ratio!, hi: Infinity } },
    ]),
  ),
})

export const gapAt = (step: number): GapReport => ({
  step,
  images: 100,
  logEvidence: -98,
  elbo: -101,
  gap: 3,
  standardError: 0.2,
})

export const likelihoodAt = (step: number, images = 100, draws = 5000): LikelihoodReport => ({
  step,
  on: { dataset: 'mnist', targets: 'grey', likelihood: 'bernoulli', sigma: 0.5 },
  images,
  draws,
  bounds: [
    { k: 1, value: -101, error: 2.1, noise: 0.02 },
    { k: 50, value: -98.5, error: 2, noise: 0.01 },
    { k: draws, value: -98.1, error: 2, noise: 0.01 },
  ],
  effective: { least: 40, median: 900, few: 0 },
  tail: { median: 0.4, most: 0.6, limit: 0.7, beyond: 0 },
  defensive: { value: -98.05, error: 2, noise: 0.01, beyond: 0 },
  exact: { value: -98, difference: -0.1, differenceError: 0.01 },
  withoutExact: null,
})

export const exactAt = (step: number): QuadraturePosterior => ({
  step,
  by: 'quadrature',
  mean: Float32Array.of(1, -1),
  spread: Float32Array.of(0.37, 0.37),
  logEvidence: -98,
  recon: -95,
  kl: 6,
  elbo: -101,
  gap: 3,
  error: 1e-6,
  monteCarlo: { elbo: -101.1, standardError: 0.2, draws: 1000 },
  density: { left: -4, bottom: -4, width: 8, side: 2, logDensity: new Float32Array(4) },
  evaluations: 10_000,
})

const diagnostics: ChainDiagnostics = { r_hat: 1.01, ess_bulk: 400, ess_tail: 380, mcse_mean: 0.02 }

/** Two draws of four chains, and one Gaussian. */
export const waysAt = (step: number): PosteriorWays => ({
  step,
  exact: exactAt(step),
  modes: [1],
  ascent: {
    path: Float32Array.of(0, 0, 1, -1),
    from: 'prior',
    above: 0,
    logDensity: 0.1,
    decodes: 12,
  },
  chains: [
    {
      sampler: 'hamiltonian',
      chains: 4,
      draws: 2,
      z: Float32Array.from({ length: 16 }, (_, i) => i / 16),
      warmup: new Float32Array(8),
      lp: Float32Array.from({ length: 8 }, (_, i) => -100 - i),
      acceptance: new Float32Array(8).fill(0.8),
      steps: Uint16Array.of(3, 4),
      stepSize: 0.5,
      diagnostics: [diagnostics, diagnostics],
      meanErrors: 1.2,
      distance: { kl: 0.02, ofIndependent: 0.01, pieces: 40, missed: 0 },
      decodes: 48,
    },
  ],
  gaussians: [
    {
      name: 'encoder',
      mean: Float64Array.of(1, -1),
      covariance: Float64Array.of(0.14, 0, 0, 0.14),
      reverse: 3,
      forward: 4,
      error: 1e-5,
      beyond: 0.002,
      decodes: 0,
    },
  ],
})

const openedFor = ({ settings, files }: OpenRequest): Opened => ({
  backend: { name: 'wasm', detail: '2 threads', measured: [] },
  dataset: {
    name: files ? 'custom' : settings.dataset,
    origin: files ? 'files' : 'same-origin',
    trainImages: 60_000,
    testImages: 10_000,
  },
  stepsPerEpoch: 469,
  parameters: 652_824,
  notices: [],
})

export const snapshotAt = (step: number): Snapshot => ({
  step,
  seconds: step / 60,
  since: { steps: 0, recon: 0, kl: 0 },
  optimizerSteps: { encoder: step, decoder: step },
  data: { trainImages: 60_000, testImages: 10_000, checksum: '0badf00d' },
  tensors: [{ name: 'baseline.moving_average', shape: [], values: Float32Array.of(step) }],
  took: 0.004,
})

const images = (count: number): Images => ({ pixels: new Uint8Array(count * 784), count })

export interface FakeEngine extends Engine {
  emit(event: EngineEvent): void
  /** Names of the calls so far, with their relevant arguments. */
  readonly calls: string[]
  readonly requests: OpenRequest[]
  /** Makes the next call of the method throw this. */
  refuse(method: keyof Engine, thrown: Error): void
  /** From now on `method` waits until the returned function is called. */
  hold(method: keyof Engine): () => void
}

const rejectOnAbort = (signal: AbortSignal | undefined) =>
  new Promise<never>((_, reject) =>
    signal?.addEventListener('abort', () => reject(new CodedError('aborted')), { once: true }),
  )

type Called = (method: keyof Engine, detail?: string, signal?: AbortSignal) => Promise<void>

/** The fake engine's knowledge of its model. */
interface Model {
  readonly step: number
  readonly latent: number
  readonly settings: Settings
  /** Width of a code. */
  readonly code: number
}

const picturesOf = (
  called: Called,
  model: () => Model,
): Pick<Engine, 'samplePrior' | 'reconstruct' | 'decode'> => ({
  async samplePrior(count, lane) {
    await called('samplePrior', [count, lane].filter((one) => one !== undefined).join(' '))
    return { ...images(count), step: model().step }
  },
  async reconstruct(count) {
    await called('reconstruct', String(count))
    return { step: model().step, originals: images(count), reconstructions: images(count) }
  },
  async decode(z) {
    const rows = z.length / model().code
    await called('decode', rows === 1 ? [...z].map((value) => value.toFixed(2)).join(' ') : `${rows} points`)
    return { ...images(rows), step: model().step }
  },
})

/**
 * The images' classes are cyclic; latent j's mean is the image's class times j + 1, so the last latent is the
 * most active.
 */
const meanOf = (image: number, latent: number) =>
  Float32Array.from({ length: latent }, (_, j) => ((image % 10) - 4.5) * 0.1 * (j + 1))

function inspectionOf(image: number, draws: number, { step, latent, settings }: Model): Inspection {
  const mean = meanOf(image, latent)
  const spread = new Float32Array(latent).fill(0.37)
  const { values } = formOf(settings)
  const mode = mean.map((value, j) => (values === null ? value : (image + j) % values))
  return { step, original: images(1), mean, spread, mode, reconstruction: images(1), draws: images(draws) }
}

const TEST_IMAGES = 10_000
/** Each index once, not in ascending order. */
const drawnImages = (count: number) =>
  Uint32Array.from({ length: count }, (_, i) => (7919 * i + 3) % TEST_IMAGES)

type Latent = Pick<
  Engine,
  | 'testImages'
  | 'encodings'
  | 'codebook'
  | 'inspect'
  | 'exactPosterior'
  | 'waysToPosterior'
  | 'gap'
  | 'likelihood'
  | 'likelihoodLanes'
>

const latentOf = (called: Called, model: () => Model): Latent => ({
  async testImages(count) {
    await called('testImages', String(count))
    const labels = Uint8Array.from({ length: TEST_IMAGES }, (_, image) => image % 10)
    return { total: TEST_IMAGES, indices: drawnImages(count), images: images(count), labels }
  },
  async encodings(count, signal) {
    await called('encodings', String(count), signal)
    const { step, latent } = model()
    const indices = drawnImages(count)
    const mean = new Float32Array(count * latent)
    indices.forEach((image, i) => mean.set(meanOf(image, latent), i * latent))
    return { step, count, indices, latent, mean, spread: new Float32Array(count * latent).fill(0.37) }
  },
  async codebook(count, signal) {
    await called('codebook', String(count), signal)
    const { step, settings } = model()
    const states = formOf(settings).states ?? 0
    const mass = Float64Array.from({ length: states }, (_, s) => (s === 0 ? 1 : 0))
    return {
      step,
      images: count,
      mass,
      modes: Uint32Array.from(mass, (share) => share * count),
      codes: new Uint32Array(count),
    }
  },
  async inspect(chosen, draws) {
    const image = 'test' in chosen ? chosen.test : 0
    await called('inspect', 'test' in chosen ? String(image) : 'own')
    return inspectionOf(image, draws, model())
  },
  async exactPosterior(chosen, signal) {
    await called('exactPosterior', 'test' in chosen ? String(chosen.test) : 'own', signal)
    return exactAt(model().step)
  },
  async waysToPosterior(chosen, signal) {
    await called('waysToPosterior', 'test' in chosen ? String(chosen.test) : 'own', signal)
    return waysAt(model().step)
  },
  async gap(count, signal) {
    await called('gap', String(count), signal)
    return gapAt(model().step)
  },
  async likelihood(count, draws, signal) {
    await called('likelihood', `${count} ${draws}`, signal)
    return likelihoodAt(model().step, count, draws)
  },
  async likelihoodLanes(count, draws, signal) {
    await called('likelihoodLanes', `${count} ${draws}`, signal)
    // Told apart by the number of images.
    return [1, 2, 3].map((lane) => ({ lane, report: likelihoodAt(model().step, count + lane - 1, draws) }))
  },
})

type Measurements = Pick<Engine, 'evaluate' | 'probe' | 'probeLanes' | 'probeBatches' | 'coordinates'>

const measurementsOf = (called: Called, model: () => Model): Measurements => ({
  async evaluate(signal) {
    await called('evaluate', '', signal)
    return evaluationAt(model().step)
  },
  async probe(request, signal) {
    await called('probe', JSON.stringify(request), signal)
    return reportAt(model().step, request)
  },
  async probeLanes(draws, signal) {
    await called('probeLanes', String(draws), signal)
    return [1, 2].map((lane) => ({ lane, report: reportAt(model().step, { draws }) }))
  },
  async probeBatches(request, batches, signal) {
    await called('probeBatches', String(batches), signal)
    return Array.from({ length: batches }, (_, i) => ({
      ...reportAt(model().step, request),
      estimators: variancesOf(200 * 1.1 ** i),
    }))
  },
  async coordinates(request, image, signal) {
    await called('coordinates', String(image), signal)
    const draws = new Float32Array(request.draws * 4)
    const all = Object.fromEntries(ESTIMATOR_IDS.map((id) => [id, draws]))
    return { step: model().step, draws: request.draws, latent: 2, batch: all, image: all }
  },
})

/** Records the calls, and makes them fail or wait. */
function switchboard() {
  const refusals = new Map<keyof Engine, Error>()
  const holds = new Map<keyof Engine, Promise<void>>()
  const calls: string[] = []

  const called: Called = async (method, detail = '', signal) => {
    calls.push(detail ? `${method} ${detail}` : method)
    await Promise.race([holds.get(method), ...(signal ? [rejectOnAbort(signal)] : [])])
    signal?.throwIfAborted()
    const thrown = refusals.get(method)
    refusals.delete(method)
    if (thrown) throw thrown
  }
  const refuse: FakeEngine['refuse'] = (method, thrown) => void refusals.set(method, thrown)
  const hold: FakeEngine['hold'] = (method) => {
    let release = () => {}
    holds.set(method, new Promise((resolve) => (release = resolve)))
    return () => {
      holds.delete(method)
      release()
    }
  }
  return { called, calls, refuse, hold }
}

export function createFakeEngine(): FakeEngine {
  const { called, calls, refuse, hold } = switchboard()
  const { emit, subscribe, clear } = createEmitter<EngineEvent>()
  const requests: OpenRequest[] = []
  let step = 0
  const model = () => {
    const settings = requests.at(-1)?.settings ?? DEFAULT_SETTINGS
    const { code } = familyMetaOf(settings.family).widths(shapeOf(settings))
    return { step, settings, latent: settings.latent, code }
  }

  return {
    calls,
    requests,
    emit(event) {
      if (event.type === 'trained' || event.type === 'paused') ({ step } = event)
      emit(event)
    },
    refuse,
    hold,
    async open(request, signal, end) {
      requests.push(request)
      const signals = [signal, end].filter((one) => one !== undefined)
      await called('open', '', AbortSignal.any(signals))
      step = request.snapshot?.step ?? 0
      return openedFor(request)
    },
    train: (until) => called('train', String(until)).then(() => emit({ type: 'started' })),
    async pause() {
      await called('pause')
      emit({ type: 'paused', step })
      return step
    },
    async step() {
      await called('step')
      step += 1
      emit(trainedAt(step))
      return step
    },
    async configure(live, lane) {
      await called('configure', JSON.stringify(live) + (lane === undefined ? '' : ` ${lane}`))
      return step
    },
    async fork(lane, from, live) {
      await called('fork', `${lane} ${from} ${JSON.stringify(live)}`)
      return step
    },
    dropLane: (lane) => called('dropLane', String(lane)),
    promoteLane: (lane) => called('promoteLane', String(lane)),
    snapshot: async () => (await called('snapshot'), snapshotAt(step)),
    ...measurementsOf(called, model),
    compareBackends: (_, signal) => called('compareBackends', '', signal).then(() => null),
    ...picturesOf(called, model),
    ...latentOf(called, model),
    subscribe,
    dispose: clear,
  }
}
