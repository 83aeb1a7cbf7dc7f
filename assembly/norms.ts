/**
 * What a layer's gradients over many noise draws are apart: |g_r - m|^2 and <g_r - m, m> of each draw r, without a gradient
 * (src/variance/ghost-norm.ts), by products with the matrix of the layer's inputs that stay in registers.
 */
import { sumLanes } from './elementary'
import { B_STEP, COLUMNS } from './pack'
import { PANEL, ROWS, START, tile, TILE } from './product'
import { bytes, loadFirst, multiplyAdd } from './simd'
import { mine, scratch, Task } from './tasks'

@unmanaged
export class NormsTask extends Task {
  /** [images, images], symmetric. */
  gram: usize
  /** [draws, images, width] */
  deltas: usize
  /** Their mean over the draws [images, width]. */
  centre: usize
  /** [draws] */
  squares: usize
  /** [draws] */
  projections: usize
  images: i32
  width: i32
}

/** Eight columns of what a draw is from the centre, zeros beyond the last one. */
function centreColumns(deltas: usize, centre: usize, images: i32, width: i32, columns: i32): void {
  const second = max(columns - 4, 0)
  let to = scratch + PANEL
  for (let b = 0; b < images; b++, to += B_STEP) {
    const at = bytes(b * width)
    const first = f32x4.sub(loadFirst(deltas + at, min(columns, 4)), loadFirst(centre + at, min(columns, 4)))
    v128.store(to, first)
    let last = f32x4.splat(0)
    if (second > 0)
      last = f32x4.sub(loadFirst(deltas + at + 16, second), loadFirst(centre + at + 16, second))
    v128.store(to, last, 16)
  }
}

/** The sums over some rows of a tile, times what is at `from`, rows `stride` bytes apart, `columns` of them. */
function timesTile(from: usize, stride: usize, rows: i32, columns: i32): f32 {
  const second = max(columns - 4, 0)
  let sums = f32x4.splat(0)
  for (let i = 0, at = scratch + TILE; i < rows; i++, at += B_STEP, from += stride) {
    sums = multiplyAdd(v128.load(at), loadFirst(from, min(columns, 4)), sums)
    if (second > 0) sums = multiplyAdd(v128.load(at, 16), loadFirst(from + 16, second), sums)
  }
  return sumLanes(sums)
}

/** A chunk is one draw. */
export function normsChunk(draw: i32): void {
  const task = changetype<NormsTask>(mine)
  const images = task.images
  const width = task.width
  const deltas = task.deltas + bytes(draw * images * width)
  memory.fill(scratch + START, 0, B_STEP)
  let squares: f64 = 0
  let projections: f64 = 0
  for (let column = 0; column < width; column += COLUMNS) {
    const columns = min(COLUMNS, width - column)
    const centre = task.centre + bytes(column)
    centreColumns(deltas + bytes(column), centre, images, width, columns)
    for (let row = 0; row < images; row += ROWS) {
      const rows = min(ROWS, images - row)
      const gram = task.gram + bytes(row * images)
      tile(images, gram, rows, bytes(images), 4, scratch + START, scratch + TILE, B_STEP, 0)
      squares += <f64>timesTile(scratch + PANEL + <usize>row * B_STEP, B_STEP, rows, COLUMNS)
      projections += <f64>timesTile(centre + bytes(row * width), bytes(width), rows, columns)
    }
  }
  store<f32>(task.squares + bytes(draw), <f32>squares)
  store<f32>(task.projections + bytes(draw), <f32>projections)
}
