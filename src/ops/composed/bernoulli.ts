/** The Bernoulli log-likelihood of a batch and its gradient, from logits. */
import { mul, sigmoid, softplus, sub, sum, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core'
import type { LogLikelihood } from '../types.ts'
import { repeatRows } from '../rows.ts'
import { tidyAll } from '../tidy-all.ts'

/**
 * log p(x|l) = sum_j x_j l_j - softplus(l_j), gradient weight (x - sigmoid(l)), for targets x in [0, 1] [B, pixels],
 * repeated for each sample, and logits l [L B, pixels]. Finite for every finite logit.
 */
export function bernoulliLogLikelihood(logits: Tensor2D, targets: Tensor2D, weight: number): LogLikelihood {
  return tidyAll(() => {
    const x = repeatRows(targets, logits.shape[0] / targets.shape[0])
    return {
      logLikelihood: sum<Tensor1D>(sub(mul(x, logits), softplus(logits)), 1),
      gradient: mul<Tensor2D>(sub(x, sigmoid(logits)), weight),
    }
  })
}
