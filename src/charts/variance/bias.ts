/**
 * The mean squared error of one estimator's draw in its two parts, stacked: bias squared, and above it the variance. Over the
 * steps, by layer, against the temperature and against L.
 */
import { estimatorsFor, metaOf, type EstimatorId, type ModelOfLatents } from '../../protocol/estimators.ts'
import type { Interval, MeanError, ProbeReport } from '../../protocol/variance.ts'
import { align, type Aligned } from '../align.ts'
import { extentOf, type Range } from '../axis.ts'
import type { Points } from '../bound.ts'

export const biasedFor = (model: ModelOfLatents): readonly EstimatorId[] =>
  estimatorsFor(model).filter((id) => !metaOf(id).isUnbiased)

/** One bar of the stack. */
export interface ErrorPoint {
  readonly x: number
  readonly variance: Interval
  readonly bias: MeanError
}

/** Those in which the estimator was measured beside one without bias. */
export const errorPoints = (
  reports: readonly ProbeReport[],
  id: EstimatorId,
  x: (report: ProbeReport) => number,
): readonly ErrorPoint[] =>
  reports
    .flatMap((report) => {
      const own = report.estimators[id]
      return own?.bias ? [{ x: x(report), variance: own.total, bias: own.bias }] : []
    })
    .sort((a, b) => a.x - b.x)

/** Of each encoder layer, at x = 0, 1, ... */
export function layerErrors(report: ProbeReport | undefined, id: EstimatorId): readonly ErrorPoint[] {
  const own = report?.estimators[id]
  return (own?.bias?.layers ?? []).map((bias, x) => ({ x, bias, variance: own!.layers[x]! }))
}

/** Whether the draws tell the bias from 0. */
export const tellsFromZero = ({ square }: MeanError): boolean => square.lo > 0

const above = (value: number) => Math.max(0, value)

/**
 * Columns: the sum with its ends, then bias squared with its ends. The ends of the sum are those of its parts added, and so
 * hold at least 95 %, whatever the two have in common.
 */
export interface ErrorChart {
  readonly aligned: Aligned
  readonly x: Range | null
  readonly range: Range | null
}

const ROOM = 1.08
/** Whiskers may be far longer than what they belong to; the axis follows them up to here. */
const MOST_WHISKER = 2

export function errorChart(points: readonly ErrorPoint[], x: Range | null): ErrorChart {
  const of = (value: (point: ErrorPoint) => number): Points => ({
    xs: points.map((point) => point.x),
    ys: points.map(value),
  })
  const ends = (part: (point: ErrorPoint, end: keyof Interval) => number) =>
    (['value', 'lo', 'hi'] as const).map((end) => of((point) => part(point, end)))
  const bias = ({ bias: { square } }: ErrorPoint, end: keyof Interval) => above(square[end])
  const sum = (point: ErrorPoint, end: keyof Interval) => point.variance[end] + bias(point, end)
  const curves = [...ends(sum), ...ends(bias)]
  const [value, , highest] = curves.map(({ ys }) => extentOf([ys])?.[1] ?? 0) as [number, number, number]
  const most = Math.min(highest, MOST_WHISKER * value) || value
  return { aligned: align(curves), x, range: most > 0 ? [0, ROOM * most] : null }
}

/** Room beside the first and the last of several x on a log axis. */
export const logRoom = (points: readonly ErrorPoint[]): Range | null => {
  const all = extentOf([points.map(({ x }) => x)])
  return all && [all[0] / 1.15, all[1] * 1.15]
}
