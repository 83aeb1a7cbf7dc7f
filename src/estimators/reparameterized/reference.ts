/**
 * The reparameterized estimator in plain numbers: the oracle for estimate.ts. No TF.js.
 * Header and reference: see estimate.ts.
 */
import {
  addTo,
  plainDraws,
  plainLogWeights,
  type PlainEstimator,
  type PlainImage,
  type PlainOptions,
} from '../reference.ts'

function ofImage(image: PlainImage, options: PlainOptions): number[] {
  const { family, objective, beta, kl } = options
  const draws = plainDraws(family, image)
  const decoded = draws.map(({ z }) => image.logLikelihood(z))
  const values = decoded.map(({ value }) => value)
  const weights = objective.rowWeights(plainLogWeights(draws, values, options))
  const gradient = family.klGradient(image.gamma, kl === 'closed-form' ? beta : 0)
  draws.forEach((draw, l) => {
    const dz = decoded[l]!.gradient.map((slope) => -weights[l]! * slope)
    addTo(gradient, family.path!(draw, dz, { mode: kl, weight: weights[l]! * beta }), 1)
    image.trainDecoder(draw.z, weights[l]!)
  })
  return gradient
}

export const reparameterizedReference: PlainEstimator = (batch, options) =>
  batch.map((image) => ofImage(image, options))
