/** The variance against the samples per image, L, with the line 1/L through the first point of each series. */
import {
  ESTIMATOR_IDS,
  acceptsBaseline,
  isIntervention,
  usesBaselines,
  type EstimatorId,
} from '../../protocol/estimators.ts'
import { SWEPT_BASELINES, type Interval, type ProbeReport } from '../../protocol/variance.ts'
import type { Points } from '../bound.ts'
import { varianceChart, onLog, withEnds, type VarianceChart } from './series.ts'

export interface SamplesSeries {
  readonly estimator: EstimatorId
  readonly baseline: ProbeReport['baseline']
}

/** For an estimator without baselines any report would do: that without one is taken. */
const sweptBaselines = (id: EstimatorId) =>
  usesBaselines(id) ? SWEPT_BASELINES.filter((one) => acceptsBaseline(id, one)) : (['none'] as const)

/** An intervention has none: what its noise is against L is what that of the other two is. */
export const SAMPLES_SERIES: readonly SamplesSeries[] = ESTIMATOR_IDS.filter(
  (id) => !isIntervention(id),
).flatMap((estimator) => sweptBaselines(estimator).map((baseline) => ({ estimator, baseline })))

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
    .flatMap(({ samples, estimators }) => {
      const own = estimators[estimator]
      return own ? [{ samples, interval: own.total }] : []
    })
    .sort((a, b) => a.samples - b.samples)

/** Points of one L stand beside each other: a factor apart, on a log axis; nearer if there are many series. */
const BESIDE = 2 ** Math.min(0.07, 0.7 / SAMPLES_SERIES.length)
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
  return varianceChart([...series.map(slope), ...measured])
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
