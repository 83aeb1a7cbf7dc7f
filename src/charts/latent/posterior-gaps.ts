/** What the encoder misses on average, over the steps: mean KL(q(z|x) || p(z|x)) with its 95 % interval. Pure. */
import { normalInterval } from '../../math/jackknife.ts'
import type { GapReport } from '../../protocol/latent.ts'
import { align, type Aligned } from '../align.ts'
import type { Points } from '../bound.ts'
import { ticksIn, type Range } from '../axis.ts'

export interface GapChart {
  /** The mean, and the lower and the upper end of its interval. */
  readonly aligned: Aligned
  /** From 0; null if there is nothing to show. */
  readonly range: Range | null
}

/** Two reports may be of one step, where training stood still: the newer one counts. */
export const oneForEachStep = (reports: readonly GapReport[]): readonly GapReport[] =>
  reports.filter(({ step }, i) => reports[i + 1]?.step !== step)

/** The ends of a report's 95 % interval. */
export const gapEnds = ({ gap, standardError }: GapReport) => normalInterval(gap, standardError)

export function gapChart(all: readonly GapReport[]): GapChart {
  const reports = oneForEachStep(all)
  const of = (value: (report: GapReport) => number): Points => ({
    xs: reports.map(({ step }) => step),
    ys: reports.map(value),
  })
  const [mean, low, high] = [
    of(({ gap }) => gap),
    of((report) => gapEnds(report)[0]),
    of((report) => gapEnds(report)[1]),
  ]
  const top = Math.max(0, ...high.ys)
  const above = top > 0 ? ticksIn([0, 2 * top], 10).find((tick) => tick > top) : undefined
  return {
    aligned: align([mean, low, high]),
    range: reports.length === 0 ? null : [Math.min(0, ...low.ys), above ?? 1],
  }
}
