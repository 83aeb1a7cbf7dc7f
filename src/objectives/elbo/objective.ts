/**
 * The evidence lower bound: the mean of log w over the draws, whose weights are therefore equal.
 *
 * Reference: Kingma & Welling, "Auto-encoding variational Bayes", 2013, arXiv 1312.6114, equations 2 and 6; beta:
 * Higgins et al., "beta-VAE: learning basic visual concepts with a constrained variational framework", ICLR 2017,
 * equation 4.
 */
import type { Objective } from '../objective.ts'

export const elbo = (): Objective => ({
  draws: 1,
  bound: null,
  rowWeights: ({ images, samples }) => 1 / (images * samples),
})
