/**
 * The draws of z and sums over them: rows [L B, .] hold the whole batch for the first sample, then for the
 * second, ...
 */
import { add, mul, reshape, square, sub, sum, tidy, zerosLike } from '@tensorflow/tfjs-core'
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { joinGamma, klGradient, klToPrior, splitGamma, standardDeviation } from '../model/posterior.ts'
import { repeatRows } from '../ops/composed/repeat.ts'
import { fused } from '../ops/table.ts'

/** z = mu + sigma eps [L B, D] and KL(q || N(0, I)) [B] for gamma [B, 2D] and eps [L B, D]. */
export const drawLatents = fused('drawLatents', (gamma, noise) => {
  const posterior = splitGamma(gamma)
  const samples = samplesOf(gamma, noise)
  return {
    z: add(repeatRows(posterior.mu, samples), mul(sigmaOf(gamma, noise), noise)),
    kl: klToPrior(posterior),
  }
})

/** L, the number of samples. */
export const samplesOf = (gamma: Tensor2D, noise: Tensor2D): number => noise.shape[0] / gamma.shape[0]

/** sigma for every draw [L B, D]. */
export const sigmaOf = (gamma: Tensor2D, noise: Tensor2D): Tensor2D =>
  repeatRows(standardDeviation(splitGamma(gamma)), samplesOf(gamma, noise))

/** [L B, w] -> [B, w]. */
export function sumOverSamples(rows: Tensor2D, samples: number): Tensor2D {
  if (samples === 1) return rows
  const [all, width] = rows.shape
  return sum(reshape(rows, [samples, all / samples, width]), 0)
}

/** `weight` times d KL / d gamma [B, 2D]; zero if the weight is 0, even if a variance has overflowed. */
export function exactKlGradient(gamma: Tensor2D, weight: number): Tensor2D {
  if (weight === 0) return zerosLike(gamma)
  const { mu, logVariance } = klGradient(splitGamma(gamma))
  return mul(joinGamma(mu, logVariance), weight)
}

/** log q(z|x) - log p(z) at the draws z, the normalisers cancelling: [L B]. */
export const logRatioToPrior = (gamma: Tensor2D, noise: Tensor2D, z: Tensor2D): Tensor1D =>
  tidy(() => {
    const logVariance = repeatRows(splitGamma(gamma).logVariance, samplesOf(gamma, noise))
    return mul(sum(sub(square(z), add(square(noise), logVariance)), 1), 0.5)
  })
