/**
 * A random small variational autoencoder in plain numbers: one or two latents, three pixels of ink or paper, a tanh
 * decoder, and an encoder of a few weights for one image. Small enough that every mean can be computed by quadrature.
 */
import { uniform } from '../../math/random.ts'
import { logNormal, noiseMean, sum } from './numbers.ts'

const PIXELS = 3

/** gamma = (mu, log sigma^2) [2D]; its length tells D. */
export const muOf = (gamma: readonly number[]): readonly number[] => gamma.slice(0, gamma.length / 2)
export const logVarianceOf = (gamma: readonly number[]): readonly number[] => gamma.slice(gamma.length / 2)
export const sigmaOf = (gamma: readonly number[]): readonly number[] =>
  logVarianceOf(gamma).map((v) => Math.exp(v / 2))

/** z = mu + sigma eps. */
export const path = (eps: readonly number[], gamma: readonly number[]): number[] =>
  eps.map((value, j) => gamma[j]! + Math.exp(gamma[j + eps.length]! / 2) * value)

/** E_q h(z) by quadrature over the noise. */
export const posteriorMean = (gamma: readonly number[], h: (z: number[]) => readonly number[]): number[] =>
  noiseMean(gamma.length / 2, (eps) => h(path(eps, gamma)))

export const posteriorMean1 = (gamma: readonly number[], h: (z: number[]) => number): number =>
  posteriorMean(gamma, (z) => [h(z)])[0]!

/** The integral of h over z, on nodes that stay where they are when gamma moves: around `centre`. */
export const integral = (centre: readonly number[], h: (z: number[]) => readonly number[]): number[] =>
  posteriorMean(centre, (z) => {
    const weight = Math.exp(-logQ(z, centre))
    return h(z).map((value) => weight * value)
  })

/** log q_gamma(z). */
export function logQ(z: readonly number[], gamma: readonly number[]): number {
  let total = 0
  for (let j = 0; j < z.length; j++) total += logNormal(z[j]!, gamma[j]!, Math.exp(gamma[j + z.length]! / 2))
  return total
}

export const logPrior = (z: readonly number[]): number => sum(z.map((value) => logNormal(value, 0, 1)))

export interface SmallModel {
  readonly latents: number
  readonly seed: number
  /** Pixels, 0 or 1. */
  readonly image: readonly number[]
  /** What the encoder returns for the image [2D]. */
  readonly gamma: readonly number[]
  /** The encoder's weights, and what it makes of them: gamma at `phi`. */
  readonly phi: readonly number[]
  encode(phi: readonly number[]): number[]
  readonly theta: readonly number[]
  /** log p_theta(x|z). */
  logLikelihood(z: readonly number[], theta?: readonly number[]): number
  /** log p_theta(x). */
  logEvidence(theta?: readonly number[]): number
  /** log p_theta(x, z) and log p_theta(z|x). */
  logJoint(z: readonly number[], theta?: readonly number[]): number
  logPosterior(z: readonly number[], theta?: readonly number[]): number
}

const softplus = (value: number): number => Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value)))

/** log p(x|z) with logits a tanh(w z + c) + b, a pixel after the other in theta: (w [D], c, a, b). */
function logLikelihoodOf(x: readonly number[], z: readonly number[], theta: readonly number[]): number {
  const latents = z.length
  let total = 0
  for (let j = 0; j < PIXELS; j++) {
    const from = j * (latents + 3)
    let inner = theta[from + latents]!
    for (let i = 0; i < latents; i++) inner += theta[from + i]! * z[i]!
    const logit = theta[from + latents + 1]! * Math.tanh(inner) + theta[from + latents + 2]!
    total += x[j]! * logit - softplus(logit)
  }
  return total
}

/** `image`: another one than the seed's, for the same decoder and encoder. */
export function smallModel(latents: number, seed: number, image?: readonly number[]): SmallModel {
  const draw = (count: number, low: number, high: number, step: number): number[] =>
    Array.from(uniform(count, low, high, { seed, stream: 900 + latents, step }))
  const theta = draw(PIXELS * (latents + 3), -1.2, 1.2, 0)
  const x = image ?? draw(PIXELS, 0, 1, 1).map(Math.round)
  const phi = draw(2 * latents + 1, -0.9, 0.9, 2)
  const bias = draw(2 * latents, -0.5, 0.5, 3)
  const encode = (weights: readonly number[]): number[] => {
    const hidden = Math.tanh(weights[2 * latents]!)
    return bias.map((value, i) => value + weights[i]! * hidden)
  }
  const logLikelihood = (z: readonly number[], at: readonly number[] = theta): number =>
    logLikelihoodOf(x, z, at)
  const prior = new Array<number>(2 * latents).fill(0)
  const logEvidence = (at: readonly number[] = theta): number =>
    Math.log(posteriorMean1(prior, (z) => Math.exp(logLikelihood(z, at))))
  const logJoint = (z: readonly number[], at?: readonly number[]): number =>
    logLikelihood(z, at) + logPrior(z)
  const known = logEvidence()
  return {
    latents,
    seed,
    image: x,
    gamma: encode(phi),
    phi,
    encode,
    theta,
    logLikelihood,
    logEvidence,
    logJoint,
    logPosterior: (z, at) => logJoint(z, at) - (at ? logEvidence(at) : known),
  }
}

/** Every image of three pixels. */
export const IMAGES: readonly (readonly number[])[] = [0, 1].flatMap((a) =>
  [0, 1].flatMap((b) => [0, 1].map((c) => [a, b, c])),
)

/** The same decoder and encoder for another image, whose code stays that of the first. */
export const withImage = ({ latents, seed }: SmallModel, image: readonly number[]): SmallModel =>
  smallModel(latents, seed, image)

export const SMALL_MODELS: readonly SmallModel[] = [
  smallModel(1, 1),
  smallModel(1, 2),
  smallModel(1, 3),
  smallModel(2, 4),
]

/** KL(q || N(0, I)) in closed form. */
export const klToPrior = (gamma: readonly number[]): number =>
  sum(
    muOf(gamma).map(
      (mu, j) => (mu * mu - 1 + Math.exp(logVarianceOf(gamma)[j]!) - logVarianceOf(gamma)[j]!) / 2,
    ),
  )
