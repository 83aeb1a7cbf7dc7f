/**
 * The log-likelihood of a batch under independent Gaussian pixels of one fixed standard deviation, and its gradient.
 */
import { add, mul, square, sub, sum, tidy, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core'
import type { LogLikelihood } from './bernoulli.ts'

/**
 * log p(x|m) = sum_j -(x_j - m_j)^2 / (2 sigma^2) - log(sigma sqrt(2 pi)), gradient (x - m) / sigma^2, for targets x
 * and means m, both [N, pixels].
 */
export function gaussianLogLikelihood(means: Tensor2D, targets: Tensor2D, sigma: number): LogLikelihood {
  const pixels = means.shape[1]
  const logNormaliser = -pixels * Math.log(sigma * Math.sqrt(2 * Math.PI))
  return tidy(() => {
    const error = sub<Tensor2D>(targets, means)
    return {
      logLikelihood: add<Tensor1D>(mul(sum(square(error), 1), -1 / (2 * sigma ** 2)), logNormaliser),
      gradient: mul<Tensor2D>(error, 1 / sigma ** 2),
    }
  })
}
