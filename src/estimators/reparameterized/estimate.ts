/**
 * The reparameterized (pathwise) estimator.
 *
 * Approximates: the gradient of negElboPerImage = mean over the batch of beta KL(q || p) - E_q log p(x|z).
 * With: z = mu + sigma eps, eps ~ N(0, I), so that d log p / d mu = d log p / dz and
 *   d log p / d log sigma^2 = (d log p / dz) sigma eps / 2, averaged over L draws. The KL's part is exact
 *   (`closed-form`), the total derivative of log q(z) - log p(z) at the same draws (`monte-carlo`), or that without
 *   the score of q, whose mean is zero (`sticking-the-landing`).
 * Requires: a decoder that is differentiable in z. `baseline` has no meaning here and is not looked at.
 * Reference: Kingma & Welling, "Auto-encoding variational Bayes", 2013, arXiv 1312.6114, equations 6, 7 and 10;
 *   Rezende, Mohamed & Wierstra, "Stochastic backpropagation", 2014, arXiv 1401.4082; Roeder, Wu & Duvenaud,
 *   "Sticking the landing", 2017, arXiv 1703.09194, equation 7.
 */
import { add, mean, mul, sub, type Scalar, type Tensor2D } from '@tensorflow/tfjs-core'
import {
  joinGamma,
  klGradient,
  klToPrior,
  repeatRows,
  splitGamma,
  type Posterior,
} from '../../model/posterior.ts'
import type { Estimator, EstimatorInput } from '../estimator.ts'
import { drawLatents, meanOverSamples, scoreOfMean, sumOverSamples, type Draws } from '../samples.ts'

/** d KL / dz as the Monte Carlo modes have it, [L B, D]: z from -log p(z), and for sticking the landing d log q / dz. */
const klSlopeAtDraws = ({ kl, noise }: EstimatorInput, draws: Draws): Tensor2D =>
  kl === 'monte-carlo' ? draws.z : sub(draws.z, scoreOfMean(draws, noise))

/** The KL's part that does not pass through z: all of it in closed form; d log q / d log sigma^2 = -1/2 at fixed eps. */
function klDirectly(
  { kl, beta, targets }: EstimatorInput,
  posterior: Posterior,
  dMu: Tensor2D,
  dLogVariance: Tensor2D,
) {
  const weight = beta / targets.shape[0]
  switch (kl) {
    case 'closed-form': {
      const slope = klGradient(posterior)
      return [
        add<Tensor2D>(dMu, mul(slope.mu, weight)),
        add<Tensor2D>(dLogVariance, mul(slope.logVariance, weight)),
      ]
    }
    case 'monte-carlo':
      return [dMu, sub<Tensor2D>(dLogVariance, weight / 2)]
    case 'sticking-the-landing':
      return [dMu, dLogVariance]
  }
}

export const reparameterized: Estimator = (input) => {
  const { gamma, noise, samples, targets, decoder, beta, kl } = input
  const rows = targets.shape[0] * samples
  const posterior = splitGamma(gamma)
  const draws = drawLatents(posterior, noise, samples)
  const decoded = decoder.evaluate(draws.z, repeatRows(targets, samples))
  const { layers, input: fromDecoder } = decoded.backward(-1 / rows, true)

  const dz =
    kl === 'closed-form'
      ? fromDecoder!
      : add<Tensor2D>(fromDecoder!, mul(klSlopeAtDraws(input, draws), beta / rows))
  const viaMu = sumOverSamples(dz, samples)
  const viaSigma = mul<Tensor2D>(sumOverSamples(mul(dz, draws.displacement), samples), 0.5)
  const [dMu, dLogVariance] = klDirectly(input, posterior, viaMu, viaSigma)

  return {
    gradGamma: joinGamma(dMu!, dLogVariance!),
    decoderGradients: layers,
    reconPerImage: meanOverSamples(decoded.logLikelihood, samples),
    klPerImage: klToPrior(posterior),
    meanSignal: mean<Scalar>(decoded.logLikelihood),
  }
}
