/**
 * log p(x) by importance sampling, from log weights log w = log p(x, z) - log q(z|x) at draws of q. Plain numbers.
 *
 * Reference: Burda, Grosse & Salakhutdinov, "Importance weighted autoencoders", 2015, arXiv 1509.00519, equation 8 and section
 * 5.1; Kong, "A note on importance sampling using standardized weights", 1992, for the effective sample size.
 */
import { logSumExp } from '../exact/log-sum.ts'
import { momentsOf } from '../moments.ts'
import { tailShape } from './tail.ts'

/** The bound L_K of one image. */
export interface ImageBound {
  /** The mean over disjoint groups of K draws, in nats. */
  readonly value: number
  /** Variance of that mean over the draws. */
  readonly noise: number
}

export interface ImageWeights {
  /** One for each K. */
  readonly bounds: readonly ImageBound[]
  /** (sum w)^2 / sum w^2: from 1 to the number of draws. */
  readonly effective: number
  /** How heavy the right tail of the weights is (tail.ts). */
  readonly shape: number
}

/** (sum w)^2 / sum w^2. */
export function effectiveSampleSize(logWeights: ArrayLike<number>): number {
  const doubled = Float64Array.from(logWeights, (value) => 2 * value)
  return Math.exp(2 * logSumExp(logWeights) - logSumExp(doubled))
}

/** log of the mean of w over each K draws in turn; a rest of fewer is left out. */
function boundsOf(logWeights: Float64Array, k: number): number[] {
  const groups = Math.floor(logWeights.length / k)
  return Array.from(
    { length: groups },
    (_, i) => logSumExp(logWeights.subarray(i * k, (i + 1) * k)) - Math.log(k),
  )
}

/** Of a single group, by the delta method: Var log(mean w) is about Var w / (S (E w)^2) = 1/ESS - 1/S. */
const noiseOfOne = (effective: number, draws: number): number => Math.max(1 / effective - 1 / draws, 0)

/** The bounds for each of `sizes`, none of which exceeds the number of draws. */
export function weighImage(logWeights: Float64Array, sizes: readonly number[]): ImageWeights {
  const effective = effectiveSampleSize(logWeights)
  const bounds = sizes.map((k) => {
    const { mean, variance, count } = momentsOf(boundsOf(logWeights, k))
    const noise = count > 1 ? variance / count : noiseOfOne(effective, logWeights.length)
    return { value: mean, noise }
  })
  return { bounds, effective, shape: tailShape(logWeights) }
}

/** The mean over images of the bound L_K, in nats. */
export interface MeanBound {
  readonly k: number
  readonly value: number
  /** Standard error over the choice of images, with the draws' noise. */
  readonly error: number
  /** Standard error from the draws alone, for these images. */
  readonly noise: number
}

export function averageBounds(images: readonly ImageWeights[], sizes: readonly number[]): MeanBound[] {
  return sizes.map((k, i) => {
    const own = images.map(({ bounds }) => bounds[i]!)
    const { mean, meanError } = momentsOf(own.map(({ value }) => value))
    const noise = Math.sqrt(own.reduce((sum, one) => sum + one.noise, 0)) / images.length
    return { k, value: mean, error: meanError, noise }
  })
}
