/**
 * The straight-through estimator: the draw is decoded as it is, and its gradient passes as if the draw were its mean.
 *
 * Approximates: the gradient of negElboPerImage = mean over the batch of beta KL(q || p) - E_q log p(x|z).
 * With: J(pi) d log p / dz at the draw z, pi = E z, averaged over L draws; the KL's part in closed form.
 * Requires: a family on a simplex, a decoder that is differentiable in z.
 * Bias: none where log p is linear in z between the draws; else any, even of the wrong sign.
 * Reference: Bengio, Leonard & Courville, "Estimating or propagating gradients through stochastic neurons for conditional
 * computation", 2013, arXiv 1308.3432, section 4 (straight-through, with the sigmoid's derivative).
 */
import { repeatRows, samplesOf } from '../../ops/rows.ts'
import { throughSimplex } from '../simplex.ts'

export const straightThrough = throughSimplex((simplex, { gamma, noise, z }) => ({
  code: z,
  pull: (dz) => simplex.jacobian(repeatRows(simplex.probabilities(gamma, 1), samplesOf(gamma, noise)), dz),
}))
