/** Single coordinates of the gradient, out of a report's rows of gamma's width. */
import { quantile } from 'd3-array'
import { ESTIMATOR_IDS, type EstimatorId } from '../../protocol/estimators.ts'
import type { CoordinateReport } from '../../protocol/variance.ts'

export const drawnIn = ({ batch }: CoordinateReport): readonly EstimatorId[] =>
  ESTIMATOR_IDS.filter((id) => batch[id])

const NO_ROWS = new Float32Array()

/** The draws of one coordinate of the batch's gradient. */
export function coordinateDraws(
  { draws, batch }: CoordinateReport,
  estimator: EstimatorId,
  coordinate: number,
): Float64Array {
  const rows = batch[estimator] ?? NO_ROWS
  return Float64Array.from({ length: draws }, (_, r) => rows[(r * rows.length) / draws + coordinate]!)
}

export type Arrow = readonly [x: number, y: number]

export interface GradientArrows {
  readonly draws: readonly Arrow[]
  /** Of all draws, not only of those shown. */
  readonly mean: Arrow
}

/** One image's gradient with respect to the first two numbers of gamma, which are its first part (`hasPlane`): the first `shown` draws and the mean of all. */
export function arrowsOf(
  { draws, image }: CoordinateReport,
  estimator: EstimatorId,
  shown: number,
): GradientArrows {
  const rows = image[estimator] ?? NO_ROWS
  const width = rows.length / draws
  const at = (r: number): Arrow => [rows[r * width]!, rows[r * width + 1]!]
  const all = Array.from({ length: draws }, (_, r) => at(r))
  const mean = (axis: 0 | 1) => all.reduce((sum, arrow) => sum + arrow[axis], 0) / draws
  return { draws: all.slice(0, shown), mean: [mean(0), mean(1)] }
}

const length = ([x, y]: Arrow) => Math.hypot(x, y)

const ROUND = [1, 1.5, 2, 3, 4, 5, 6, 8]

/** A round length that nearly all arrows stay within; a few outliers may leave the picture. */
export function arrowReach({ draws, mean }: GradientArrows): number {
  const usual = quantile(draws, 0.95, length) ?? 0
  const needed = Math.max(usual, length(mean)) || 1
  const power = 10 ** Math.floor(Math.log10(needed))
  return (ROUND.find((digit) => digit * power >= needed) ?? 10) * power
}
