/**
 * The noise dial: the mean of the gradient, with as much of the score function's noise as one chooses. An intervention, built
 * to teach: what a run reaches as a function of the variance, at one and the same mean.
 *
 * Approximates: the gradient of negElboPerImage = mean over the batch of beta KL(q || p) - E_q log p(x|z).
 * With: g_M + d (g_sf - g_sf') / sqrt 2, g_M the reparameterized gradient averaged over M = 16 draws, which stands for the exact
 * mean, d the dial, g_sf and g_sf' from L draws each, independent of each other and of the M. The decoder's gradient is that
 * of the L shared draws, as with every estimator: only the encoder's gradient is made quiet and given noise.
 * Requires: a family with an exact path and a score, L <= M, and M + L draws beside the samples. `sticking-the-landing` is
 * not available.
 * Bias: none. Variance: V_rp / M (V_rp of one draw) + d^2 V_sf.
 */
import { add, mul, type Tensor2D } from '@tensorflow/tfjs-core'
import type { Estimator, EstimatorInput } from '../estimator.ts'
import { pathwiseGradientOf, reparameterized } from '../reparameterized/estimate.ts'
import { learningSignal } from '../score-function/estimate.ts'
import { besideIn, drawsIn, scoreNoise } from '../score-noise.ts'
import { MEAN_DRAWS } from './meta.ts'

/** The mean over M draws, from that over the L samples and the noise of the others. */
function overAll(input: EstimatorInput, ofSamples: Tensor2D, others: Tensor2D): Tensor2D {
  const { samples, family, drawn } = input
  const rest = MEAN_DRAWS - samples
  if (rest === 0) return ofSamples
  const ofRest = pathwiseGradientOf({ ...input, samples: rest, drawn: family.draw(drawn.gamma, others) })
  return add(mul(ofSamples, samples / MEAN_DRAWS), mul(ofRest, rest / MEAN_DRAWS))
}

export const noiseDial: Estimator = (input) => {
  const { samples, targets, dial } = input
  const images = targets.shape[0]
  const beside = besideIn(input)
  const rest = MEAN_DRAWS - samples
  const pathwise = reparameterized(input)
  const mean = overAll(input, pathwise.gradGamma, drawsIn(beside, images, 0, rest))
  const noise = scoreNoise(input, drawsIn(beside, images, rest, 2 * samples))
  return {
    ...pathwise,
    gradGamma: add(mean, mul(noise, dial)),
    signal: learningSignal(input, pathwise.logLikelihood),
  }
}
