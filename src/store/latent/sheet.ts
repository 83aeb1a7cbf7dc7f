/**
 * The points that a sheet decodes. For two latents: the manifold, a grid over quantiles of N(0, I), so that
 * each image represents the same share of the prior. For bits and classes with few states: all states. Otherwise: a
 * traversal, each row along one latent. Pure.
 */
import { normalQuantile } from '../../math/normal.ts'
import { pointOfState, type LatentForm } from '../../protocol/codes.ts'
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

/** The most states that are shown all at once. */
const MOST_SHOWN_STATES = 256
/** Whether all states are shown. */
export const hasCodebook = ({ states }: LatentForm): boolean => states !== null && states <= MOST_SHOWN_STATES

const MOST_COLUMNS = 32

/** Columns of the sheet of all states: the values of the last half of the latents, where that is not too wide. */
function codebookColumns(latents: number, values: number): number {
  const half = values ** Math.ceil(latents / 2)
  return half <= MOST_COLUMNS ? half : Math.ceil(Math.sqrt(values ** latents))
}

function planDiscrete(order: readonly number[], values: number, states: number | null): SheetPlan {
  const all = Array.from({ length: values }, (_, value) => value)
  if (states !== null && states <= MOST_SHOWN_STATES) {
    const columns = codebookColumns(order.length, values)
    const latents = order.map((_, j) => j)
    return { kind: 'codebook', rows: Math.ceil(states / columns), columns, latents, values: all }
  }
  const latents = order.slice(0, MOST_ROWS)
  return { kind: 'traversal', rows: latents.length, columns: values, latents, values: all }
}

export function planSheet(order: readonly number[], { values, states }: LatentForm): SheetPlan {
  if (values !== null) return planDiscrete(order, values, states)
  if (order.length === 2) {
    const side = MANIFOLD_SIDE
    return { kind: 'manifold', rows: side, columns: side, latents: [0, 1], values: MANIFOLD_VALUES }
  }
  const latents = order.slice(0, MOST_ROWS)
  const columns = TRAVERSAL_COLUMNS
  return { kind: 'traversal', rows: latents.length, columns, latents, values: TRAVERSAL_VALUES }
}

/** The points of all states, in their order. */
function statePoints({ latents, values }: SheetPlan): Float32Array {
  const states = values.length ** latents.length
  const points = Array.from({ length: states }, (_, s) => pointOfState(s, latents.length, values.length))
  return Float32Array.from(points.flat())
}

/** z of every image of the sheet, in row-major order: [rows * columns, latent]. */
export function sheetPoints(plan: SheetPlan, point: readonly number[]) {
  const { kind, rows, columns, latents, values } = plan
  if (kind === 'codebook') return statePoints(plan)
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
