/**
 * The points that a sheet decodes. For two latents: the manifold, a grid over quantiles of N(0, I), so that
 * each image represents the same share of the prior. Otherwise: a traversal, each row along one latent. Pure.
 */
import { normalQuantile } from '../../math/normal.ts'
import type { LatentSheet } from './state.ts'

/** A sheet without its images. */
export type SheetPlan = Omit<LatentSheet, 'images'>

/** Images per side of the manifold. */
export const MANIFOLD_SIDE = 20

const TRAVERSAL_COLUMNS = 11
const MOST_ROWS = 10
/** A traversal goes from -REACH to REACH. */
const REACH = 3

const MANIFOLD_VALUES = Array.from({ length: MANIFOLD_SIDE }, (_, i) =>
  normalQuantile((i + 0.5) / MANIFOLD_SIDE),
)
const TRAVERSAL_VALUES = Array.from(
  { length: TRAVERSAL_COLUMNS },
  (_, i) => (REACH * (2 * i - (TRAVERSAL_COLUMNS - 1))) / (TRAVERSAL_COLUMNS - 1),
)

export function planSheet(order: readonly number[]): SheetPlan {
  if (order.length === 2) {
    const side = MANIFOLD_SIDE
    return { kind: 'manifold', rows: side, columns: side, latents: [0, 1], values: MANIFOLD_VALUES }
  }
  const latents = order.slice(0, MOST_ROWS)
  const columns = TRAVERSAL_COLUMNS
  return { kind: 'traversal', rows: latents.length, columns, latents, values: TRAVERSAL_VALUES }
}

/** z of every image of the sheet, in row-major order: [rows * columns, latent]. */
export function sheetPoints({ kind, rows, columns, latents, values }: SheetPlan, point: readonly number[]) {
  const z = new Float32Array(rows * columns * point.length)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const at = (row * columns + column) * point.length
      z.set(point, at)
      if (kind === 'manifold') z.set([values[column]!, values[rows - 1 - row]!], at)
      else z[at + latents[row]!] = values[column]!
    }
  return z
}
