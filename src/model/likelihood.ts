/**
 * p(x|z) given the decoder's output: log-likelihood with gradient, and the mean image.
 */
import { sigmoid, type Tensor2D } from '@tensorflow/tfjs-core'
import { bernoulliLogLikelihood, type LogLikelihood } from '../ops/bernoulli.ts'
import { gaussianLogLikelihood } from '../ops/gaussian.ts'
import type { Architecture } from './architecture.ts'

export interface Likelihood {
  /** output and targets [N, 784]; targets in [0, 1]. */
  evaluate(output: Tensor2D, targets: Tensor2D): LogLikelihood
  /** E[x|z] [N, 784]; may leave [0, 1] for the Gaussian. */
  mean(output: Tensor2D): Tensor2D
}

export function likelihoodOf({ likelihood, sigma }: Architecture): Likelihood {
  switch (likelihood) {
    case 'bernoulli':
      return { evaluate: bernoulliLogLikelihood, mean: (logits) => sigmoid(logits) }
    case 'gaussian':
      return {
        evaluate: (means, targets) => gaussianLogLikelihood(means, targets, sigma),
        mean: (means) => means,
      }
  }
}
