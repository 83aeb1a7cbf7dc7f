/** Two estimators of one report: how many times the variance of one is that of the other. */
import { ESTIMATOR_IDS, isIntervention, metaOf, type EstimatorId } from '../../protocol/estimators.ts'
import type { Interval, ProbeReport } from '../../protocol/variance.ts'

export interface Comparison {
  readonly of: EstimatorId
  /** The reference: the least noisy unbiased estimator that has noise. */
  readonly to: EstimatorId
  /** Without ends in reports of older versions. */
  readonly ratio: Interval
}

export const measuredIn = ({ estimators }: ProbeReport): readonly EstimatorId[] =>
  ESTIMATOR_IDS.filter((id) => estimators[id])

const varianceIn = ({ estimators }: ProbeReport, id: EstimatorId): number =>
  estimators[id]?.total.value ?? NaN

/** The first of those with the least, or the most, variance. */
const extremeOf = (report: ProbeReport, ids: readonly EstimatorId[], sign: 1 | -1): EstimatorId | undefined =>
  ids.length === 0
    ? undefined
    : ids.reduce((best, id) => (sign * varianceIn(report, id) < sign * varianceIn(report, best) ? id : best))

/** Those with a variance to compare: an exact estimator has none, nor have draws that were all the same. */
const noisyIn = (report: ProbeReport): readonly EstimatorId[] =>
  measuredIn(report).filter((id) => varianceIn(report, id) !== 0)

/** Whether draws were all the same, of an estimator that is not exact: codes that have saturated leave nothing to draw. */
export const hasStilledIn = (report: ProbeReport): boolean =>
  measuredIn(report).some((id) => !metaOf(id).isExact && varianceIn(report, id) === 0)

const referenceOf = (report: ProbeReport): EstimatorId | undefined =>
  extremeOf(
    report,
    noisyIn(report).filter((id) => metaOf(id).isUnbiased && !isIntervention(id)),
    1,
  )

/** V of that estimator over V of the reference. */
function ratioIn(report: ProbeReport, of: EstimatorId, to: EstimatorId): Interval {
  const value = varianceIn(report, of) / varianceIn(report, to)
  return report.estimators[of]?.ratio ?? { value, lo: NaN, hi: NaN }
}

/**
 * Compares the estimator that trains with the reference; if it is the reference itself or was not measured, the noisiest
 * of the others. Null if there are not two.
 */
export function comparisonOf(report: ProbeReport, training: EstimatorId): Comparison | null {
  const to = referenceOf(report)
  const others = noisyIn(report).filter((id) => id !== to)
  const of = others.includes(training) ? training : extremeOf(report, others, -1)
  return of && to ? { of, to, ratio: ratioIn(report, of, to) } : null
}

/** The ratio of the same two in another report. */
export const ratioOf = (report: ProbeReport, { of, to }: Comparison): number =>
  varianceIn(report, of) / varianceIn(report, to)
