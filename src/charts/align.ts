/**
 * Brings curves with their own steps onto one list of steps, as the drawing and the CSV want them: `undefined` where a
 * curve has no point (drawn through), `null` where its value cannot be shown (a gap).
 */
import type { Points } from './bound.ts'

export type Cell = number | null | undefined

export interface Aligned {
  readonly xs: readonly number[]
  readonly columns: readonly (readonly Cell[])[]
}

export function align(curves: readonly Points[]): Aligned {
  const xs = [...new Set(curves.flatMap((curve) => curve.xs))].sort((a, b) => a - b)
  const place = new Map(xs.map((x, i) => [x, i]))
  const columns = curves.map((curve) => {
    const column = new Array<Cell>(xs.length).fill(undefined)
    curve.xs.forEach((x, i) => {
      const y = curve.ys[i] as number
      column[place.get(x) as number] = Number.isFinite(y) ? y : null
    })
    return column
  })
  return { xs, columns }
}
