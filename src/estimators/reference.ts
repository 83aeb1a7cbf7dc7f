/**
 * Estimators in plain numbers: the interface and the full gradient around one, without TF.js. The oracle of the
 * tests and of the check that every backend must pass before it trains.
 */
import type { Architecture } from '../model/architecture.ts'
import {
  plainBackward,
  plainForward,
  plainLogLikelihood,
  type PlainLayer,
  type PlainNetwork,
} from '../model/reference.ts'
import type { Baseline, KlMode } from './options.ts'

/** The inputs of an estimator for one image. */
export interface PlainImage {
  /** Of q(z|x) [D]. */
  readonly mu: readonly number[]
  readonly logVariance: readonly number[]
  /** One row [D] per sample. */
  readonly noise: readonly (readonly number[])[]
  /** log p(x|z) and its gradient with respect to z [D]. */
  readonly logLikelihood: (z: number[]) => { value: number; gradient: readonly number[] }
}

export interface PlainOptions {
  readonly beta: number
  readonly kl: KlMode
  readonly baseline: Baseline
  /** After the preceding steps, in nats. */
  readonly movingAverage: number
}

/** Gradient of beta KL - recon for one image. */
export interface PlainGradient {
  readonly dMu: number[]
  readonly dLogVariance: number[]
}

/** Takes the whole batch, since baselines may look at other images. */
export type PlainEstimator = (batch: readonly PlainImage[], options: PlainOptions) => PlainGradient[]

export interface PlainBatch {
  /** [B][pixels]. */
  readonly targets: readonly (readonly number[])[]
  /** [B][L][D]. */
  readonly noise: readonly (readonly (readonly number[])[])[]
  readonly beta: number
}

/** z = mu + sigma eps, for each sample. */
export const plainDraws = ({ mu, logVariance, noise }: Omit<PlainImage, 'logLikelihood'>): number[][] =>
  noise.map((eps) => mu.map((m, j) => m + Math.exp(logVariance[j]! / 2) * eps[j]!))

/** KL(N(mu, sigma^2) || N(0, I)) in nats. */
export const plainKl = (mu: readonly number[], logVariance: readonly number[]): number =>
  mu.reduce((kl, m, j) => kl + (m * m + Math.exp(logVariance[j]!) - logVariance[j]! - 1) / 2, 0)

/** beta times the gradient of the KL: mu, and (sigma^2 - 1) / 2. */
export const plainKlGradient = ({ mu, logVariance }: PlainImage, beta: number): PlainGradient => ({
  dMu: mu.map((m) => beta * m),
  dLogVariance: logVariance.map((value) => (beta * (Math.exp(value) - 1)) / 2),
})

/** negElboPerImage by forward passes alone, with z = mu + sigma eps: the function for finite differences. */
export function plainNegElbo(architecture: Architecture, network: PlainNetwork, batch: PlainBatch): number {
  const { latent, activation } = architecture
  const perImage = batch.targets.map((x, b) => {
    const gamma = plainForward(network.encoder, x, activation).at(-1)!
    const [mu, logVariance] = [gamma.slice(0, latent), gamma.slice(latent)]
    const recons = plainDraws({ mu, logVariance, noise: batch.noise[b]! }).map(
      (z) => plainLogLikelihood(architecture, plainForward(network.decoder, z, activation).at(-1)!, x).value,
    )
    return batch.beta * plainKl(mu, logVariance) - recons.reduce((a, c) => a + c) / recons.length
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
  options: Omit<PlainOptions, 'beta'> = { kl: 'closed-form', baseline: 'none', movingAverage: 0 },
): PlainLayer[] {
  const { latent, activation } = architecture
  const [encoderGradient, decoderGradient] = [zerosLike(network.encoder), zerosLike(network.decoder)]
  const traces = batch.targets.map((x) => plainForward(network.encoder, x, activation))
  const images = batch.targets.map((x, b): PlainImage => {
    const gamma = traces[b]!.at(-1)!
    const noise = batch.noise[b]!
    const rows = batch.targets.length * noise.length
    return {
      mu: gamma.slice(0, latent),
      logVariance: gamma.slice(latent),
      noise,
      /** Called once per draw; also adds that draw's contribution to the decoder's gradient. */
      logLikelihood(z) {
        const trace = plainForward(network.decoder, z, activation)
        const { value, gradient } = plainLogLikelihood(architecture, trace.at(-1)!, x)
        const dOutput = gradient.map((slope) => -slope / rows)
        const dz = plainBackward(network.decoder, trace, dOutput, activation, decoderGradient)
        return { value, gradient: dz.map((slope) => -slope * rows) }
      },
    }
  })
  estimator(images, { ...options, beta: batch.beta }).forEach(({ dMu, dLogVariance }, b) => {
    const dGamma = [...dMu, ...dLogVariance].map((slope) => slope / images.length)
    plainBackward(network.encoder, traces[b]!, dGamma, activation, encoderGradient)
  })
  return [...encoderGradient, ...decoderGradient]
}
