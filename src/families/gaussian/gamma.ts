/** gamma = (mu, log sigma^2) [B, 2D], the parameters of q(z|x) = N(mu, diag sigma^2). */
import {
  concat,
  exp,
  mul,
  slice,
  square,
  add,
  sub,
  sum,
  tidy,
  zerosLike,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import { repeatRows, samplesOf } from '../../ops/rows.ts'

export interface GaussianParameters {
  /** [B, D] each. */
  readonly mu: Tensor2D
  readonly logVariance: Tensor2D
}

/** From gamma [B, 2D] and noise [L B, D]. */
export function sizesOf(gamma: Tensor2D, noise: Tensor2D) {
  const [images, twice] = gamma.shape
  return { images, latent: twice / 2, samples: samplesOf(gamma, noise) }
}

export function splitGamma(gamma: Tensor2D): GaussianParameters {
  const [batch, twice] = gamma.shape
  const latents = twice / 2
  return {
    mu: slice(gamma, [0, 0], [batch, latents]),
    logVariance: slice(gamma, [0, latents], [batch, latents]),
  }
}

export const joinGamma = (mu: Tensor2D, logVariance: Tensor2D): Tensor2D => concat([mu, logVariance], 1)

/** sigma for every draw [L B, D]. */
export const sigmaOf = (gamma: Tensor2D, noise: Tensor2D): Tensor2D =>
  repeatRows(exp(mul(splitGamma(gamma).logVariance, 0.5)), samplesOf(gamma, noise))

/** KL(q(z|x) || N(0, I)) of each row in nats [B]: half the sum of mu^2 + sigma^2 - log sigma^2 - 1. */
export const klToPrior = ({ mu, logVariance }: GaussianParameters): Tensor1D =>
  tidy(() => mul(sum(sub(add(square(mu), exp(logVariance)), add(logVariance, 1)), 1), 0.5))

/** d KL / d mu = mu, d KL / d log sigma^2 = (sigma^2 - 1) / 2, [B, D] each. */
export const klGradient = ({ mu, logVariance }: GaussianParameters): GaussianParameters => ({
  mu,
  logVariance: tidy(() => mul(sub(exp(logVariance), 1), 0.5)),
})

/** `weight` times d KL / d gamma [B, 2D]; zero if the weight is 0, even if a variance has overflowed. */
export function exactKlGradient(gamma: Tensor2D, weight: number): Tensor2D {
  if (weight === 0) return zerosLike(gamma)
  const { mu, logVariance } = klGradient(splitGamma(gamma))
  return mul(joinGamma(mu, logVariance), weight)
}
