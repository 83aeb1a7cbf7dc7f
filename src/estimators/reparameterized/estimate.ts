/**
 * The reparameterized (pathwise) estimator.
 *
 * Approximates: the gradient of negElboPerImage = mean over the batch of beta KL(q || p) - E_q log p(x|z).
 * With: z = mu + sigma eps, eps ~ N(0, I), so that d log p / d mu = d log p / dz and d log p / d log sigma^2 =
 * (d log p / dz) sigma eps / 2, averaged over L draws. The KL's part is exact (`closed-form`), the total
 * derivative of log q(z) - log p(z) at the same draws (`monte-carlo`), or that without the score of q, whose
 * mean is zero (`sticking-the-landing`).
 * Requires: a decoder that is differentiable in z. `baseline` is ignored.
 * Reference: Kingma & Welling, "Auto-encoding variational Bayes", 2013, arXiv 1312.6114, equations 6, 7 and 10;
 * Rezende, Mohamed & Wierstra, "Stochastic backpropagation", 2014, arXiv 1401.4082; Roeder, Wu & Duvenaud,
 * "Sticking the landing", 2017, arXiv 1703.09194, equation 7.
 */
import { add, div, mul, sub, type Tensor2D } from '@tensorflow/tfjs-core'
import { joinGamma } from '../../model/posterior.ts'
import { fused } from '../../ops/table.ts'
import type { KlWeights } from '../../ops/types.ts'
import type { Estimator, EstimatorInput } from '../estimator.ts'
import { drawLatents, exactKlGradient, samplesOf, sigmaOf, sumOverSamples } from '../samples.ts'

const NO_KL: KlWeights = { exact: 0, prior: 0, posterior: 0, entropy: 0 }

/** By which ways the KL enters: as a whole, or through each draw z, and beside it by d log q / d log sigma^2 = -1/2. */
export function klWeights({ kl, beta, targets, samples }: EstimatorInput): KlWeights {
  const images = targets.shape[0]
  const prior = beta / (images * samples)
  switch (kl) {
    case 'closed-form':
      return { ...NO_KL, exact: beta / images }
    case 'monte-carlo':
      return { ...NO_KL, prior, entropy: beta / (2 * images) }
    case 'sticking-the-landing':
      return { ...NO_KL, prior, posterior: prior }
  }
}

/** dz with what -log p(z) and log q(z) add to it at the draws. */
export function withKlSlopes(gamma: Tensor2D, noise: Tensor2D, dz: Tensor2D, kl: KlWeights): Tensor2D {
  if (kl.prior === 0 && kl.posterior === 0) return dz
  const ofPrior = mul(drawLatents(gamma, noise).z, kl.prior)
  const ofPosterior = mul(div(noise, sigmaOf(gamma, noise)), -kl.posterior)
  return add<Tensor2D>(dz, add(ofPrior, ofPosterior))
}

/** Through z = mu + sigma eps: dz for mu, dz sigma eps / 2 for log sigma^2. */
export const pathwiseGradient = fused('pathwiseGradient', (gamma, noise, dz, kl) => {
  const samples = samplesOf(gamma, noise)
  const slope = withKlSlopes(gamma, noise, dz, kl)
  const displacement = mul(sigmaOf(gamma, noise), noise)
  const viaMu = sumOverSamples(slope, samples)
  const viaSigma = mul(sumOverSamples(mul(slope, displacement), samples), 0.5)
  return add(joinGamma(viaMu, sub(viaSigma, kl.entropy)), exactKlGradient(gamma, kl.exact))
})

export const reparameterized: Estimator = (input) => {
  const { gamma, noise, targets, decoder } = input
  const { z, kl } = input.latents
  const decoded = decoder.evaluate(z, targets, -1 / noise.shape[0])
  const { layers, input: dz } = decoded.backward(true)
  return {
    gradGamma: pathwiseGradient(gamma, noise, dz!, klWeights(input)),
    decoderGradients: layers,
    logLikelihood: decoded.logLikelihood,
    kl,
    signal: decoded.logLikelihood,
  }
}
