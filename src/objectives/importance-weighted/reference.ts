/** The importance-weighted bound in plain numbers: the oracle for objective.ts. No TF.js. */
import type { PlainObjective } from '../reference.ts'

const logSum = (values: readonly number[]): number => {
  const most = Math.max(...values)
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0))
}

export const importanceWeightedReference = (draws: number): PlainObjective => {
  /** The draws of the estimate that this draw is part of. */
  const beside = (logWeights: readonly number[], place: number) => {
    const estimates = logWeights.length / draws
    return logWeights.filter((_, i) => i % estimates === place % estimates)
  }
  return {
    draws,
    bound(logWeights) {
      const estimates = logWeights.length / draws
      const bounds = logWeights
        .slice(0, estimates)
        .map((_, l) => logSum(beside(logWeights, l)) - Math.log(draws))
      return bounds.reduce((sum, value) => sum + value, 0) / estimates
    },
    rowWeights: (logWeights) =>
      logWeights.map(
        (value, i) => (Math.exp(value - logSum(beside(logWeights, i))) * draws) / logWeights.length,
      ),
  }
}
