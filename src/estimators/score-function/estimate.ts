/**
 * The score-function estimator (REINFORCE).
 *
 * Approximates: the gradient of negElboPerImage = mean over the batch of beta KL(q || p) - E_q log p(x|z).
 * With: grad E_q f = E_q[(f - b) grad log q], averaged over L draws, with f = log p(x|z) and the KL's part
 * exact (`closed-form`), or f = log p(x|z) - beta (log q(z|x) - log p(z)) (`monte-carlo`; the dependence of
 * this f on q adds E_q grad log q = 0). For a Gaussian d log q / d mu = eps / sigma and d log q / d log sigma^2
 * = (eps^2 - 1) / 2. b is the baseline (baselines.ts). The decoder's gradient is the ordinary one.
 * Requires: a family with a score; of f only values. `leave-one-out` needs L >= 2; `sticking-the-landing` is not available.
 * Reference: Williams, "Simple statistical gradient-following algorithms", Machine Learning 8, 1992, section 4;
 * Paisley, Blei & Jordan, "Variational Bayesian inference with stochastic search", 2012, arXiv 1206.6430,
 * equation 4.
 */
import { mul, reshape, type Rank, type Tensor1D } from '@tensorflow/tfjs-core'
import type { Estimator, EstimatorInput } from '../estimator.ts'
import { decoderWeights, logWeights } from '../weights.ts'
import { CENTRES } from './baselines.ts'

/** f at every draw, in nats [L B]. */
export const learningSignal = (input: EstimatorInput, logLikelihood: Tensor1D): Tensor1D =>
  input.kl === 'closed-form' ? logLikelihood : logWeights(input, logLikelihood)

/** Weights of -(f - b), averaged over draws and images: [L B]. */
export function signalWeights(
  { samples, baseline, movingAverage }: Pick<EstimatorInput, 'samples' | 'baseline' | 'movingAverage'>,
  signal: Tensor1D,
): Tensor1D {
  const rows = signal.shape[0]
  const byImage = reshape<Rank.R2>(signal, [samples, -1])
  return mul(reshape(CENTRES[baseline](byImage, { movingAverage }), [rows]), -1 / rows)
}

export const scoreFunction: Estimator = (input) => {
  const { family, drawn, targets, decoder } = input
  const decoded = decoder.evaluate(drawn.z, targets)
  const { layers } = decoded.backward(decoderWeights(input, decoded), false)
  const signal = learningSignal(input, decoded.logLikelihood)
  // Where f holds the KL nothing of it is exact.
  const exactKl = input.kl === 'closed-form' ? input.beta / targets.shape[0] : 0
  return {
    gradGamma: family.scoreGradient(drawn, signalWeights(input, signal), exactKl),
    decoderGradients: layers,
    logLikelihood: decoded.logLikelihood,
    kl: drawn.kl,
    signal,
  }
}
