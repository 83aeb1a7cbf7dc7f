/**
 * The problem every peer solves: the standard configuration, its data and the cost of one step. Plain numbers, for
 * pages, workers and Node alike; no peer's code.
 */
import { gaussianMeta } from '../src/families/gaussian/meta.ts'
import { createBatches, type Batches } from '../src/engine/batches.ts'
import { STREAMS } from '../src/engine/streams.ts'
import { normal } from '../src/math/random.ts'
import { initialValues, parameterSpecs, type Architecture } from '../src/model/architecture.ts'
import { DEFAULT_SETTINGS, type Settings } from '../src/protocol/settings.ts'

/** 784-400-20-400-784, batch 128, Adam, reparameterized, L = 1. */
export const STANDARD: Settings = DEFAULT_SETTINGS

/** Images of the training set that are used: fifty batches, so that nothing is learned by heart in the first round. */
export const IMAGES = 6400

export const PIXELS = 784

export interface Problem {
  readonly settings: Settings
  readonly batches: Batches
  readonly parameters: readonly Float32Array[]
  /** N(0, 1) draws of the step after `step` steps [samples * count, latent]. */
  noiseAt(step: number, count: number): Float32Array
}

export const architectureOf = ({ latent, ...settings }: Settings): Architecture => ({
  ...settings,
  ...gaussianMeta.widths({ latents: latent, classes: 2 }),
  pixels: PIXELS,
})

/** The same weights, batches and noise as the engine's own for these settings. Only full batches are taken. */
export function createProblem(settings: Settings, images: Uint8Array): Problem {
  const { seed, samples, latent, batch } = settings
  const count = images.length / PIXELS
  const used = Math.max(count - (count % batch), Math.min(count, batch))
  const full = images.subarray(0, used * PIXELS)
  return {
    settings,
    batches: createBatches({ images: full, labels: null, count: used }, settings),
    parameters: initialValues(architectureOf(settings), { seed, stream: STREAMS.initialValues }),
    noiseAt: (step, count) => normal(samples * count * latent, { seed, stream: STREAMS.latentNoise, step }),
  }
}

/**
 * Floating-point operations of the matrix products of one step: two for each weight and row, forward, for the weight's
 * gradient and for the input's. The first layer has no input gradient. Zeros count as work, done or not.
 */
export function flopsPerStep({ batch, samples, ...rest }: Settings): number {
  const architecture = architectureOf({ batch, samples, ...rest })
  const weights = parameterSpecs(architecture).filter(({ shape }) => shape.length === 2)
  return weights.reduce((total, { name, shape }, i) => {
    const rows = name.startsWith('encoder') ? batch : batch * samples
    return total + 2 * rows * shape[0]! * shape[1]! * (i === 0 ? 2 : 3)
  }, 0)
}
