/**
 * The exact gradient, by enumeration of all states of the code.
 *
 * Approximates: nothing; it is the gradient of negElboPerImage = mean over the batch of beta KL(q || p) - E_q log p(x|z).
 * With: d E_q f / d gamma = sum over the states s of q(s|x) (f(s) - E f) d log q(s|x) / d gamma, f = log p(x|s), and the
 * KL's part in closed form. The decoder depends on the state alone: each state is decoded once for the whole batch, and
 * compared with all images in one matrix product. The draws and the number of samples have no effect.
 * Requires: states that can be enumerated, and their score.
 * Bias: none, and no variance.
 * Reference: the marginalisation of discrete latents, e.g. Kingma et al., "Semi-supervised learning with deep generative
 * models", 2014, arXiv 1406.5298, equation 7.
 */
import { add, exp, mul, neg, reshape, sub, sum, type Rank, type Tensor2D } from '@tensorflow/tfjs-core'
import type { Estimator } from '../estimator.ts'

export const enumeration: Estimator = ({ family, drawn: { gamma, kl }, targets, decoder, beta }) => {
  const states = family.states!
  const images = targets.shape[0]
  const codes = states.codes()
  const probabilities = exp<Tensor2D>(states.logProbabilities(gamma, codes))
  const { logLikelihood, backward } = decoder.enumerate(codes, targets)
  const means = sum<Tensor2D>(mul(probabilities, logLikelihood), 1, true)
  const weights = mul<Tensor2D>(probabilities, sub(logLikelihood, means))
  const ofRecon = mul(states.scoreGradient(gamma, weights, codes), -1 / images)
  const recon = reshape<Rank.R1>(means, [images])
  return {
    gradGamma: add(ofRecon, family.klGradient(gamma, beta / images)),
    decoderGradients: backward(mul(neg(probabilities), 1 / images)),
    logLikelihood: recon,
    kl,
    signal: recon,
  }
}
