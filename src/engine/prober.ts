/**
 * The variance probe of one run: its frozen batch and noise, and its reports. variance/probe.ts does the
 * computation; background.ts decides when it runs by itself.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core'
import type { Split } from '../data/dataset.ts'
import { antitheticNoise } from '../families/antithetic-noise.ts'
import { FAMILIES } from '../families/registry.ts'
import { permutation } from '../math/random.ts'
import { asNetwork } from '../model/parameters.ts'
import { OBJECTIVES } from '../objectives/registry.ts'
import { imageTargets } from '../ops/inputs.ts'
import { inForceAt } from '../protocol/annealing.ts'
import type { EngineEvent } from '../protocol/engine.ts'
import { CodedError } from '../protocol/errors.ts'
import { measuredWith, metaOf } from '../protocol/estimators.ts'
import { WEIGHTED } from '../protocol/objectives.ts'
import { isRandom, klInForce, shapeOf, type LiveSettings, type Settings } from '../protocol/settings.ts'
import {
  MOST_PROBE_BATCHES,
  PROBE_IMAGES,
  type CoordinateReport,
  type ProbeReport,
  type ProbeRequest,
} from '../protocol/variance.ts'
import { drawCoordinates, measureVariance, type ProbeInput } from '../variance/probe.ts'
import { batchOf } from './batches.ts'
import { createBreath } from './breathe.ts'
import { summarise } from './probe-report.ts'
import { STREAMS } from './streams.ts'
import { architectureOf, releaseCheckpoint, type Training } from './training.ts'
import { createUnderWay } from './under-way.ts'

/** Of each layer, the single weights whose signal over noise is measured. */
const WEIGHTS_OF_A_LAYER = 64

/** The most draws of one step's probe: each step has this many noise keys. */
const MOST_DRAWS = 4096

export interface Prober {
  probe(request: ProbeRequest, signal?: AbortSignal): Promise<ProbeReport>
  coordinates(request: ProbeRequest, image: number, signal?: AbortSignal): Promise<CoordinateReport>
  /** As `probe`, over several batches of images at the same weights; the first is the frozen one. */
  probeBatches(request: ProbeRequest, batches: number, signal?: AbortSignal): Promise<readonly ProbeReport[]>
  /** As `probe`, without reporting progress: not requested by the user. */
  probeUnasked(request: ProbeRequest, signal: AbortSignal): Promise<ProbeReport>
  /** Resolves when no measurement is running; to end it sooner, abort the signal passed at creation. */
  finished(): Promise<void>
  dispose(): void
}

interface ProberOptions {
  readonly settings: Settings
  readonly train: Split
  readonly training: Training
  readonly live: () => LiveSettings
  readonly ending: AbortSignal
  readonly emit: (event: EngineEvent) => void
}

/** The same training images for the whole run, binarized once if targets are. Batch 0 is the frozen one. */
function targetsOf({ seed, targets }: Settings, train: Split, batch: number): Tensor2D {
  const order = permutation(train.count, { seed, stream: STREAMS.probeBatch, step: 0 })
  const indices = order.subarray(batch * PROBE_IMAGES, (batch + 1) * PROBE_IMAGES)
  return imageTargets(batchOf(train, indices, targets, { seed, stream: STREAMS.probeBinarize, step: batch }))
}

/** The number of disjoint batches; a set smaller than one batch counts as one. */
const batchesIn = ({ count }: Split): number =>
  Math.min(Math.max(1, Math.floor(count / PROBE_IMAGES)), MOST_PROBE_BATCHES)

/** The streams of the frozen batch, and of the others. */
const NOISE = [STREAMS.probeNoise, STREAMS.probeBatchNoise] as const
const NOISE_BESIDE = [STREAMS.probeNoiseBeside, STREAMS.probeBatchNoiseBeside] as const

/** The first noise key of a step and batch: draw r uses the r-th key from here on. */
const noiseKey = (
  seed: number,
  step: number,
  batch: number,
  [ofFrozen, ofOthers]: readonly [number, number],
) =>
  batch === 0
    ? { seed, stream: ofFrozen, step: step * MOST_DRAWS }
    : { seed, stream: ofOthers, step: (step * MOST_PROBE_BATCHES + batch) * MOST_DRAWS }

/** Coordinates by kind, then by estimator. */
async function drawByEstimator(input: ProbeInput, image: number) {
  const draws = Object.entries(await drawCoordinates(input, image))
  const pick = (kind: 'batch' | 'image') => Object.fromEntries(draws.map(([id, own]) => [id, own[kind]]))
  return { batch: pick('batch'), image: pick('image') }
}

/** A batch of images to measure on, and its number; 0 is the frozen one. */
interface Batch {
  readonly place: number
  readonly targets: Tensor2D
}

/** The request for a measurement: how to abort it and where to report progress. */
interface Asked {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: (done: number, total: number) => void
}

/** Between draws: answers messages and reports progress if requested. */
function pauses(ending: AbortSignal, { signal, onProgress }: Asked) {
  const breathe = createBreath()
  return async (done: number, total: number): Promise<void> => {
    onProgress?.(done, total)
    await breathe()
    ending.throwIfAborted()
    signal?.throwIfAborted()
  }
}

