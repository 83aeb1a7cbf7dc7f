/**
 * Estimators in plain numbers: the interface and the full gradient around one, without TF.js. The oracle of the
 * tests and of the check that every backend must pass before it trains.
 */
import type { KlMode } from '../families/options.ts'
import type { PlainDraw, PlainFamily } from '../families/reference.ts'
import type { Architecture } from '../model/architecture.ts'
import {
  plainBackward,
  plainForward,
  plainLogLikelihood,
  type PlainLayer,
  type PlainNetwork,
} from '../model/reference.ts'
import type { PlainObjective } from '../objectives/reference.ts'
import type { Baseline } from './options.ts'

/** The inputs of an estimator for one image. */
export interface PlainImage {
  /** Parameters of q(z|x) [gamma]. */
  readonly gamma: readonly number[]
  /** One row [noise] per sample. */
  readonly noise: readonly (readonly number[])[]
  /** As `noiseBeside` of `EstimatorInput`. */
  readonly noiseBeside?: readonly (readonly number[])[] | undefined
  /** log p(x|z) and its gradient with respect to z [code]. */
  readonly logLikelihood: (z: readonly number[]) => { value: number; gradient: readonly number[] }
  /** Adds `weight` times d log p(x|z) / d decoder parameters to the gradient of this image's objective. */
  readonly trainDecoder: (z: readonly number[], weight: number) => void
}

export interface PlainOptions {
  readonly family: PlainFamily
  /** The bound whose gradient is estimated. */
  readonly objective: PlainObjective
  readonly beta: number
  readonly kl: KlMode
  readonly baseline: Baseline
  /** After the preceding steps, in nats. */
  readonly movingAverage: number
  readonly temperature: number
  readonly dial: number
}

/**
 * The gradient of beta KL - recon with respect to gamma [gamma], for each image. Takes the whole batch, since baselines
 * may look at other images.
 */
export type PlainEstimator = (batch: readonly PlainImage[], options: PlainOptions) => number[][]

export interface PlainBatch {
  /** [B][pixels]. */
  readonly targets: readonly (readonly number[])[]
  /** [B][L][noise]. */
  readonly noise: readonly (readonly (readonly number[])[])[]
  /** The same of the draws beside them. */
  readonly noiseBeside?: readonly (readonly (readonly number[])[])[] | undefined
  readonly beta: number
}

/** The draws of an image, one for each row of its noise. */
export const plainDraws = (
  family: PlainFamily,
  { gamma, noise }: Pick<PlainImage, 'gamma' | 'noise'>,
): PlainDraw[] => noise.map((eps) => ({ gamma, noise: eps, z: family.draw(gamma, eps) }))

/** log w = log p(x|z) - beta (log q(z|x) - log p(z)) of each draw, from log p(x|z). */
export const plainLogWeights = (
  draws: readonly PlainDraw[],
  logLikelihoods: readonly number[],
  { family, beta }: Pick<PlainOptions, 'family' | 'beta'>,
): number[] => draws.map((draw, l) => logLikelihoods[l]! - beta * family.logRatioToPrior(draw))

/** Adds `weight` times `values`. */
export function addTo(sums: number[], values: readonly number[], weight: number): void {
  values.forEach((value, i) => (sums[i]! += weight * value))
}

/**
 * negElboPerImage by forward passes alone, with the draws as functions of gamma: the function for finite differences. Of
 * another `objective` minus its bound, with the KL from the draws.
 */
export function plainNegElbo(
  architecture: Architecture,
  network: PlainNetwork,
  batch: PlainBatch,
  family: PlainFamily,
  objective: PlainObjective | null = null,
): number {
  const { activation } = architecture
  const { beta } = batch
  const perImage = batch.targets.map((x, b) => {
    const gamma = plainForward(network.encoder, x, activation).at(-1)!
    const draws = plainDraws(family, { gamma, noise: batch.noise[b]! })
    const recons = draws.map(
      ({ z }) =>
        plainLogLikelihood(architecture, plainForward(network.decoder, z, activation).at(-1)!, x).value,
    )
    if (objective) return -objective.bound(plainLogWeights(draws, recons, { family, beta }))
    return beta * family.kl(gamma) - recons.reduce((a, c) => a + c) / recons.length
  })
  return perImage.reduce((a, c) => a + c) / perImage.length
}

const zerosLike = (layers: readonly PlainLayer[]): PlainLayer[] =>
  layers.map(({ weight, bias }) => ({
    weight: weight.map((row) => row.map(() => 0)),
    bias: bias.map(() => 0),
  }))

/** Gradient of negElboPerImage by `estimator`, for every layer: encoder, then decoder. */
export function plainElboGradient(
  architecture: Architecture,
  network: PlainNetwork,
  batch: PlainBatch,
  estimator: PlainEstimator,
  options: Omit<PlainOptions, 'beta'>,
): PlainLayer[] {
  const { activation } = architecture
  const [encoderGradient, decoderGradient] = [zerosLike(network.encoder), zerosLike(network.decoder)]
  const traces = batch.targets.map((x) => plainForward(network.encoder, x, activation))
  const images = batch.targets.map((x, b): PlainImage => {
    const decode = (z: readonly number[]) => {
      const trace = plainForward(network.decoder, z, activation)
      return { trace, ...plainLogLikelihood(architecture, trace.at(-1)!, x) }
    }
    return {
      gamma: traces[b]!.at(-1)!,
      noise: batch.noise[b]!,
      noiseBeside: batch.noiseBeside?.[b],
      logLikelihood(z) {
        const { trace, value, gradient } = decode(z)
        const unused = zerosLike(network.decoder)
        return { value, gradient: plainBackward(network.decoder, trace, gradient, activation, unused) }
      },
      trainDecoder(z, weight) {
        const { trace, gradient } = decode(z)
        const dOutput = gradient.map((slope) => (-weight * slope) / batch.targets.length)
        plainBackward(network.decoder, trace, dOutput, activation, decoderGradient)
      },
    }
  })
  estimator(images, { ...options, beta: batch.beta }).forEach((gradient, b) => {
    const dGamma = gradient.map((slope) => slope / images.length)
    plainBackward(network.encoder, traces[b]!, dGamma, activation, encoderGradient)
  })
  return [...encoderGradient, ...decoderGradient]
}
