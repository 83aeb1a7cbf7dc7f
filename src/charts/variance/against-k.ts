/** Signal over noise of the encoder's gradient against K, the draws that the importance-weighted bound takes together. */
import {
  ESTIMATOR_IDS,
  isIntervention,
  metaOf,
  missingBound,
  type EstimatorId,
} from '../../protocol/estimators.ts'
import { WEIGHTED } from '../../protocol/objectives.ts'
import {
  MEASURED_KS,
  type CoordinateSignal,
  type Interval,
  type ProbeReport,
} from '../../protocol/variance.ts'
import { varianceChart, withEnds, type VarianceChart } from './series.ts'

/** The estimators of that bound, in the order of the page. */
export const WEIGHTED_ESTIMATORS: readonly EstimatorId[] = ESTIMATOR_IDS.filter(
  (id) => !isIntervention(id) && missingBound(id, WEIGHTED) === null,
)

export const weightsOf = (report: ProbeReport, id: EstimatorId): CoordinateSignal | undefined =>
  report.estimators[id]?.weights

/** The root of the mean square over the weights; null where it cannot be told from 0. */
export function signalToNoise({ square }: CoordinateSignal): Interval | null {
  if (!(square.lo > 0)) return null
  return { value: Math.sqrt(square.value), lo: Math.sqrt(square.lo), hi: Math.sqrt(square.hi) }
}

/** What the published summary, the mean of |mean of the draws| / sd, is of R normal draws without any signal. */
export const noiseFloor = (draws: number): number => Math.sqrt(2 / (Math.PI * draws))

export interface SignalPoint {
  readonly k: number
  readonly interval: Interval
}

/** Those that can be told from 0. */
export const signalPoints = (reports: readonly ProbeReport[], id: EstimatorId): readonly SignalPoint[] =>
  reports.flatMap((report) => {
    const weights = weightsOf(report, id)
    const interval = weights && signalToNoise(weights)
    return interval ? [{ k: report.importance ?? NaN, interval }] : []
  })

/** Whether every K has been measured. */
const isWhole = (reports: readonly ProbeReport[]): boolean =>
  MEASURED_KS.every((k) => reports.some(({ importance }) => importance === k))

/**
 * The exponent of K, by least squares through the logarithms; null of fewer than three points. Of the whole curve only: what
 * theory says is about large K, which are measured last, and the slope through the first points is another number.
 */
export function slopeByK(reports: readonly ProbeReport[], id: EstimatorId): number | null {
  const points = signalPoints(reports, id)
  if (!isWhole(reports) || points.length < 3) return null
  const xs = points.map(({ k }) => Math.log(k))
  const ys = points.map(({ interval }) => Math.log(interval.value))
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [x, y] = [mean(xs), mean(ys)]
  const across = xs.reduce((sum, one) => sum + (one - x) ** 2, 0)
  return xs.reduce((sum, one, i) => sum + (one - x) * (ys[i]! - y), 0) / across
}

export const expectedSlope = (id: EstimatorId): number | null => metaOf(id).signalByK ?? null

/** Points of one K stand beside each other: a factor apart, on a log axis. */
const BESIDE = 1.04
const besideK = (k: number, place: number): number =>
  k * BESIDE ** (place - (WEIGHTED_ESTIMATORS.length - 1) / 2)

/** The K whose points stand at x. */
export const kAt = (x: number, ks: readonly number[]): number =>
  ks.reduce((best, k) => (Math.abs(Math.log(k / x)) < Math.abs(Math.log(best / x)) ? k : best), ks[0] ?? x)

/** Columns: value, lo and hi of each estimator. Nothing but what was measured. */
export const againstKChart = (reports: readonly ProbeReport[]): VarianceChart =>
  varianceChart(
    WEIGHTED_ESTIMATORS.flatMap((id, place) =>
      withEnds(signalPoints(reports, id).map(({ k, interval }) => ({ x: besideK(k, place), interval }))),
    ),
  )