/** Runs `measure` at the present weights; `inputOf` builds the input for a batch. */
async function atPresent<T>(
  { settings, training, live, ending }: ProberOptions,
  frozen: Batch,
  request: ProbeRequest,
  measure: (step: number, inputOf: (asked: Asked, batch?: Batch) => ProbeInput) => Promise<T>,
): Promise<T> {
  const { importance } = request
  if (!isRandom(live())) throw new CodedError('point-has-no-noise')
  const used = inForceAt(live(), training.step)
  const { estimator, beta, temperature, dial, family: familyId } = used
  const objectiveId = importance ? WEIGHTED : used.objective
  const k = importance ?? used.k
  const architecture = architectureOf({ ...settings, ...used })
  const checkpoint = training.checkpoint()
  const { step, parameters, movingAverage } = checkpoint
  const network = asNetwork(architecture, parameters)
  const model = { ...settings, family: familyId, objective: objectiveId }
  const { samples, noise = 'independent' } = request
  const estimators = measuredWith(estimator, model, { samples, noise, k })
  const shape = shapeOf(settings)
  const family = FAMILIES[familyId].family(shape)
  const reference = FAMILIES[familyId].reference(shape)
  const objective = OBJECTIVES[objectiveId].objective(k)
  const kl = klInForce({ kl: request.kl, objective: objectiveId })
  const shared = {
    ...request,
    kl,
    architecture,
    network,
    family,
    objective,
    movingAverage,
    beta,
    temperature: request.temperature ?? temperature,
    dial,
    estimators,
    weights: importance ? WEIGHTS_OF_A_LAYER : 0,
  }
  const inputOf = (asked: Asked, { place, targets } = frozen): ProbeInput => {
    const noiseOf = (streams: readonly [number, number], isPaired: boolean): ProbeInput['noise'] => {
      const first = noiseKey(settings.seed, step, place, streams)
      return (draw, rows) => {
        const key = { ...first, step: first.step + draw }
        if (!isPaired) return reference.noise(rows, key)
        const { samples } = request
        return antitheticNoise(reference, { images: rows / (samples * k), samples, together: k }, key)
      }
    }
    const isPaired = request.noise === 'antithetic'
    const noises = { noise: noiseOf(NOISE, isPaired), noiseBeside: noiseOf(NOISE_BESIDE, false) }
    return { ...shared, targets, ...noises, between: pauses(ending, asked) }
  }
  return measure(step, inputOf).finally(() => releaseCheckpoint(checkpoint))
}

async function reportOf(step: number, request: ProbeRequest, input: ProbeInput): Promise<ProbeReport> {
  const started = performance.now()
  const [images] = input.targets.shape
  const { draws: k } = input.objective
  const { temperature } = input
  const hasTemperature = input.estimators.some((id) => metaOf(id).usesTemperature)
  const figures = summarise(await measureVariance(input), images)
  const seconds = (performance.now() - started) / 1000
  return {
    step,
    images,
    ...request,
    ...(k > 1 && { k }),
    ...(hasTemperature && { temperature }),
    ...figures,
    seconds,
  }
}

export function createProber(options: ProberOptions): Prober {
  const { settings, train, emit } = options
  const frozen: Batch = { place: 0, targets: targetsOf(settings, train, 0) }
  const [images] = frozen.targets.shape
  const { track, finished } = createUnderWay()

  const onProgress = (done: number, total: number) =>
    emit({ type: 'progress', task: 'variance', done, total })

  const probe = (request: ProbeRequest, asked: Asked): Promise<ProbeReport> =>
    track(atPresent(options, frozen, request, (step, inputOf) => reportOf(step, request, inputOf(asked))))

  /** Runs `use` on a batch; the frozen one is already on the device. */
  function withBatch<T>(place: number, use: (batch: Batch) => Promise<T>): Promise<T> {
    if (place === 0) return use(frozen)
    const targets = targetsOf(settings, train, place)
    return use({ place, targets }).finally(() => targets.dispose())
  }

  async function probeBatches(
    request: ProbeRequest,
    batches: number,
    signal: AbortSignal | undefined,
  ): Promise<ProbeReport[]> {
    const most = batchesIn(train)
    if (batches > most)
      throw new CodedError('message-wrong', { at: 'probeBatches[1]', expected: `at most ${most}` })
    return atPresent(options, frozen, request, async (step, inputOf) => {
      const reports: ProbeReport[] = []
      for (let place = 0; place < batches; place++) {
        const ofAll = (done: number, total: number) => onProgress(place * total + done, batches * total)
        const asked = { signal, onProgress: ofAll }
        reports.push(await withBatch(place, (batch) => reportOf(step, request, inputOf(asked, batch))))
      }
      return reports
    })
  }

  async function coordinates(
    request: ProbeRequest,
    image: number,
    signal: AbortSignal | undefined,
  ): Promise<CoordinateReport> {
    if (image >= images)
      throw new CodedError('message-wrong', { at: 'coordinates[1]', expected: `a number below ${images}` })
    return atPresent(options, frozen, request, async (step, inputOf) => ({
      step,
      draws: request.draws,
      latent: settings.latent,
      ...(await drawByEstimator(inputOf({ signal, onProgress }), image)),
    }))
  }

  return {
    probe: (request, signal) => probe(request, { signal, onProgress }),
    probeUnasked: (request, signal) => probe(request, { signal }),
    probeBatches: (request, batches, signal) => track(probeBatches(request, batches, signal)),
    coordinates: (request, image, signal) => track(coordinates(request, image, signal)),
    finished,
    dispose: () => frozen.targets.dispose(),
  }
}
