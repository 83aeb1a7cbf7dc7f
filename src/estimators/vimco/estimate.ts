/**
 * VIMCO: the score function for the importance-weighted bound, in which the other draws are each draw's baseline.
 *
 * Approximates: the gradient of minus the importance-weighted bound L_K, the mean over the batch.
 * With: sum_k (L^ - L^_-k - beta w~_k) d log q(z_k) / d gamma, averaged over L estimates, L^ the log of the mean of w, and L^_-k
 * the same with w_k replaced by the geometric mean of the others. The decoder's gradient has the weights w~_k.
 * Requires: a family with a score; a bound with importance weights, K >= 2; of log p(x|z) only values.
 * Bias: none.
 * Reference: Mnih & Rezende, "Variational inference for Monte Carlo objectives", 2016, arXiv 1602.06725, equations 12 and 13,
 * algorithm 1.
 */
import { add, expandDims, eye, mul, reshape, sub, sum, type Rank, type Tensor1D } from '@tensorflow/tfjs-core'
import type { Objective } from '../../objectives/objective.ts'
import type { Estimator } from '../estimator.ts'
import { drawWeights, logWeights } from '../weights.ts'

/** L^ - L^_-k of each draw [K L B], in nats. */
function gains({ draws, bound }: Objective, all: Tensor1D): Tensor1D {
  const own = reshape<Rank.R2>(all, [draws, -1])
  const meanOfOthers = mul(sub(sum(own, 0, true), own), 1 / (draws - 1))
  // [j, k, L B]: log w_j, in which that of draw k itself gives way to the mean of the others.
  const change = mul(expandDims(eye(draws), 2), expandDims(sub(meanOfOthers, own), 0))
  const without = bound!(reshape<Rank.R1>(add(expandDims(own, 1), change), [-1]))
  const gained = sub(reshape<Rank.R2>(bound!(all), [1, -1]), reshape<Rank.R2>(without, [draws, -1]))
  return reshape<Rank.R1>(gained, [-1])
}

export const vimco: Estimator = (input) => {
  const { family, objective, drawn, targets, decoder, beta } = input
  const decoded = decoder.evaluate(drawn.z, targets)
  const shares = drawWeights(input, decoded)
  const { layers } = decoded.backward(mul<Tensor1D>(shares, -1), false)
  const estimates = shares.shape[0] / objective.draws
  const gained = mul(gains(objective, logWeights(input, decoded.logLikelihood)), 1 / estimates)
  const weights = sub<Tensor1D>(mul(shares, beta), gained)
  return {
    gradGamma: family.scoreGradient(drawn, weights, 0),
    decoderGradients: layers,
    logLikelihood: decoded.logLikelihood,
    kl: drawn.kl,
    signal: decoded.logLikelihood,
  }
}
