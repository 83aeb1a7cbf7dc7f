/**
 * Gumbel-Softmax, also called Concrete: the reparameterized gradient of a relaxed objective.
 *
 * Approximates: the gradient of negElboPerImage = mean over the batch of beta KL(q || p) - E_q log p(x|z).
 * With: the decoder at the relaxed draw z = softmax((gamma + noise) / tau), and J(z) (d log p / dz) / tau, averaged over L draws;
 * the KL's part in closed form, that of the discrete q. What it trains on is therefore no bound on log p(x).
 * Requires: a family on a simplex, a decoder that is differentiable in z.
 * Bias: towards the relaxed objective, for any tau > 0; its variance grows as 1 / tau.
 * Reference: Jang, Gu & Poole, "Categorical reparameterization with Gumbel-Softmax", 2017, arXiv 1611.01144, equation 2;
 * Maddison, Mnih & Teh, "The Concrete distribution", 2017, arXiv 1611.00712, equation 10.
 */
import { pullRelaxed, throughSimplex } from '../simplex.ts'

export const gumbelSoftmax = throughSimplex((simplex, drawn, temperature) => {
  const relaxed = simplex.relax(drawn, temperature)
  return { code: relaxed, pull: pullRelaxed(simplex, relaxed, temperature) }
})
