/**
 * Brings curves with their own steps onto one list of steps, as the drawing and the CSV want them: `undefined` where a
 * curve has no point (drawn through), `null` where its value cannot be shown (a gap, as wide as from the point before
 * to the point after).
 */
import type { Points } from './bound.ts'

export type ChartValue = number | null | undefined

export interface Aligned {
  readonly xs: readonly number[]
  readonly columns: readonly (readonly ChartValue[])[]
}

/** No line is drawn between a value that cannot be shown and its neighbours. */
function widenGaps(column: ChartValue[], places: readonly number[]): void {
  places.forEach((place, i) => {
    if (column[place] !== null) return
    const [before, after] = [places[i - 1] ?? place, places[i + 1] ?? place]
    for (let at = before + 1; at < after; at++) column[at] = null
  })
}

/** All that are in one of two ascending lists, once each. */
function union(a: readonly number[], b: readonly number[]): readonly number[] {
  const all: number[] = []
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const next = j === b.length || a[i]! <= b[j]! ? a[i++]! : b[j++]!
    if (next !== all.at(-1)) all.push(next)
  }
  return all
}

/** Where each of `some` is in `all`; both ascend. */
function placesIn(all: readonly number[], some: readonly number[]): readonly number[] {
  let at = 0
  return some.map((x) => {
    while (all[at]! < x) at++
    return at
  })
}

/** Curves of one run share their list of steps: it is looked up once. */
export function align(curves: readonly Points[]): Aligned {
  const lists = [...new Set(curves.map(({ xs }) => xs))]
  const xs = lists.reduce(union, [])
  const places = new Map(lists.map((list) => [list, placesIn(xs, list)]))
  const columns = curves.map((curve) => {
    const column = new Array<ChartValue>(xs.length).fill(undefined)
    const own = places.get(curve.xs)!
    own.forEach((at, i) => {
      const y = curve.ys[i] as number
      column[at] = Number.isFinite(y) ? y : null
    })
    widenGaps(column, own)
    return column
  })
  return { xs, columns }
}
