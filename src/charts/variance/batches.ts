/**
 * The ratio of two estimators' variances over several batches of images at the same weights: its mean, how far that may be off, and
 * how far the batches differ. All on the logarithm, since a ratio's errors are factors.
 */
import { tQuantile975 } from '../../math/jackknife.ts'
import { momentsOf } from '../../math/moments.ts'
import type { EstimatorId } from '../../protocol/estimators.ts'
import type { Interval, ProbeReport } from '../../protocol/variance.ts'
import { comparisonOf, ratioOf } from './comparison.ts'

export interface OverBatches {
  readonly step: number
  readonly batches: number
  /** Of each batch. */
  readonly images: number
  /** The geometric mean, with the 95 % interval of batches like these, by t. */
  readonly mean: Interval
  /** The standard deviation between batches, as a share of the ratio; the noise of each measurement is in it. */
  readonly spread: number
  readonly least: number
  readonly greatest: number
}

/** Null for fewer than two batches, or where a gradient was not finite. Compares the same two in each batch. */
export function overBatches(reports: readonly ProbeReport[], training: EstimatorId): OverBatches | null {
  const [first] = reports
  const compared = first && comparisonOf(first, training)
  if (!compared) return null
  const logs = reports.map((report) => Math.log(ratioOf(report, compared)))
  if (logs.length < 2 || !logs.every(Number.isFinite)) return null
  const { mean, meanError, deviation } = momentsOf(logs)
  const margin = tQuantile975(logs.length - 1) * meanError
  return {
    step: first.step,
    batches: logs.length,
    images: first.images,
    mean: { value: Math.exp(mean), lo: Math.exp(mean - margin), hi: Math.exp(mean + margin) },
    spread: Math.expm1(deviation),
    least: Math.exp(Math.min(...logs)),
    greatest: Math.exp(Math.max(...logs)),
  }
}
