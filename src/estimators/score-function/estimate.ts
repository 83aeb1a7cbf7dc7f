/**
 * The score-function estimator (REINFORCE).
 *
 * Approximates: the gradient of negElboPerImage = mean over the batch of beta KL(q || p) - E_q log p(x|z).
 * With: grad E_q f = E_q[(f - b) grad log q], averaged over L draws, with f = log p(x|z) and the KL's part exact
 *   (`closed-form`), or f = log p(x|z) - beta (log q(z|x) - log p(z)) (`monte-carlo`; that f itself depends on q adds
 *   E_q grad log q = 0). Gaussian scores: d log q / d mu = eps / sigma, d log q / d log sigma^2 = (eps^2 - 1) / 2.
 *   b is the baseline (baselines.ts). The decoder's gradient is the ordinary one.
 * Requires: nothing of f but its value. `leave-one-out` needs L >= 2; sticking the landing does not exist here.
 * Reference: Williams, "Simple statistical gradient-following algorithms", Machine Learning 8, 1992, section 4; Paisley,
 *   Blei & Jordan, "Variational Bayesian inference with stochastic search", 2012, arXiv 1206.6430, equation 4.
 */
import {
  add,
  mean,
  mul,
  reshape,
  square,
  sub,
  type Scalar,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import {
  joinGamma,
  klGradient,
  klToPrior,
  repeatRows,
  splitGamma,
  type Posterior,
} from '../../model/posterior.ts'
import type { Estimator, EstimatorInput } from '../estimator.ts'
import {
  drawLatents,
  logRatioToPrior,
  meanOverSamples,
  scoreOfMean,
  sumOverSamples,
  type Draws,
} from '../samples.ts'
import { CENTRES } from './baselines.ts'

/** f at every draw, in nats [L, B]. */
function learningSignal(
  input: EstimatorInput,
  posterior: Posterior,
  draws: Draws,
  logLikelihood: Tensor1D,
): Tensor2D {
  const { kl, beta, noise, samples } = input
  const signal =
    kl === 'closed-form'
      ? logLikelihood
      : sub(logLikelihood, mul(logRatioToPrior(draws, noise, posterior, samples), beta))
  return reshape(signal, [samples, -1])
}

/** Gradient of the KL's exact part with respect to gamma, weighted; null where f holds it. */
function exactKlGradient({ kl, beta, targets }: EstimatorInput, posterior: Posterior): Tensor2D | null {
  if (kl !== 'closed-form') return null
  const { mu, logVariance } = klGradient(posterior)
  return mul(joinGamma(mu, logVariance), beta / targets.shape[0])
}

export const scoreFunction: Estimator = (input) => {
  const { gamma, noise, samples, targets, decoder, baseline } = input
  const rows = targets.shape[0] * samples
  const posterior = splitGamma(gamma)
  const draws = drawLatents(posterior, noise, samples)
  const decoded = decoder.evaluate(draws.z, repeatRows(targets, samples))
  const { layers } = decoded.backward(-1 / rows, false)

  const signal = learningSignal(input, posterior, draws, decoded.logLikelihood)
  const weight = mul(reshape(CENTRES[baseline](signal, input), [rows, 1]), -1 / rows)
  const ofMean = sumOverSamples(mul(weight, scoreOfMean(draws, noise)), samples)
  const ofLogVariance = sumOverSamples(mul(weight, mul(sub(square(noise), 1), 0.5)), samples)
  const sampled = joinGamma(ofMean, ofLogVariance)
  const exact = exactKlGradient(input, posterior)

  return {
    gradGamma: exact ? add(sampled, exact) : sampled,
    decoderGradients: layers,
    reconPerImage: meanOverSamples(decoded.logLikelihood, samples),
    klPerImage: klToPrior(posterior),
    meanSignal: mean<Scalar>(signal),
  }
}
