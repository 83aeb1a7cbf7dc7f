/** The Bernoulli log-likelihood of a batch and its gradient, from logits. */
import { mul, sigmoid, softplus, sub, sum, tidy, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core'
import type { LogLikelihood } from '../types.ts'

/**
 * log p(x|l) = sum_j x_j l_j - softplus(l_j), gradient x - sigmoid(l), for targets x in [0, 1] and logits l, both
 * [N, pixels]. Finite for every finite logit.
 */
export function bernoulliLogLikelihood(logits: Tensor2D, targets: Tensor2D): LogLikelihood {
  return tidy(() => ({
    logLikelihood: sum<Tensor1D>(sub(mul(targets, logits), softplus(logits)), 1),
    gradient: sub<Tensor2D>(targets, sigmoid(logits)),
  }))
}
