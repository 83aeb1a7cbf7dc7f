/**
 * Estimators in plain numbers: the interface, the whole gradient around one, and nothing of TF.js. The oracle of the
 * tests and of the check every backend must pass before it trains.
 */
import type { Architecture } from '../model/architecture.ts'
import {
  plainBackward,
  plainForward,
  plainLogLikelihood,
  type PlainLayer,
  type PlainNetwork,
} from '../model/reference.ts'

export interface PlainEstimatorInput {
  /** Of q(z|x) for one image [D]. */
  readonly mu: readonly number[]
  readonly logVariance: readonly number[]
  /** One row of [D] a sample. */
  readonly noise: readonly (readonly number[])[]
  /** log p(x|z) and its gradient with respect to z [D]. */
  readonly logLikelihood: (z: number[]) => { value: number; gradient: readonly number[] }
  readonly beta: number
}

/** Gradient of beta KL - recon of one image. */
export interface PlainEstimatorOutput {
  readonly dMu: number[]
  readonly dLogVariance: number[]
  readonly recon: number
}

export type PlainEstimator = (input: PlainEstimatorInput) => PlainEstimatorOutput

export interface PlainBatch {
  /** [B][pixels]. */
  readonly targets: readonly (readonly number[])[]
  /** [B][L][D]. */
  readonly noise: readonly (readonly (readonly number[])[])[]
  readonly beta: number
}

/** KL(N(mu, sigma^2) || N(0, I)) in nats. */
export const plainKl = (mu: readonly number[], logVariance: readonly number[]): number =>
  mu.reduce((kl, m, j) => kl + (m * m + Math.exp(logVariance[j]!) - logVariance[j]! - 1) / 2, 0)

/** negElboPerImage by forward passes alone, with z = mu + sigma eps: what finite differences are taken of. */
export function plainNegElbo(architecture: Architecture, network: PlainNetwork, batch: PlainBatch): number {
  const { latent, activation } = architecture
  const perImage = batch.targets.map((x, b) => {
    const gamma = plainForward(network.encoder, x, activation).at(-1)!
    const mu = gamma.slice(0, latent)
    const logVariance = gamma.slice(latent)
    const recons = batch.noise[b]!.map((eps) => {
      const z = mu.map((m, j) => m + Math.exp(logVariance[j]! / 2) * eps[j]!)
      return plainLogLikelihood(architecture, plainForward(network.decoder, z, activation).at(-1)!, x).value
    })
    return batch.beta * plainKl(mu, logVariance) - recons.reduce((a, c) => a + c) / recons.length
  })
  return perImage.reduce((a, c) => a + c) / perImage.length
}

/** Gradient of negElboPerImage by `estimator`, for every layer: encoder then decoder. */
export function plainElboGradient(
  architecture: Architecture,
  network: PlainNetwork,
  batch: PlainBatch,
  estimator: PlainEstimator,
): PlainLayer[] {
  const { latent, activation } = architecture
  const zeros = (layers: readonly PlainLayer[]): PlainLayer[] =>
    layers.map(({ weight, bias }) => ({
      weight: weight.map((row) => row.map(() => 0)),
      bias: bias.map(() => 0),
    }))
  const encoderGradient = zeros(network.encoder)
  const decoderGradient = zeros(network.decoder)
  const images = batch.targets.length

  batch.targets.forEach((x, b) => {
    const trace = plainForward(network.encoder, x, activation)
    const gamma = trace.at(-1)!
    const noise = batch.noise[b]!
    const logLikelihood = (z: number[]) => {
      const decoderTrace = plainForward(network.decoder, z, activation)
      const { value, gradient } = plainLogLikelihood(architecture, decoderTrace.at(-1)!, x)
      const scaled = gradient.map((slope) => -slope / (images * noise.length))
      const dz = plainBackward(network.decoder, decoderTrace, scaled, activation, decoderGradient)
      return { value, gradient: dz.map((slope) => -slope * images * noise.length) }
    }
    const input = {
      mu: gamma.slice(0, latent),
      logVariance: gamma.slice(latent),
      noise,
      logLikelihood,
      beta: batch.beta,
    }
    const { dMu, dLogVariance } = estimator(input)
    const dGamma = [...dMu, ...dLogVariance].map((slope) => slope / images)
    plainBackward(network.encoder, trace, dGamma, activation, encoderGradient)
  })
  return [...encoderGradient, ...decoderGradient]
}
