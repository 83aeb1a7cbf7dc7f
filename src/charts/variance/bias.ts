/**
 * The mean squared error of one estimator's draw in its two parts, stacked: bias squared, and above it the variance. Over the
 * steps, by layer, against the temperature and against L.
 */
import {
  estimatorsFor,
  isIntervention,
  metaOf,
  takesNoise,
  type EstimatorId,
  type ModelOfLatents,
} from '../../protocol/estimators.ts'
import type { Settings } from '../../protocol/settings.ts'
import type { Interval, MeanError, ProbeReport, Signal } from '../../protocol/variance.ts'
import { align, type Aligned } from '../align.ts'
import { extentOf, type Range } from '../axis.ts'
import type { Points } from '../bound.ts'

export const biasedFor = (model: ModelOfLatents): readonly EstimatorId[] =>
  estimatorsFor(model).filter((id) => !metaOf(id).isUnbiased)

/**
 * Whose bias is measured, the biased ones first; none where none is biased. An exact estimator is the truth itself, and so is the
 * only unbiased one.
 */
export function bandedFor(model: ModelOfLatents & Pick<Settings, 'noise'>): readonly EstimatorId[] {
  const biased = biasedFor(model)
  if (biased.length === 0) return []
  const truthful = estimatorsFor(model).filter(
    (id) => metaOf(id).isUnbiased && !isIntervention(id) && takesNoise(id, model.noise),
  )
  const noisy = truthful.filter((id) => !metaOf(id).isExact)
  return [...biased, ...(truthful.length > 1 ? noisy : [])]
}

/** What a report compares with. */
export const truthOfBias = ({ signal }: ProbeReport): 'exact' | 'pooled' | 'one' | null => {
  if (!signal) return null
  if (signal.by === 'pooled') return 'pooled'
  return metaOf(signal.by).isExact ? 'exact' : 'one'
}

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
export const tellsFromZero = ({ square }: Pick<MeanError, 'square'>): boolean => square.lo > 0

/**
 * What a square that is not told from 0 is below: the upper end, had the estimate not come out negative by chance, as that of a true 0
 * does every other time.
 */
export const mostOfSquare = ({ value, hi }: Interval): number => hi - Math.min(value, 0)

/** The same of the bias, as a share of the gradient's length; null where that is not told from 0. */
export const mostShare = ({ square }: MeanError, signal: Signal | undefined): number | null =>
  signal && signal.square.lo > 0 ? Math.sqrt(mostOfSquare(square) / signal.square.lo) : null

const above = (value: number) => Math.max(0, value)

/**
 * Columns: the sum with its ends, then bias squared with its ends. In reports of older versions the ends of the sum are those of its
 * parts added.
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
  /** Drawn as none where it is not told from 0. */
  const bias = ({ bias: own }: ErrorPoint, end: keyof Interval) =>
    end === 'value' && !tellsFromZero(own) ? 0 : above(own.square[end])
  function sum(point: ErrorPoint, end: keyof Interval): number {
    const { error } = point.bias
    const value = point.variance.value + bias(point, 'value')
    if (end === 'value' || !error) return point.variance[end] + bias(point, end)
    return end === 'lo' ? above(Math.min(error.lo, value)) : Math.max(error.hi, value)
  }
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
