/** How a product is cut for the threads of a device. */
import type { Sizes } from '../dense-products.ts'

export interface Tile {
  /** Numbers of the result that a workgroup computes. */
  readonly rows: number
  readonly columns: number
  /** Of those, the numbers that a thread computes. */
  readonly threadRows: number
  readonly threadColumns: number
  /** Among how many threads the sum over k of a number is shared. */
  readonly slices: number
  /**
   * How far a slice goes in k at once through workgroup memory; 0: factors are read from where they lie. In software
   * workgroup memory is memory like any other, barriers are switches between coroutines, and copying is in vain.
   */
  readonly depth: number
}

/** Lines in which threads of a slice stand beside each other and below each other, and threads in all. */
export function gridOf({ rows, columns, threadRows, threadColumns, slices }: Tile) {
  const [across, down] = [columns / threadColumns, rows / threadRows]
  return { across, down, aSlice: across * down, threads: across * down * slices }
}

/** Without workgroup memory every number read counts: the larger the block, the fewer. */
const SOFTWARE: Tile = { rows: 32, columns: 64, threadRows: 16, threadColumns: 16, slices: 1, depth: 0 }

/** From large to small: a large tile reads less, a small one leaves no part of the device idle. */
const LADDER: readonly Tile[] = [
  { rows: 128, columns: 128, threadRows: 8, threadColumns: 8, slices: 1, depth: 8 },
  { rows: 64, columns: 64, threadRows: 8, threadColumns: 4, slices: 1, depth: 16 },
  { rows: 32, columns: 32, threadRows: 4, threadColumns: 4, slices: 2, depth: 16 },
  { rows: 16, columns: 32, threadRows: 4, threadColumns: 4, slices: 4, depth: 16 },
  { rows: 16, columns: 16, threadRows: 4, threadColumns: 4, slices: 8, depth: 8 },
  { rows: 8, columns: 8, threadRows: 4, threadColumns: 4, slices: 32, depth: 4 },
]

/** Workgroups that fill a device. */
const ENOUGH = 96

export type Processor = 'software' | 'gpu'

export function tileFor(processor: Processor, { m, n }: Sizes): Tile {
  if (processor === 'software') return SOFTWARE
  const fills = ({ rows, columns }: Tile) => Math.ceil(m / rows) * Math.ceil(n / columns) >= ENOUGH
  return LADDER.find(fills) ?? LADDER.at(-1)!
}
