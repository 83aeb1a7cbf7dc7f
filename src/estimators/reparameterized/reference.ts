/**
 * The reparameterized estimator in plain numbers: the oracle for estimate.ts. No TF.js.
 * Header and reference: see estimate.ts.
 */
import { addTo, plainDraws, type PlainEstimator, type PlainImage, type PlainOptions } from '../reference.ts'

function ofImage(image: PlainImage, { family, beta, kl }: PlainOptions): number[] {
  const { gamma, noise, logLikelihood, trainDecoder } = image
  const gradient = family.klGradient(gamma, kl === 'closed-form' ? beta : 0)
  for (const draw of plainDraws(family, image)) {
    const dz = logLikelihood(draw.z).gradient.map((slope) => -slope)
    addTo(gradient, family.path!(draw, dz, { mode: kl, weight: beta }), 1 / noise.length)
    trainDecoder(draw.z, 1 / noise.length)
  }
  return gradient
}

export const reparameterizedReference: PlainEstimator = (batch, options) =>
  batch.map((image) => ofImage(image, options))
