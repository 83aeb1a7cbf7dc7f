/**
 * ReinMax: the straight-through estimator with a second-order rule for the difference between two codes. For one bit it is
 * the trapezoid rule, where straight-through takes the slope at one end.
 *
 * Approximates: the gradient of negElboPerImage = mean over the batch of beta KL(q || p) - E_q log p(x|z).
 * With: 2 J((pi_tau + z) / 2) d log p / dz - J(pi) d log p / dz / 2 at the draw z, pi_tau = softmax(gamma / tau) and pi that at tau = 1,
 * averaged over L draws; the KL's part in closed form.
 * Requires: a family on a simplex, a decoder that is differentiable in z.
 * Bias: none at tau = 1 where log p is quadratic in z between the draws.
 * Reference: Liu, Dong, Liu, Yu & Gao, "Bridging discrete and backpropagation: straight-through and beyond", 2023, arXiv
 * 2304.08612, theorem 3.1 and algorithm 2.
 */
import { add, mul, sub, type Tensor2D } from '@tensorflow/tfjs-core'
import { repeatRows, samplesOf } from '../../ops/rows.ts'
import { throughSimplex } from '../simplex.ts'

export const reinmax = throughSimplex((simplex, { gamma, noise, z }, temperature) => ({
  code: z,
  pull(dz) {
    const repeated = (tau: number) => repeatRows(simplex.probabilities(gamma, tau), samplesOf(gamma, noise))
    const middle = mul<Tensor2D>(add(repeated(temperature), z), 0.5)
    return sub(mul(simplex.jacobian(middle, dz), 2), mul(simplex.jacobian(repeated(1), dz), 0.5))
  },
}))
