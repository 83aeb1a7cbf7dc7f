/** Curves that differ in nothing but the seed, as one: their mean and its 95 % interval (Student's t). Pure. */
import { tQuantile975 } from '../math/jackknife.ts'
import { momentsOf } from '../math/moments.ts'
import type { Points } from './bound.ts'

export interface SeedBand {
  readonly mean: Points
  readonly lo: Points
  readonly hi: Points
}

const NOTHING: Points = { xs: [], ys: [] }

/** Where every curve has a value, and only there: with fewer of them an interval would say something else. */
export function seedBand(curves: readonly Points[]): SeedBand {
  const all = curves.map(({ xs, ys }) => new Map(xs.map((x, i) => [x, ys[i]!])))
  const n = all.length
  if (n < 2) return { mean: NOTHING, lo: NOTHING, hi: NOTHING }
  const xs = curves[0]!.xs.filter((x) => all.every((own) => Number.isFinite(own.get(x))))
  const ends = xs.map((x) => {
    const { mean, meanError } = momentsOf(all.map((own) => own.get(x)!))
    return { mean, margin: tQuantile975(n - 1) * meanError }
  })
  const of = (side: -1 | 0 | 1): Points => ({ xs, ys: ends.map(({ mean, margin }) => mean + side * margin) })
  return { mean: of(0), lo: of(-1), hi: of(1) }
}
