/**
 * The score-function estimator (REINFORCE).
 *
 * Approximates: the gradient of negElboPerImage = mean over the batch of beta KL(q || p) - E_q log p(x|z).
 * With: grad E_q f = E_q[(f - b) grad log q], averaged over L draws, with f = log p(x|z) and the KL's part
 * exact (`closed-form`), or f = log p(x|z) - beta (log q(z|x) - log p(z)) (`monte-carlo`; the dependence of
 * this f on q adds E_q grad log q = 0). Gaussian scores: d log q / d mu = eps / sigma, d log q / d log sigma^2
 * = (eps^2 - 1) / 2. b is the baseline (baselines.ts). The decoder's gradient is the ordinary one.
 * Requires: only values of f. `leave-one-out` needs L >= 2; `sticking-the-landing` is not available.
 * Reference: Williams, "Simple statistical gradient-following algorithms", Machine Learning 8, 1992, section 4;
 * Paisley, Blei & Jordan, "Variational Bayesian inference with stochastic search", 2012, arXiv 1206.6430,
 * equation 4.
 */
import {
  add,
  div,
  mul,
  reshape,
  square,
  sub,
  type Rank,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import { joinGamma } from '../../model/posterior.ts'
import { fused } from '../../ops/table.ts'
import type { Estimator, EstimatorInput } from '../estimator.ts'
import { exactKlGradient, logRatioToPrior, samplesOf, sigmaOf, sumOverSamples } from '../samples.ts'
import { CENTRES } from './baselines.ts'

/** f at every draw, in nats [L B]. */
function learningSignal(input: EstimatorInput, z: Tensor2D, logLikelihood: Tensor1D): Tensor1D {
  const { gamma, kl, beta, noise } = input
  if (kl === 'closed-form') return logLikelihood
  return sub(logLikelihood, mul(logRatioToPrior(gamma, noise, z), beta))
}

/** Of -(f - b), averaged over draws and images: [L B]. */
export function signalWeights(input: EstimatorInput, signal: Tensor1D): Tensor1D {
  const rows = signal.shape[0]
  const byImage = reshape<Rank.R2>(signal, [input.samples, -1])
  return mul(reshape(CENTRES[input.baseline](byImage, input), [rows]), -1 / rows)
}

/** The score is eps / sigma for mu and (eps^2 - 1) / 2 for log sigma^2. */
export const scoreGradient = fused('scoreGradient', (gamma, noise, weight, exact) => {
  const samples = samplesOf(gamma, noise)
  const column = reshape<Rank.R2>(weight, [-1, 1])
  const ofMean = sumOverSamples(mul(column, div(noise, sigmaOf(gamma, noise))), samples)
  const ofLogVariance = sumOverSamples(mul(column, mul(sub(square(noise), 1), 0.5)), samples)
  return add(joinGamma(ofMean, ofLogVariance), exactKlGradient(gamma, exact))
})

export const scoreFunction: Estimator = (input) => {
  const { gamma, noise, targets, decoder } = input
  const { z, kl } = input.latents
  const decoded = decoder.evaluate(z, targets, -1 / noise.shape[0])
  const { layers } = decoded.backward(false)
  const signal = learningSignal(input, z, decoded.logLikelihood)
  // Where f holds the KL nothing of it is exact.
  const exact = input.kl === 'closed-form' ? input.beta / targets.shape[0] : 0
  return {
    gradGamma: scoreGradient(gamma, noise, signalWeights(input, signal), exact),
    decoderGradients: layers,
    logLikelihood: decoded.logLikelihood,
    kl,
    signal,
  }
}
