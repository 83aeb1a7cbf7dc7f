/** The bounds L_K against K, with their 95 % intervals from the draws, and log p(x) where it is known. Pure. */
import { normalInterval } from '../math/jackknife.ts'
import type { BoundAtK, LikelihoodReport } from '../protocol/likelihood.ts'
import { align, type Aligned } from './align.ts'
import { extentOf, ticksIn, type Range } from './axis.ts'
import type { Points } from './bound.ts'

export interface TightnessChart {
  /** log p(x), L_K, and the lower and the upper ends of its intervals. */
  readonly aligned: Aligned
  readonly range: Range | null
}

/** The ends of the 95 % interval of a bound for these images: other images would move all bounds together. */
export const boundEnds = ({ value, noise }: BoundAtK) => normalInterval(value, noise)

/** A little beyond the ends, to round numbers. */
function around([low, high]: Range): Range {
  const step = ticksIn([low, Math.max(high, low + 1e-6)], 6)
  const margin = Math.max((step[1] ?? 1) - (step[0] ?? 0), 1e-3) / 2
  return [low - margin, high + margin]
}

export function tightnessChart({ bounds, exact }: LikelihoodReport): TightnessChart {
  const xs = bounds.map(({ k }) => k)
  const of = (value: (one: BoundAtK) => number): Points => ({ xs, ys: bounds.map(value) })
  const line: Points = exact
    ? { xs: [xs[0]!, xs.at(-1)!], ys: [exact.value, exact.value] }
    : { xs: [], ys: [] }
  const curves = [
    line,
    of(({ value }) => value),
    of((one) => boundEnds(one)[0]),
    of((one) => boundEnds(one)[1]),
  ]
  const extent = extentOf(curves.map(({ ys }) => ys))
  return { aligned: align(curves), range: extent && around(extent) }
}
