/**
 * The importance-weighted bound L_K = E log (1/K) sum_k w_k over K draws: the ELBO for K = 1, and the closer to log p(x)
 * the larger K is. With L samples it is averaged over L estimates with K draws each; the draws of one estimate are L rows of
 * the batch apart: [K, L B].
 *
 * Each draw's weight is its share of the weights, w_k / sum_j w_j. All of it by log-sum-exp: log w differs by hundreds of nats.
 *
 * Reference: Burda, Grosse & Salakhutdinov, "Importance weighted autoencoders", 2015, arXiv 1509.00519, equations 8 and 14.
 */
import {
  logSumExp,
  mul,
  reshape,
  softmax,
  sub,
  transpose,
  type Rank,
  type Tensor1D,
} from '@tensorflow/tfjs-core'
import type { Objective } from '../objective.ts'

export const importanceWeighted = (draws: number): Objective => ({
  draws,
  bound(logWeights) {
    const together = reshape<Rank.R2>(logWeights, [draws, -1])
    return sub<Tensor1D>(logSumExp(together, 0), Math.log(draws))
  },
  rowWeights({ images, samples, logWeights }) {
    const together = reshape<Rank.R2>(logWeights(), [draws, -1])
    const shares = transpose(softmax(transpose(together)))
    return mul(reshape<Rank.R1>(shares, [-1]), draws / (images * samples))
  },
})
