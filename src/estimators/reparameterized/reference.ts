/**
 * The reparameterized estimator in plain numbers: the oracle for estimate.ts. No TF.js.
 * Header and reference: see estimate.ts.
 */
import {
  plainDraws,
  plainKlGradient,
  type PlainEstimator,
  type PlainGradient,
  type PlainImage,
  type PlainOptions,
} from '../reference.ts'

function ofImage(image: PlainImage, { beta, kl }: PlainOptions): PlainGradient {
  const { mu, logVariance, noise, logLikelihood } = image
  const zeros = mu.map(() => 0)
  const gradient =
    kl === 'closed-form' ? plainKlGradient(image, beta) : { dMu: zeros, dLogVariance: [...zeros] }
  plainDraws(image).forEach((z, l) => {
    const slopes = logLikelihood(z).gradient
    z.forEach((value, j) => {
      const [eps, sigma] = [noise[l]![j]!, Math.exp(logVariance[j]! / 2)]
      const priorSlope = kl === 'closed-form' ? 0 : beta * value
      const posteriorSlope = kl === 'sticking-the-landing' ? (-beta * eps) / sigma : 0
      const dz = priorSlope + posteriorSlope - slopes[j]!
      gradient.dMu[j]! += dz / noise.length
      gradient.dLogVariance[j]! +=
        ((dz * sigma * eps) / 2 - (kl === 'monte-carlo' ? beta / 2 : 0)) / noise.length
    })
  })
  return gradient
}

export const reparameterizedReference: PlainEstimator = (batch, options) =>
  batch.map((image) => ofImage(image, options))
