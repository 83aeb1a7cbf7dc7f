/**
 * The doubly reparameterized estimator (DReG).
 *
 * Approximates: the gradient of minus the importance-weighted bound L_K, the mean over the batch.
 * With: sum_k c_k (d log w_k / dz) dz_k / d gamma, c_k = (1 - beta) w~_k + beta w~_k^2, w~_k = w_k / sum_j w_j, averaged over L
 * estimates. log w = log p(x|z) - beta (log q - log p), so that the total derivative holds beta times the score, and that is
 * reparameterized once more: w~_k - beta w~_k (1 - w~_k) = c_k. For beta = 1 it is w~_k^2, as published. The decoder's gradient has
 * the weights w~_k. For K = 1 it is sticking the landing.
 * Requires: a family with an exact path and a density; a bound with importance weights; a decoder that is differentiable in z.
 * Bias: none. Its variance need not be less than that of the total derivative: far from the posterior it is more.
 * Reference: Tucker, Lawson, Gu & Maddison, "Doubly reparameterized gradient estimators for Monte Carlo objectives", 2019,
 * arXiv 1810.04152, equation 8, which has beta = 1.
 */
import { add, mul, reshape, type Rank, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core'
import type { Estimator } from '../estimator.ts'
import { drawWeights } from '../weights.ts'

export const dreg: Estimator = (input) => {
  const { family, objective, drawn, targets, decoder, beta } = input
  const decoded = decoder.evaluate(drawn.z, targets)
  const shares = drawWeights(input, decoded)
  const { layers, input: dz } = decoded.backward(mul<Tensor1D>(shares, -1), true)
  // c = w~ (1 - beta + beta w~); a row's share is w~ divided by the number of estimates, and so is its c.
  const estimates = shares.shape[0] / objective.draws
  const again = add<Tensor1D>(mul(shares, beta * estimates), 1 - beta)
  const weights = mul<Tensor1D>(mul(shares, again), beta)
  const slopes = mul<Tensor2D>(dz!, reshape<Rank.R2>(again, [-1, 1]))
  return {
    gradGamma: family.paths.weighted!(drawn, slopes, { mode: 'sticking-the-landing', weights }),
    decoderGradients: layers,
    logLikelihood: decoded.logLikelihood,
    kl: drawn.kl,
    signal: decoded.logLikelihood,
  }
}
