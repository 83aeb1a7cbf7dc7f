/**
 * The approximate posterior q(z|x) = N(mu, diag sigma^2), given as gamma = (mu, log sigma^2) [B, 2D].
 */
import {
  add,
  concat,
  exp,
  mul,
  slice,
  square,
  sub,
  sum,
  tidy,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core'

export interface Posterior {
  /** [B, D] each. */
  readonly mu: Tensor2D
  readonly logVariance: Tensor2D
}

export function splitGamma(gamma: Tensor2D): Posterior {
  const [batch, twice] = gamma.shape
  const latent = twice / 2
  return {
    mu: slice(gamma, [0, 0], [batch, latent]),
    logVariance: slice(gamma, [0, latent], [batch, latent]),
  }
}

export const joinGamma = (mu: Tensor2D, logVariance: Tensor2D): Tensor2D => concat([mu, logVariance], 1)

/** sigma [B, D]. */
export const standardDeviation = ({ logVariance }: Posterior): Tensor2D => exp(mul(logVariance, 0.5))

/** KL(q(z|x) || N(0, I)) of each row in nats [B]: half the sum of mu^2 + sigma^2 - log sigma^2 - 1. */
export const klToPrior = ({ mu, logVariance }: Posterior): Tensor1D =>
  tidy(() => mul(sum(sub(add(square(mu), exp(logVariance)), add(logVariance, 1)), 1), 0.5))

/** d KL / d mu = mu, d KL / d log sigma^2 = (sigma^2 - 1) / 2, [B, D] each. */
export const klGradient = ({ mu, logVariance }: Posterior): Posterior => ({
  mu,
  logVariance: tidy(() => mul(sub(exp(logVariance), 1), 0.5)),
})
