/** The measurements of a step, packed into one small tensor, and the updated moving average. */
import { add, mean, mul, square, stack, sum, type Tensor1D } from '@tensorflow/tfjs-core'
import { fused } from '../ops/table.ts'
import type { StepSums, StepValues } from '../ops/types.ts'

export type { StepSums }

/** Indices of the entries of `StepSums.sums`; of a bound only where the objective has one of its own. */
export const SUMS = { recon: 0, kl: 1, gammaGradientSquared: 2, bound: 3 } as const

export const sumStep = fused('sumStep', (values: StepValues): StepSums => {
  const { logLikelihood, signal, kl, gradGamma, movingAverage, kept } = values
  const samples = logLikelihood.shape[0] / kl.shape[0]
  return {
    sums: stack([mul(sum(logLikelihood), 1 / samples), sum(kl), sum(square(gradGamma))]) as Tensor1D,
    movingAverage: add(mul(movingAverage, kept), mul(mean(signal), 1 - kept)),
  }
})
