/**
 * MuProp in plain numbers: the oracle for estimate.ts. No TF.js.
 * Header and reference: see estimate.ts.
 */
import { addTo, plainDraws, type PlainEstimator, type PlainImage, type PlainOptions } from '../reference.ts'

function ofImage(image: PlainImage, { family, beta }: PlainOptions): number[] {
  const { gamma, noise, logLikelihood, trainDecoder } = image
  const simplex = family.simplex!
  const at = simplex.probabilities(gamma, 1)
  const { value, gradient: slope } = logLikelihood(at)
  const tangent = (z: readonly number[]): number =>
    z.reduce((sum, one, j) => sum + slope[j]! * (one - at[j]!), value)
  const gradient = family.klGradient(gamma, beta)
  addTo(gradient, simplex.jacobian(at, slope), -1)
  for (const draw of plainDraws(family, image)) {
    const remainder = logLikelihood(draw.z).value - tangent(draw.z)
    addTo(gradient, family.score!(draw), -remainder / noise.length)
    trainDecoder(draw.z, 1 / noise.length)
  }
  return gradient
}

export const mupropReference: PlainEstimator = (batch, options) =>
  batch.map((image) => ofImage(image, options))
