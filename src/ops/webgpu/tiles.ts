/** How a product is cut for the threads of a device. */
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
