/**
 * The reparameterized (pathwise) estimator with the KL in closed form.
 *
 * Approximates: the gradient of negElboPerImage = mean over the batch of beta KL(q || p) - E_q log p(x|z).
 * With: z = mu + sigma eps, eps ~ N(0, I), so that d log p / d mu = d log p / dz and
 *   d log p / d log sigma^2 = (d log p / dz) sigma eps / 2, averaged over L draws; the KL's part is exact.
 * Requires: a decoder that is differentiable in z.
 * Reference: Kingma & Welling, "Auto-encoding variational Bayes", 2013, arXiv 1312.6114, equations 7 and 10;
 *   Rezende, Mohamed & Wierstra, "Stochastic backpropagation", 2014, arXiv 1401.4082.
 */
import { add, mean, mul, reshape, sum, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core'
import {
  joinGamma,
  klGradient,
  klToPrior,
  repeatRows,
  splitGamma,
  standardDeviation,
} from '../../model/posterior.ts'
import type { Estimator } from '../estimator.ts'

/** [L B, w] -> [B, w], summed over the samples. */
function sumOverSamples(rows: Tensor2D, samples: number): Tensor2D {
  if (samples === 1) return rows
  const [all, width] = rows.shape
  return sum(reshape(rows, [samples, all / samples, width]), 0)
}

/** [L B] -> [B], averaged over the samples. */
const meanOverSamples = (values: Tensor1D, samples: number): Tensor1D =>
  samples === 1 ? values : mean(reshape(values, [samples, values.shape[0] / samples]), 0)

export const reparameterized: Estimator = ({ gamma, noise, samples, targets, decoder, beta }) => {
  const batch = targets.shape[0]
  const posterior = splitGamma(gamma)
  const displacement = mul<Tensor2D>(repeatRows(standardDeviation(posterior), samples), noise) // sigma eps [L B, D]
  const z = add<Tensor2D>(repeatRows(posterior.mu, samples), displacement)

  const decoded = decoder.evaluate(z, repeatRows(targets, samples))
  const { layers, input: dz } = decoded.backward(-1 / (batch * samples), true)

  const klSlope = klGradient(posterior)
  const weight = beta / batch
  const dMu = add<Tensor2D>(sumOverSamples(dz!, samples), mul(klSlope.mu, weight))
  const dSigmaPath = mul(sumOverSamples(mul(dz!, displacement), samples), 0.5)
  const dLogVariance = add<Tensor2D>(dSigmaPath, mul(klSlope.logVariance, weight))

  return {
    gradGamma: joinGamma(dMu, dLogVariance),
    decoderGradients: layers,
    reconPerImage: meanOverSamples(decoded.logLikelihood, samples),
    klPerImage: klToPrior(posterior),
  }
}
