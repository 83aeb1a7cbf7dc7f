/**
 * The reparameterized (pathwise) estimator.
 *
 * Approximates: the gradient of minus the objective's mean over the batch; of the ELBO that is beta KL(q || p) - E_q log p(x|z).
 * With: z = z(gamma, eps), so that the gradient passes through each draw, averaged over L draws. For a Gaussian
 * z = mu + sigma eps, eps ~ N(0, I): d log p / d mu = d log p / dz and d log p / d log sigma^2 =
 * (d log p / dz) sigma eps / 2. The KL's part is exact (`closed-form`), the total derivative of log q(z) - log p(z) at
 * the same draws (`monte-carlo`), or that without the score of q, whose mean is zero (`sticking-the-landing`).
 * Of a bound with importance weights: sum_k w~_k d log w_k / d gamma, the total derivative, the KL's part from the draws. There
 * sticking the landing is biased for K > 1, since w~_k depends on z_k.
 * Requires: a family with an exact path, a decoder that is differentiable in z. `baseline` is ignored.
 * Reference: Kingma & Welling, "Auto-encoding variational Bayes", 2013, arXiv 1312.6114, equations 6, 7 and 10;
 * Rezende, Mohamed & Wierstra, "Stochastic backpropagation", 2014, arXiv 1401.4082; Roeder, Wu & Duvenaud,
 * "Sticking the landing", 2017, arXiv 1703.09194, equation 7; Burda, Grosse & Salakhutdinov, "Importance weighted
 * autoencoders", 2015, arXiv 1509.00519, equation 14.
 */
import { mul, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core'
import type { RowWeights } from '../../model/decoder.ts'
import type { Estimator, EstimatorInput } from '../estimator.ts'
import { decoderWeights } from '../weights.ts'

/** From the draws' weights in the loss, and the gradient with respect to z that they have weighted. */
function throughDraws(
  { family, drawn, targets, kl, beta }: EstimatorInput,
  weights: RowWeights,
  dz: Tensor2D,
): Tensor2D {
  if (typeof weights === 'number')
    return family.paths.exact!(drawn, dz, { mode: kl, weight: beta / targets.shape[0] })
  if (kl === 'closed-form') throw new Error('reparameterized: weighted draws have no KL in closed form')
  return family.paths.weighted!(drawn, dz, { mode: kl, weights: mul<Tensor1D>(weights, -beta) })
}

export const reparameterized: Estimator = (input) => {
  const { drawn, targets, decoder } = input
  const decoded = decoder.evaluate(drawn.z, targets)
  const weights = decoderWeights(input, decoded)
  const { layers, input: dz } = decoded.backward(weights, true)
  return {
    gradGamma: throughDraws(input, weights, dz!),
    decoderGradients: layers,
    logLikelihood: decoded.logLikelihood,
    kl: drawn.kl,
    signal: decoded.logLikelihood,
  }
}

/** The gradient with respect to gamma alone, for draws that train no decoder. */
export function pathwiseGradientOf(input: EstimatorInput): Tensor2D {
  const decoded = input.decoder.evaluate(input.drawn.z, input.targets)
  const weights = decoderWeights(input, decoded)
  return throughDraws(input, weights, decoded.backward(weights, true, false).input!)
}
