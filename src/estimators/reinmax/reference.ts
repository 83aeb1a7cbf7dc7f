/**
 * ReinMax in plain numbers: the oracle for estimate.ts. No TF.js.
 * Header and reference: see estimate.ts.
 */
import { plainThroughSimplex } from '../simplex.reference.ts'

export const reinmaxReference = plainThroughSimplex({
  code: (_, { z }) => z,
  pull(simplex, { gamma, z }, dz, temperature) {
    const middle = simplex.probabilities(gamma, temperature).map((p, i) => (p + z[i]!) / 2)
    const half = simplex.jacobian(simplex.probabilities(gamma, 1), dz)
    return simplex.jacobian(middle, dz).map((slope, i) => 2 * slope - half[i]! / 2)
  },
})
