/** The draws of z and sums over them: rows [L B, .] hold the whole batch for the first sample, then the second, ... */
import { add, div, mean, mul, reshape, square, sub, sum, tidy } from '@tensorflow/tfjs-core'
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { repeatRows, standardDeviation, type Posterior } from '../model/posterior.ts'

export interface Draws {
  /** z = mu + sigma eps [L B, D]. */
  readonly z: Tensor2D
  /** sigma [L B, D]. */
  readonly sigma: Tensor2D
  /** sigma eps [L B, D]. */
  readonly displacement: Tensor2D
}

export function drawLatents(posterior: Posterior, noise: Tensor2D, samples: number): Draws {
  const sigma = repeatRows(standardDeviation(posterior), samples)
  const displacement = mul<Tensor2D>(sigma, noise)
  return { sigma, displacement, z: add(repeatRows(posterior.mu, samples), displacement) }
}

/** [L B, w] -> [B, w]. */
export function sumOverSamples(rows: Tensor2D, samples: number): Tensor2D {
  if (samples === 1) return rows
  const [all, width] = rows.shape
  return sum(reshape(rows, [samples, all / samples, width]), 0)
}

/** [L B] -> [B]. */
export const meanOverSamples = (values: Tensor1D, samples: number): Tensor1D =>
  samples === 1 ? values : mean(reshape(values, [samples, values.shape[0] / samples]), 0)

/** log q(z|x) - log p(z) at z = mu + sigma eps, the normalisers cancelling: [L B]. */
export const logRatioToPrior = (
  draws: Draws,
  noise: Tensor2D,
  posterior: Posterior,
  samples: number,
): Tensor1D =>
  tidy(() => {
    const perLatent = sub(square(draws.z), add(square(noise), repeatRows(posterior.logVariance, samples)))
    return mul(sum(perLatent, 1), 0.5)
  })

/** eps / sigma [L B, D], which is both the score with respect to mu and -d log q / dz. */
export const scoreOfMean = ({ sigma }: Draws, noise: Tensor2D): Tensor2D => div(noise, sigma)
