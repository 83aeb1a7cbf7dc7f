/**
 * The doubly reparameterized estimator (DReG).
 *
 * Approximates: the gradient of minus the importance-weighted bound L_K, the mean over the batch.
 * With: sum_k w~_k^2 (d log w_k / dz) dz_k / d gamma, w~_k = w_k / sum_j w_j, averaged over L estimates: the score that the total
 * derivative holds is reparameterized once more. The decoder's gradient has the weights w~_k. For K = 1 it is sticking the
 * landing.
 * Requires: a family with an exact path and a density; a bound with importance weights; a decoder that is differentiable in z.
 * Bias: none. Its variance need not be less than that of the total derivative: far from the posterior it is more.
 * Reference: Tucker, Lawson, Gu & Maddison, "Doubly reparameterized gradient estimators for Monte Carlo objectives", 2019,
 * arXiv 1810.04152, equation 8.
 */
import { mul, reshape, square, type Rank, type Tensor1D } from '@tensorflow/tfjs-core'
import type { Estimator } from '../estimator.ts'
import { drawWeights } from '../weights.ts'

export const dreg: Estimator = (input) => {
  const { family, objective, drawn, targets, decoder, beta } = input
  const decoded = decoder.evaluate(drawn.z, targets)
  const shares = drawWeights(input, decoded)
  const { layers, input: dz } = decoded.backward(mul<Tensor1D>(shares, -1), true)
  // A row's share is w~ divided by the number of estimates: its square has one division too many.
  const estimates = shares.shape[0] / objective.draws
  const again = mul(reshape<Rank.R2>(shares, [-1, 1]), estimates)
  const weights = mul<Tensor1D>(square(shares), beta * estimates)
  return {
    gradGamma: family.paths.weighted!(drawn, mul(dz!, again), { mode: 'sticking-the-landing', weights }),
    decoderGradients: layers,
    logLikelihood: decoded.logLikelihood,
    kl: drawn.kl,
    signal: decoded.logLikelihood,
  }
}
