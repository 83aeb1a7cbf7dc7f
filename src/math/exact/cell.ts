/**
 * Square cells of the plane, each of which has four children: side 1 at level 0, half of that at each level further.
 * Cells of all meshes lie on the same lattice, so that meshes can share what was computed in a cell.
 */
import { gaussLegendre } from './gauss-legendre.ts'

export interface Cell {
  readonly level: number
  /** In sides of its level, counted from the origin. */
  readonly column: number
  readonly row: number
}

/** Nodes a side. More would be wasted where the decoder's relu has its kinks. */
const ORDER = 4
export const NODES_PER_CELL = ORDER * ORDER

/** Cells smaller than 2^-14 are of no use: float32 values of z this near are hardly distinct. */
export const DEEPEST = 14

export const sideOf = ({ level }: Cell): number => 2 ** -level

/** A number of its own for every cell within 2^5 of the origin. */
export const keyOf = ({ level, column, row }: Cell): number =>
  (level * 2 ** 21 + column + 2 ** 20) * 2 ** 21 + row + 2 ** 20

/** The keys of the cell of level 0 around it, of all between, and of the cell itself. */
export const cellPath = ({ level, column, row }: Cell): number[] =>
  Array.from({ length: level + 1 }, (_, above) =>
    keyOf({
      level: above,
      column: Math.floor(column / 2 ** (level - above)),
      row: Math.floor(row / 2 ** (level - above)),
    }),
  )

export const childrenOf = ({ level, column, row }: Cell): Cell[] =>
  [0, 1, 2, 3].map((i) => ({ level: level + 1, column: 2 * column + (i & 1), row: 2 * row + (i >> 1) }))

/** The cells of level 0 around the origin: ring 0 are the four that touch it. */
export function ringOf(ring: number): Cell[] {
  const cells: Cell[] = []
  for (let column = -ring - 1; column <= ring; column++)
    for (let row = -ring - 1; row <= ring; row++)
      if (ringAt(column) === ring || ringAt(row) === ring) cells.push({ level: 0, column, row })
  return cells
}

export const ringAt = (place: number): number => (place < 0 ? -place - 1 : place)

const RULE = gaussLegendre(ORDER)

/** On the square [-1, 1]^2: nodes [2 NODES_PER_CELL], x and y in turn, and their weights, which add up to 1. */
const UNIT_NODES = Float64Array.from({ length: 2 * NODES_PER_CELL }, (_, i) => {
  const node = i >> 1
  return RULE.nodes[i & 1 ? Math.floor(node / ORDER) : node % ORDER]!
})
export const NODE_SHARES = Float64Array.from(
  { length: NODES_PER_CELL },
  (_, node) => (RULE.weights[node % ORDER]! * RULE.weights[Math.floor(node / ORDER)]!) / 4,
)

/** Writes the cell's nodes, x and y in turn, to out[at..]. */
export function writeNodes(cell: Cell, out: Float64Array, at = 0): void {
  const half = sideOf(cell) / 2
  const centre = [(2 * cell.column + 1) * half, (2 * cell.row + 1) * half] as const
  for (let i = 0; i < UNIT_NODES.length; i++) out[at + i] = centre[i & 1]! + half * UNIT_NODES[i]!
}
