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

export function align(curves: readonly Points[]): Aligned {
  const xs = [...new Set(curves.flatMap((curve) => curve.xs))].sort((a, b) => a - b)
  const place = new Map(xs.map((x, i) => [x, i]))
  const columns = curves.map((curve) => {
    const column = new Array<ChartValue>(xs.length).fill(undefined)
    const places = curve.xs.map((x) => place.get(x) as number)
    places.forEach((at, i) => {
      const y = curve.ys[i] as number
      column[at] = Number.isFinite(y) ? y : null
    })
    widenGaps(column, places)
    return column
  })
  return { xs, columns }
}
