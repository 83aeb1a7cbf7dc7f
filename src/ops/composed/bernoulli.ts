/** The Bernoulli log-likelihood of a batch and its gradient, from logits. */
import {
  add,
  log,
  mul,
  neg,
  sigmoid,
  sub,
  sum,
  tidy,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import type { LogLikelihood } from '../types.ts'

/** Below the smallest sigmoid that still has a finite logarithm in float32 (and in float16 stays positive). */
const TINY = 1e-30

/**
 * log p(x|l) = sum_j x_j l_j - softplus(l_j), gradient x - sigmoid(l), for targets x in [0, 1] and logits l, both
 * [N, pixels]. softplus(l) = -log sigmoid(-l) shares its one transcendental with the gradient, since
 * sigmoid(l) = 1 - sigmoid(-l); the gradient's rounding error is then at most 6e-8 a pixel.
 */
export function bernoulliLogLikelihood(logits: Tensor2D, targets: Tensor2D): LogLikelihood {
  return tidy(() => {
    const off = sigmoid(neg(logits)) // P(pixel = 0)
    const logOff = log(add(off, TINY))
    return {
      logLikelihood: sum<Tensor1D>(add(mul(targets, logits), logOff), 1),
      gradient: add<Tensor2D>(sub(targets, 1), off),
    }
  })
}
