/**
 * Straight-through Gumbel-Softmax in plain numbers: the oracle for estimate.ts. No TF.js.
 * Header and reference: see estimate.ts.
 */
import { plainThroughSimplex } from '../simplex.reference.ts'

export const stGumbelSoftmaxReference = plainThroughSimplex({
  code: (_, { z }) => z,
  pull: (simplex, draw, dz, temperature) =>
    simplex.jacobian(simplex.relax(draw, temperature), dz).map((slope) => slope / temperature),
})
