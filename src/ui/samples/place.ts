/** Where z lies on a sheet of decoded points, and which z its places stand for. Pure. */
import { normalCdf } from '../../math/normal.ts'
import { pointOfState, stateOfPoint } from '../../protocol/codes.ts'
import type { LatentSheet } from '../../store/latent/state.ts'

export interface SheetCell {
  readonly row: number
  readonly column: number
}

type Plan = Pick<LatentSheet, 'kind' | 'rows' | 'columns' | 'latents' | 'values'>

/** The latents that a cell sets, counted from 0, and to what; an empty cell of the sheet of all states stands for the last. */
export function setBy(plan: Plan, { row, column }: SheetCell) {
  const { kind, rows, columns, latents, values } = plan
  if (kind === 'codebook') {
    const state = Math.min(row * columns + column, values.length ** latents.length - 1)
    return pointOfState(state, latents.length, values.length).map((value, latent) => ({ latent, value }))
  }
  const along = values[column]!
  if (kind === 'traversal') return [{ latent: latents[row]!, value: along }]
  return [
    { latent: latents[0]!, value: along },
    { latent: latents[1]!, value: values[rows - 1 - row]! },
  ]
}

/** The sliders' point with the cell's latents set. */
export function pointOfCell(plan: Plan, cell: SheetCell, point: readonly number[]): number[] {
  const next = [...point]
  for (const { latent, value } of setBy(plan, cell)) next[latent] = value
  return next
}

/** The cell at a share of the width and of the height. */
export const cellAt = ({ rows, columns }: Plan, x: number, y: number): SheetCell => ({
  row: Math.min(rows - 1, Math.max(0, Math.floor(y * rows))),
  column: Math.min(columns - 1, Math.max(0, Math.floor(x * columns))),
})

/** The cell of a point on the sheet of all states. */
export function cellOfPoint({ columns, values }: Plan, point: readonly number[]): SheetCell {
  const state = stateOfPoint(point, values.length)
  return { row: Math.floor(state / columns), column: state % columns }
}

export const indexOf = ({ columns }: Plan, { row, column }: SheetCell): number => row * columns + column

/** Shares of the width and of the height: on a manifold, where z1 and z2 have as much of N(0, 1) below them. */
export const onManifold = (z1: number, z2: number): readonly [number, number] => [
  normalCdf(z1),
  1 - normalCdf(z2),
]

/** On a traversal: the share of the width at which a value's images would stand; within the sheet. */
export function onTraversal({ columns, values }: Plan, value: number): number {
  const [first, last] = [values[0]!, values.at(-1)!]
  const cells = ((value - first) / (last - first)) * (columns - 1)
  return Math.min(1, Math.max(0, (cells + 0.5) / columns))
}
