/** What the charts of the gradient's variance share: points with intervals, and a log axis of whole decades. */
import type { Interval } from '../../protocol/variance.ts'
import { align, type Aligned } from '../align.ts'
import type { Points } from '../bound.ts'
import { decades, type Range } from '../axis.ts'

export interface MeasuredPoint {
  readonly x: number
  readonly interval: Interval
}

/** A value that a log axis can show; NaN if it cannot. */
export const onLog = (value: number): number => (value > 0 && Number.isFinite(value) ? value : NaN)

/** Three curves: the values, and the lower and the upper ends of their intervals. */
export function withEnds(points: readonly MeasuredPoint[]): readonly [Points, Points, Points] {
  const xs = points.map(({ x }) => x)
  const of = (end: keyof Interval): Points => ({ xs, ys: points.map(({ interval }) => onLog(interval[end])) })
  return [of('value'), of('lo'), of('hi')]
}

export interface VarianceChart {
  readonly aligned: Aligned
  /** The axis of the variances. */
  readonly range: Range | null
}

/** As many times its value the axis follows the ends of an interval: that of a few draws can span any number of decades. */
const WIDEST = 100

/** The same points, with intervals no wider than the axis follows. */
export const asOnAxis = (points: readonly MeasuredPoint[]): readonly MeasuredPoint[] =>
  points.map(({ x, interval: { value, lo, hi } }) => ({
    x,
    interval: { value, lo: Math.max(lo, value / WIDEST), hi: Math.min(hi, value * WIDEST) },
  }))

/** `onAxis`: the curves that the axis holds; what is beyond it is cut off. */
export const varianceChart = (curves: readonly Points[], onAxis = curves): VarianceChart => ({
  aligned: align(curves),
  range: decades(onAxis),
})
