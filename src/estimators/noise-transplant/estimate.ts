/**
 * The noise transplant: the reparameterized gradient with the noise of the score function. An intervention, built to teach:
 * whether it is the variance alone that separates the two estimators.
 *
 * Approximates: the gradient of negElboPerImage = mean over the batch of beta KL(q || p) - E_q log p(x|z).
 * With: g_rp + (g_sf - g_sf') / sqrt 2, with g_sf and g_sf' from draws that are independent of each other and of those of
 * g_rp: the noise of one score function, whose mean is zero. L and the baseline are those of all three. The decoder's gradient
 * is that of the L shared draws, as with every estimator: only the encoder's gradient gets noise.
 * Requires: a family with an exact path and a score, and 2 L draws beside the samples. `sticking-the-landing` is not available.
 * Bias: none. Variance: V_rp + V_sf.
 */
import { add } from '@tensorflow/tfjs-core'
import type { Estimator } from '../estimator.ts'
import { reparameterized } from '../reparameterized/estimate.ts'
import { learningSignal } from '../score-function/estimate.ts'
import { besideIn, scoreNoise } from '../score-noise.ts'

export const noiseTransplant: Estimator = (input) => {
  const pathwise = reparameterized(input)
  return {
    ...pathwise,
    gradGamma: add(pathwise.gradGamma, scoreNoise(input, besideIn(input))),
    signal: learningSignal(input, pathwise.logLikelihood),
  }
}
