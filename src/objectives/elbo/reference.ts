/** The evidence lower bound in plain numbers: the oracle for objective.ts. No TF.js. */
import type { PlainObjective } from '../reference.ts'

export const elboReference = (): PlainObjective => ({
  draws: 1,
  bound: (logWeights) => logWeights.reduce((sum, value) => sum + value, 0) / logWeights.length,
  rowWeights: (logWeights) => logWeights.map(() => 1 / logWeights.length),
})
