/**
 * The reparameterized (pathwise) estimator.
 *
 * Approximates: the gradient of negElboPerImage = mean over the batch of beta KL(q || p) - E_q log p(x|z).
 * With: z = z(gamma, eps), so that the gradient passes through each draw, averaged over L draws. For a Gaussian
 * z = mu + sigma eps, eps ~ N(0, I): d log p / d mu = d log p / dz and d log p / d log sigma^2 =
 * (d log p / dz) sigma eps / 2. The KL's part is exact (`closed-form`), the total derivative of log q(z) - log p(z) at
 * the same draws (`monte-carlo`), or that without the score of q, whose mean is zero (`sticking-the-landing`).
 * Requires: a family with an exact path, a decoder that is differentiable in z. `baseline` is ignored.
 * Reference: Kingma & Welling, "Auto-encoding variational Bayes", 2013, arXiv 1312.6114, equations 6, 7 and 10;
 * Rezende, Mohamed & Wierstra, "Stochastic backpropagation", 2014, arXiv 1401.4082; Roeder, Wu & Duvenaud,
 * "Sticking the landing", 2017, arXiv 1703.09194, equation 7.
 */
import type { Estimator } from '../estimator.ts'
import { decoderWeights } from '../weights.ts'

export const reparameterized: Estimator = (input) => {
  const { family, drawn, targets, decoder, kl, beta } = input
  const decoded = decoder.evaluate(drawn.z, targets)
  const { layers, input: dz } = decoded.backward(decoderWeights(input, decoded), true)
  return {
    gradGamma: family.paths.exact!(drawn, dz!, { mode: kl, weight: beta / targets.shape[0] }),
    decoderGradients: layers,
    logLikelihood: decoded.logLikelihood,
    kl: drawn.kl,
    signal: decoded.logLikelihood,
  }
}
