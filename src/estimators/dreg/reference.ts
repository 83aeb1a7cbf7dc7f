/**
 * The doubly reparameterized estimator in plain numbers: the oracle for estimate.ts. No TF.js.
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
  const { family, objective, beta } = options
  const draws = plainDraws(family, image)
  const decoded = draws.map(({ z }) => image.logLikelihood(z))
  const shares = objective.rowWeights(
    plainLogWeights(
      draws,
      decoded.map(({ value }) => value),
      options,
    ),
  )
  const estimates = draws.length / objective.draws
  const gradient = image.gamma.map(() => 0)
  draws.forEach((draw, i) => {
    const weight = shares[i]! * (1 - beta + beta * shares[i]! * estimates)
    const dz = decoded[i]!.gradient.map((slope) => -weight * slope)
    addTo(gradient, family.path!(draw, dz, { mode: 'sticking-the-landing', weight: beta * weight }), 1)
    image.trainDecoder(draw.z, shares[i]!)
  })
  return gradient
}

export const dregReference: PlainEstimator = (batch, options) => batch.map((image) => ofImage(image, options))
