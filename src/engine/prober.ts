/**
 * The variance probe of one run: its frozen batch and noise, and what it reports. What is computed is
 * variance/probe.ts; when it runs by itself is background.ts's business.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core'
import { imagesAt, type Split } from '../data/dataset.ts'
import { ESTIMATOR_METAS, type EstimatorId } from '../estimators/metas.ts'
import { normal, permutation } from '../math/random.ts'
import { asNetwork } from '../model/parameters.ts'
import { imageTargets } from '../ops/inputs.ts'
import type { EngineEvent } from '../protocol/engine.ts'
import { CodedError } from '../protocol/errors.ts'
import type { LiveSettings, Settings } from '../protocol/settings.ts'
import type { CoordinateReport, ProbeReport, ProbeRequest } from '../protocol/variance.ts'
import { drawCoordinates, measureVariance, type Measured, type ProbeInput } from '../variance/probe.ts'
import { breathe } from './breathe.ts'
import { summarise } from './probe-report.ts'
import { STREAMS } from './streams.ts'
import { PIXELS, releaseCheckpoint, type Training } from './training.ts'

const IMAGES = 64
/** Noise of one step's probe: this many draws have names of their own. */
const MOST_DRAWS = 4096
const ALL_ESTIMATORS = ESTIMATOR_METAS.map(({ id }) => id)

export interface Prober {
  probe(request: ProbeRequest, signal?: AbortSignal): Promise<ProbeReport>
  coordinates(request: ProbeRequest, image: number, signal?: AbortSignal): Promise<CoordinateReport>
  /** Nobody asked for it, and nobody is told how far it is. */
  probeUnasked(request: ProbeRequest, signal: AbortSignal): Promise<ProbeReport>
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

/** The same 64 training images for the whole run, binarized once if targets are. */
function frozenBatch({ seed, targets }: Settings, train: Split): Tensor2D {
  const indices = permutation(train.count, { seed, stream: STREAMS.probeBatch, step: 0 }).subarray(0, IMAGES)
  return imageTargets({
    images: imagesAt(train, indices),
    pixels: PIXELS,
    indices,
    kind: targets,
    key: { seed, stream: STREAMS.probeBinarize, step: 0 },
  })
}

/** Coordinates by kind, then by estimator. */
async function drawByEstimator(input: ProbeInput, image: number) {
  const draws = await drawCoordinates(input, image)
  const pick = (kind: 'batch' | 'image') =>
    Object.fromEntries(ALL_ESTIMATORS.map((id) => [id, draws[id]![kind]])) as Record<
      EstimatorId,
      Float32Array
    >
  return { batch: pick('batch'), image: pick('image') }
}

/** Who waits for a measurement, if anybody does. */
interface Asked {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: (done: number, total: number) => void
}

/** Between draws: answers messages, and tells how far a measurement is that someone asked for. */
const pauses = (ending: AbortSignal, { signal, onProgress }: Asked) =>
  async function pause(done: number, total: number): Promise<void> {
    onProgress?.(done, total)
    await breathe()
    ending.throwIfAborted()
    signal?.throwIfAborted()
  }

export function createProber(options: ProberOptions): Prober {
  const { settings, training, live, emit } = options
  const targets = frozenBatch(settings, options.train)
  const [images] = targets.shape

  /** Runs `measure` on the weights of this moment. */
  function atPresent<T>(
    request: ProbeRequest,
    asked: Asked,
    measure: (input: ProbeInput, step: number) => Promise<T>,
  ): Promise<T> {
    const { beta, posterior } = live()
    if (posterior === 'point') return Promise.reject(new CodedError('point-has-no-noise'))
    const { architecture } = training
    const checkpoint = training.checkpoint()
    const { step, parameters, movingAverage } = checkpoint
    const key = { seed: settings.seed, stream: STREAMS.probeNoise }
    const input: ProbeInput = {
      ...request,
      architecture,
      network: asNetwork(architecture, parameters),
      movingAverage,
      targets,
      beta,
      estimators: ALL_ESTIMATORS,
      noise: (draw, length) => normal(length, { ...key, step: step * MOST_DRAWS + draw }),
      between: pauses(options.ending, asked),
    }
    return measure(input, step).finally(() => releaseCheckpoint(checkpoint))
  }

  const onProgress = (done: number, total: number) =>
    emit({ type: 'progress', task: 'variance', done, total })

  function probe(request: ProbeRequest, asked: Asked): Promise<ProbeReport> {
    const started = performance.now()
    return atPresent(request, asked, async (input, step) => {
      const figures = summarise((await measureVariance(input)) as Required<Measured>, images)
      return { step, images, ...request, ...figures, seconds: (performance.now() - started) / 1000 }
    })
  }

  return {
    probe: (request, signal) => probe(request, { signal, onProgress }),
    probeUnasked: (request, signal) => probe(request, { signal }),
    async coordinates(request, image, signal) {
      if (image >= images)
        throw new CodedError('message-wrong', { at: 'coordinates[1]', expected: `a number below ${images}` })
      return atPresent(request, { signal, onProgress }, async (input, step) => ({
        step,
        draws: request.draws,
        latent: settings.latent,
        ...(await drawByEstimator(input, image)),
      }))
    },
    dispose: () => targets.dispose(),
  }
}
