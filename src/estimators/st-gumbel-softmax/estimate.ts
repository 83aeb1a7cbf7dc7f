/**
 * Straight-through Gumbel-Softmax: the draw is decoded as it is, and its gradient passes as if it were the relaxed draw made
 * of the same noise.
 *
 * Approximates: the gradient of negElboPerImage = mean over the batch of beta KL(q || p) - E_q log p(x|z).
 * With: J(z_tau) (d log p / dz at the draw z) / tau, z_tau = softmax((gamma + noise) / tau), averaged over L draws; the KL's part
 * in closed form.
 * Requires: a family on a simplex, a decoder that is differentiable in z.
 * Bias: for any tau > 0, and also as tau goes to 0, unless log p is linear in z; its variance grows as 1 / tau.
 * Reference: Jang, Gu & Poole, "Categorical reparameterization with Gumbel-Softmax", 2017, arXiv 1611.01144, section 2.2.
 */
import { pullRelaxed, throughSimplex } from '../simplex.ts'

export const stGumbelSoftmax = throughSimplex((simplex, drawn, temperature) => ({
  code: drawn.z,
  pull: pullRelaxed(simplex, simplex.relax(drawn, temperature), temperature),
}))
