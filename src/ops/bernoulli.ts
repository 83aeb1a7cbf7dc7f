/**
 * The Bernoulli log-likelihood of a batch and its gradient, from logits.
 */
import { mul, sigmoid, softplus, sub, sum, tidy, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core'

export interface LogLikelihood {
  /** log p(x|z) of each row, in nats [N]. */
  readonly logLikelihood: Tensor1D
  /** d log p(x|z) / d output [N, pixels]. */
  readonly gradient: Tensor2D
}

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
