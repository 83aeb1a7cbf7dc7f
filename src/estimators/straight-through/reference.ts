/**
 * The straight-through estimator in plain numbers: the oracle for estimate.ts. No TF.js.
 * Header and reference: see estimate.ts.
 */
import { plainThroughSimplex } from '../simplex.reference.ts'

export const straightThroughReference = plainThroughSimplex({
  code: (_, { z }) => z,
  pull: (simplex, { gamma }, dz) => simplex.jacobian(simplex.probabilities(gamma, 1), dz),
})
