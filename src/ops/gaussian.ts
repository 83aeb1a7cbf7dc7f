/**
 * The log-likelihood of a batch under independent Gaussian pixels of one fixed standard deviation, and its gradient.
 */
import { add, mul, square, sub, sum, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core'
import type { LogLikelihood } from './bernoulli.ts'
import { repeatRows } from './rows.ts'
import { tidyAll } from './tidy-all.ts'

/**
 * log p(x|m) = sum_j -(x_j - m_j)^2 / (2 sigma^2) - log(sigma sqrt(2 pi)), gradient weight (x - m) / sigma^2, for means m
 * [L B, pixels] and targets x [B, pixels], repeated for each sample.
 */
export function gaussianLogLikelihood(
  means: Tensor2D,
  targets: Tensor2D,
  sigma: number,
  weight: number,
): LogLikelihood {
  const pixels = means.shape[1]
  const logNormaliser = -pixels * Math.log(sigma * Math.sqrt(2 * Math.PI))
  return tidyAll(() => {
    const error = sub<Tensor2D>(repeatRows(targets, means.shape[0] / targets.shape[0]), means)
    return {
      logLikelihood: add<Tensor1D>(mul(sum(square(error), 1), -1 / (2 * sigma ** 2)), logNormaliser),
      gradient: mul<Tensor2D>(error, weight / sigma ** 2),
    }
  })
}
