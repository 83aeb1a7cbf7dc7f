/** The bounds L_K against K, with their 95 % intervals from the draws, log p(x) where it is known, and what the defensive mixture gives. Pure. */
import { normalInterval } from '../math/jackknife.ts'
import type { BoundAtK, DefensiveEstimate, LikelihoodReport } from '../protocol/likelihood.ts'
import { align, type Aligned } from './align.ts'
import { extentOf, ticksIn, type Range } from './axis.ts'
import type { Points } from './bound.ts'

const NOTHING: Points = { xs: [], ys: [] }

export interface TightnessChart {
  /** log p(x); L_K and the lower and the upper ends of its intervals; the same three of the defensive mixture, one point. */
  readonly aligned: Aligned
  readonly range: Range | null
}

/** The ends of the 95 % interval of a bound for these images: other images would move all bounds together. */
export const boundEnds = ({ value, noise }: Pick<BoundAtK, 'value' | 'noise'>) => normalInterval(value, noise)

/** A little beyond the ends, to round numbers. */
function around([low, high]: Range): Range {
  const step = ticksIn([low, Math.max(high, low + 1e-6)], 6)
  const margin = Math.max((step[1] ?? 1) - (step[0] ?? 0), 1e-3) / 2
  return [low - margin, high + margin]
}

export function tightnessChart({ bounds, draws, exact, defensive }: LikelihoodReport): TightnessChart {
  const xs = bounds.map(({ k }) => k)
  const of = (value: (one: BoundAtK) => number): Points => ({ xs, ys: bounds.map(value) })
  const line: Points = exact ? { xs: [xs[0]!, xs.at(-1)!], ys: [exact.value, exact.value] } : NOTHING
  const point = (y: (one: DefensiveEstimate) => number): Points =>
    defensive ? { xs: [draws], ys: [y(defensive)] } : NOTHING
  const curves = [
    line,
    of(({ value }) => value),
    of((one) => boundEnds(one)[0]),
    of((one) => boundEnds(one)[1]),
    point(({ value }) => value),
    point((one) => boundEnds(one)[0]),
    point((one) => boundEnds(one)[1]),
  ]
  const extent = extentOf(curves.map(({ ys }) => ys))
  return { aligned: align(curves), range: extent && around(extent) }
}
