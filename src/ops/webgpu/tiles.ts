/** How a product is divided among the threads of a device. */
export interface Tile {
  /** Size of the part of the result that a workgroup computes. */
  readonly rows: number
  readonly columns: number
  /** Size of the part of it that a thread computes. */
  readonly threadRows: number
  readonly threadColumns: number
  /** The number of threads that share the sum over k of an element. */
  readonly slices: number
  /**
   * The step in k of a slice through workgroup memory; 0: factors are read directly. In software, workgroup
   * memory is ordinary memory, barriers are coroutine switches, and copying gains nothing.
   */
  readonly depth: number
}

/** Columns and rows of threads in a slice, and threads in all. */
export function threadGrid({ rows, columns, threadRows, threadColumns, slices }: Tile) {
  const [across, down] = [columns / threadColumns, rows / threadRows]
  return { across, down, aSlice: across * down, threads: across * down * slices }
}
