/**
 * The variance probe of one run: its frozen batch and noise, when it may run by itself, and what it reports.
 * What is computed is variance/probe.ts.
 */
import { tensor2d, type Tensor2D } from '@tensorflow/tfjs-core'
import type { Split } from '../data/dataset.ts'
import { ESTIMATOR_METAS, type EstimatorId } from '../estimators/metas.ts'
import { varianceInterval, varianceRatioInterval } from '../math/jackknife.ts'
import { normal, permutation } from '../math/random.ts'
import { asNetwork } from '../model/parameters.ts'
import type { EngineEvent } from '../protocol/engine.ts'
import type { LiveSettings, Settings } from '../protocol/settings.ts'
import type { CoordinateReport, EstimatorVariance, ProbeReport, ProbeRequest } from '../protocol/variance.ts'
import type { LayerSquares } from '../variance/encoder-norms.ts'
import { drawCoordinates, measureVariance, type Measured, type ProbeInput } from '../variance/probe.ts'
import { toTargets } from './batches.ts'
import { breathe } from './breathe.ts'
import { createBudget } from './probe-budget.ts'
import { STREAMS } from './streams.ts'
import { PIXELS, releaseCheckpoint, type Training } from './training.ts'

const IMAGES = 64
/** Noise of one step's probe: this many draws have names of their own. */
const MOST_DRAWS = 4096
const ALL_ESTIMATORS = ESTIMATOR_METAS.map(({ id }) => id)

export interface Prober {
  probe(request: ProbeRequest, signal?: AbortSignal): Promise<ProbeReport>
  coordinates(request: ProbeRequest, image: number, signal?: AbortSignal): Promise<CoordinateReport>
  /** Between two slices of training: probes if the budget has room. */
  probeWithinBudget(live: LiveSettings): Promise<void>
  /** Training goes on after a pause: the time of the pause buys nothing. */
  resume(): void
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
  const intensities = new Uint8Array(indices.length * PIXELS)
  indices.forEach((image, i) =>
    intensities.set(train.images.subarray(image * PIXELS, (image + 1) * PIXELS), i * PIXELS),
  )
  const values = toTargets(intensities, targets, { seed, stream: STREAMS.probeBinarize, step: 0 })
  return tensor2d(values, [indices.length, PIXELS])
}

export function createProber(options: ProberOptions): Prober {
  const { settings, train, training, live, ending, emit } = options
  const targets = frozenBatch(settings, train)
  const budget = createBudget()

  /** Runs `measure` on the weights of this moment. */
  async function atPresent<T>(
    request: ProbeRequest,
    signal: AbortSignal | undefined,
    measure: (input: ProbeInput, step: number) => Promise<T>,
  ): Promise<T> {
    const checkpoint = training.checkpoint()
    const { architecture } = training
    const { step } = checkpoint
    const key = { seed: settings.seed, stream: STREAMS.probeNoise }
    try {
      return await measure(
        {
          ...request,
          architecture,
          network: asNetwork(architecture, checkpoint.parameters),
          movingAverage: checkpoint.movingAverage,
          targets,
          beta: live().beta,
          estimators: ALL_ESTIMATORS,
          noise: (draw, length) => normal(length, { ...key, step: step * MOST_DRAWS + draw }),
          async between(done, total) {
            if (signal) emit({ type: 'progress', task: 'variance', done, total })
            await breathe()
            ending.throwIfAborted()
            signal?.throwIfAborted()
          },
        },
        step,
      )
    } finally {
      releaseCheckpoint(checkpoint)
    }
  }

  async function probe(request: ProbeRequest, signal?: AbortSignal): Promise<ProbeReport> {
    const started = performance.now()
    const report = await atPresent(request, signal, async (input, step) => {
      const measured = (await measureVariance(input)) as Required<Measured>
      const seconds = (performance.now() - started) / 1000
      return { step, images: targets.shape[0], ...request, ...summarise(measured, targets.shape[0]), seconds }
    })
    emit({ type: 'probed', report })
    return report
  }

  return {
    probe,
    coordinates: (request, image, signal) =>
      atPresent(request, signal, async (input, step) => {
        const draws = (await drawCoordinates(input, image)) as Required<
          Awaited<ReturnType<typeof drawCoordinates>>
        >
        const pick = (kind: 'batch' | 'image') =>
          Object.fromEntries(ALL_ESTIMATORS.map((id) => [id, draws[id][kind]])) as Record<
            EstimatorId,
            Float32Array
          >
        const { latent } = settings
        return { step, draws: request.draws, latent, batch: pick('batch'), image: pick('image') }
      }),
    async probeWithinBudget({ probe: percent, samples, kl, baseline }) {
      const draws = budget.drawsDue(percent / 100, samples)
      if (draws === 0) return
      const { seconds } = await probe({ draws, samples, kl, baseline })
      budget.spent(draws, samples, seconds)
    },
    resume: budget.resume,
    dispose: () => targets.dispose(),
  }
}

const total = (layers: readonly LayerSquares[]): Float64Array =>
  layers[0]!.squares.map((_, r) => layers.reduce((sum, { squares }) => sum + squares[r]!, 0))

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0)

function summariseOne(layers: readonly LayerSquares[]): EstimatorVariance {
  const whole = varianceInterval(total(layers))
  const meanSquare = layers.reduce((all, layer) => all + layer.meanSquare, 0)
  const draws = layers[0]!.squares.length
  return {
    total: whole,
    layers: layers.map(({ squares }) => varianceInterval(squares)),
    signal: Math.max(meanSquare - whole.value / draws, 0),
  }
}

/**
 * Of the mean over B images, if they were drawn anew: (sum |B g_b|^2 - B |g|^2) / (B (B - 1)), less what the noise
 * left in the g_b adds to it, V/R.
 */
function minibatchVariance(layers: readonly LayerSquares[], images: number): number {
  const { total: whole } = summariseOne(layers)
  const draws = layers[0]!.squares.length
  const ofImages = layers.reduce((all, { imageSquares }) => all + sum(imageSquares), 0)
  const meanSquare = layers.reduce((all, layer) => all + layer.meanSquare, 0)
  return Math.max((images * ofImages - meanSquare) / (images - 1) - whole.value / draws, 0)
}

function summarise(measured: Required<Measured>, images: number) {
  const { reparameterized, 'score-function': scoreFunction } = measured
  return {
    estimators: {
      reparameterized: summariseOne(reparameterized),
      'score-function': summariseOne(scoreFunction),
    },
    ratio: varianceRatioInterval(total(scoreFunction), total(reparameterized)),
    minibatch: minibatchVariance(reparameterized, images),
  }
}
