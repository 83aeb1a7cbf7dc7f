/**
 * VIMCO in plain numbers: the oracle for estimate.ts. No TF.js.
 * Header and reference: see estimate.ts.
 */
import type { PlainObjective } from '../../objectives/reference.ts'
import {
  addTo,
  plainDraws,
  plainLogWeights,
  type PlainEstimator,
  type PlainImage,
  type PlainOptions,
} from '../reference.ts'

/** (L^ - L^_-k) / L of draw `place`; the mean over the other estimates cancels. */
function gainOf(objective: PlainObjective, logWeights: readonly number[], place: number): number {
  const estimates = logWeights.length / objective.draws
  const others = logWeights.filter((_, i) => i !== place && i % estimates === place % estimates)
  const meanOfOthers = others.reduce((sum, value) => sum + value, 0) / others.length
  const without = logWeights.map((value, i) => (i === place ? meanOfOthers : value))
  return objective.bound(logWeights) - objective.bound(without)
}

function ofImage(image: PlainImage, options: PlainOptions): number[] {
  const { family, objective, beta } = options
  const draws = plainDraws(family, image)
  const logWeights = plainLogWeights(
    draws,
    draws.map(({ z }) => image.logLikelihood(z).value),
    options,
  )
  const shares = objective.rowWeights(logWeights)
  const gradient = image.gamma.map(() => 0)
  draws.forEach((draw, k) => {
    const weight = gainOf(objective, logWeights, k) - beta * shares[k]!
    addTo(gradient, family.score!(draw), -weight)
    image.trainDecoder(draw.z, shares[k]!)
  })
  return gradient
}

export const vimcoReference: PlainEstimator = (batch, options) =>
  batch.map((image) => ofImage(image, options))
