/** The variance against the samples per image, L, with the line 1/L through the first point of each series. */
import type { Interval, ProbeReport } from '../../protocol/variance.ts'
import type { Points } from '../bound.ts'
import { chartOf, onLog, withEnds, type EstimatorName, type VarianceChart } from './series.ts'

export interface SamplesSeries {
  readonly estimator: EstimatorName
  readonly baseline: ProbeReport['baseline']
}

/** The reparameterized estimator has no baseline: any report would do, the first of an L is taken. */
export const SAMPLES_SERIES: readonly SamplesSeries[] = [
  { estimator: 'reparameterized', baseline: 'none' },
  { estimator: 'score-function', baseline: 'none' },
  { estimator: 'score-function', baseline: 'batch' },
  { estimator: 'score-function', baseline: 'leave-one-out' },
]

export interface SamplesPoint {
  readonly samples: number
  readonly interval: Interval
}

export const seriesPoints = (
  reports: readonly ProbeReport[],
  { estimator, baseline }: SamplesSeries,
): readonly SamplesPoint[] =>
  reports
    .filter((report) => report.baseline === baseline)
    .map(({ samples, estimators }) => ({ samples, interval: estimators[estimator].total }))
    .sort((a, b) => a.samples - b.samples)

/** Points of one L stand beside each other: a factor apart, on a log axis. */
const BESIDE = 2 ** 0.07
export const besideX = (samples: number, place: number): number =>
  samples * BESIDE ** (place - (SAMPLES_SERIES.length - 1) / 2)

/** What of x is the number of samples. */
export const samplesAt = (x: number): number => 2 ** Math.round(Math.log2(x))

/** The slope 1/L through the first point, from there to the last. */
function slope(points: readonly SamplesPoint[], place: number): Points {
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last || first === last) return { xs: [], ys: [] }
  const value = first.interval.value
  return {
    xs: [besideX(first.samples, place), besideX(last.samples, place)],
    ys: [onLog(value), onLog((value * first.samples) / last.samples)],
  }
}

/** Columns: the slope of each series, then value, lo and hi of each series. */
export function againstSamplesChart(reports: readonly ProbeReport[]): VarianceChart {
  const series = SAMPLES_SERIES.map((one) => seriesPoints(reports, one))
  const measured = series.flatMap((points, place) =>
    withEnds(points.map(({ samples, interval }) => ({ x: besideX(samples, place), interval }))),
  )
  return chartOf([...series.map(slope), ...measured])
}

/** By what factor the variance falls from the first L to the last: 1/L would be last/first. */
export function fall(
  points: readonly SamplesPoint[],
): { readonly factor: number; readonly expected: number } | null {
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last || first === last) return null
  return { factor: first.interval.value / last.interval.value, expected: last.samples / first.samples }
}
