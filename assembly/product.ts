/**
 * Matrix products C = A B (+ bias, clipped at 0), A and B each as they are or transposed, in tiles of 6 x 8 that stay
 * in registers. A is read where it lies, in blocks that fit the second cache; one panel of B at a time is packed, to fit
 * the first.
 */
import { B_STEP, COLUMNS, packB } from './pack'
import { endOf, startOf, wholeOf, withPieces } from './pieces'
import { bytes, loadFirst, multiplyAdd, storeFirst } from './simd'
import { mine, scratch, Task } from './tasks'

/** B is split along k by the caller, so that a panel stays in the first cache. */
export const MOST_K: i32 = 1024
export const ROWS: i32 = 6
/** Values of A in a block. */
const BLOCK: i32 = 112 * 1024

export const TRANSPOSE_A: i32 = 1
export const TRANSPOSE_B: i32 = 2
export const RELU: i32 = 4
/** Add to what is in C, and in the sums. */
export const ACCUMULATE: i32 = 8

@unmanaged
export class ProductTask extends Task {
  a: usize
  b: usize
  c: usize
  /** [n], or 0. */
  bias: usize
  /** Where to put the sums of the columns of B [n], or 0. */
  sums: usize
  /** What C [m, n] is behind: it becomes 0 wherever this [m, n] is not above 0. Or 0. */
  mask: usize
  m: i32
  n: i32
  k: i32
  /** Values from one row to the next, as stored. */
  strideA: i32
  strideB: i32
  flags: i32
}

@inline
function panelsOf(length: i32, width: i32): i32 {
  return (length + width - 1) / width
}

/** Rows in a block, so many panels that they fit. */
@inline
function blockRows(m: i32, k: i32): i32 {
  return min(panelsOf(m, ROWS), max(1, BLOCK / (ROWS * k))) * ROWS
}

export function productChunks(m: i32, n: i32, k: i32): i32 {
  return withPieces(panelsOf(m, blockRows(m, k)) * panelsOf(n, COLUMNS))
}

// A thread's working memory: a tile, a panel of B with its starting row.
export const TILE: usize = 0
export const START: usize = TILE + <usize>ROWS * B_STEP
export const PANEL: usize = START + B_STEP
export const SCRATCH_BYTES: usize = PANEL + B_STEP * <usize>MOST_K + 64

/** Bytes from one row of A, as it is multiplied, to the next. */
@inline
function rowStrideA(task: ProductTask): usize {
  return task.flags & TRANSPOSE_A ? 4 : bytes(task.strideA)
}

@inline
function at(base: usize, j: i32): usize {
  return base + bytes(j)
}

/** Packs the columns from `column` on, and replaces their sums by what each tile starts from. */
function packPanel(task: ProductTask, column: i32, columns: i32, wantSums: bool): void {
  const isTransposed = (task.flags & TRANSPOSE_B) != 0
  const stride = bytes(task.strideB)
  const columnStride: usize = isTransposed ? stride : 4
  const kStride: usize = isTransposed ? 4 : stride
  packB(task.b + <usize>column * columnStride, columns, task.k, columnStride, kStride, scratch + PANEL)
  if (wantSums) storeSums(task, column, columns)
  const start = scratch + START
  memory.fill(start, 0, B_STEP)
  if (task.bias) memory.copy(start, at(task.bias, column), bytes(columns))
}

function storeSums(task: ProductTask, column: i32, columns: i32): void {
  for (let j = 0; j < columns; j++) {
    const to = at(task.sums, column + j)
    const before: f32 = task.flags & ACCUMULATE ? load<f32>(to) : 0
    store<f32>(to, before + load<f32>(at(scratch + START, j)))
  }
}

@inline
function finish(value: v128, relu: bool): v128 {
  return relu ? f32x4.pmax(value, f32x4.splat(0)) : value
}

/** How far the i-th row of a tile is from its first; rows beyond the last one are that once more. */
@inline
function rowAt(i: i32, rows: i32, stride: usize): usize {
  return <usize>min(i, rows - 1) * stride
}

/**
 * Six rows, `rows` of them of A, by eight columns: C = start (+ C) + A B. Values of A are rowStride and kStride apart,
 * rows of C `stride`, all in bytes.
 */
export function tile(
  k: i32, a: usize, rows: i32, rowStride: usize, kStride: usize, start: usize, c: usize, stride: usize, flags: i32,
): void {
  const a1 = rowAt(1, rows, rowStride), a2 = rowAt(2, rows, rowStride), a3 = rowAt(3, rows, rowStride)
  const a4 = rowAt(4, rows, rowStride), a5 = rowAt(5, rows, rowStride)
  let b = start + B_STEP
  let r0 = v128.load(start), s0 = v128.load(start, 16)
  let r1 = r0, r2 = r0, r3 = r0, r4 = r0, r5 = r0
  let s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0
  for (let end = b + <usize>k * B_STEP; b < end; b += B_STEP, a += kStride) {
    const b0 = v128.load(b)
    const b1 = v128.load(b, 16)
    let x = v128.load_splat<f32>(a)
    r0 = multiplyAdd(x, b0, r0)
    s0 = multiplyAdd(x, b1, s0)
    x = v128.load_splat<f32>(a + a1)
    r1 = multiplyAdd(x, b0, r1)
    s1 = multiplyAdd(x, b1, s1)
    x = v128.load_splat<f32>(a + a2)
    r2 = multiplyAdd(x, b0, r2)
    s2 = multiplyAdd(x, b1, s2)
    x = v128.load_splat<f32>(a + a3)
    r3 = multiplyAdd(x, b0, r3)
    s3 = multiplyAdd(x, b1, s3)
    x = v128.load_splat<f32>(a + a4)
    r4 = multiplyAdd(x, b0, r4)
    s4 = multiplyAdd(x, b1, s4)
    x = v128.load_splat<f32>(a + a5)
    r5 = multiplyAdd(x, b0, r5)
    s5 = multiplyAdd(x, b1, s5)
  }
  if (flags & ACCUMULATE) {
    r0 = f32x4.add(r0, v128.load(c)), s0 = f32x4.add(s0, v128.load(c, 16))
    r1 = f32x4.add(r1, v128.load(c + stride)), s1 = f32x4.add(s1, v128.load(c + stride, 16))
    r2 = f32x4.add(r2, v128.load(c + 2 * stride)), s2 = f32x4.add(s2, v128.load(c + 2 * stride, 16))
    r3 = f32x4.add(r3, v128.load(c + 3 * stride)), s3 = f32x4.add(s3, v128.load(c + 3 * stride, 16))
    r4 = f32x4.add(r4, v128.load(c + 4 * stride)), s4 = f32x4.add(s4, v128.load(c + 4 * stride, 16))
    r5 = f32x4.add(r5, v128.load(c + 5 * stride)), s5 = f32x4.add(s5, v128.load(c + 5 * stride, 16))
  }
  const relu = (flags & RELU) != 0
  v128.store(c, finish(r0, relu)), v128.store(c, finish(s0, relu), 16)
  c += stride
  v128.store(c, finish(r1, relu)), v128.store(c, finish(s1, relu), 16)
  c += stride
  v128.store(c, finish(r2, relu)), v128.store(c, finish(s2, relu), 16)
  c += stride
  v128.store(c, finish(r3, relu)), v128.store(c, finish(s3, relu), 16)
  c += stride
  v128.store(c, finish(r4, relu)), v128.store(c, finish(s4, relu), 16)
  c += stride
  v128.store(c, finish(r5, relu)), v128.store(c, finish(s5, relu), 16)
}

/** Copies the part of a tile that there is. */
function copyPart(from: usize, fromStride: usize, to: usize, toStride: usize, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i++, from += fromStride, to += toStride)
    for (let j = 0; j < columns; j++) store<f32>(at(to, j), load<f32>(at(from, j)))
}

/** Some rows of A by the panel of B. */
function multiplyPanel(task: ProductTask, a: usize, c: usize, rows: i32, columns: i32): void {
  const rowStride = rowStrideA(task)
  const kStride = task.flags & TRANSPOSE_A ? bytes(task.strideA) : 4
  const stride = bytes(task.n)
  const start = scratch + START
  const aside = scratch + TILE
  for (let row = 0; row < rows; row += ROWS, c += <usize>ROWS * stride, a += <usize>ROWS * rowStride) {
    const there = min(ROWS, rows - row)
    if (there == ROWS && columns == COLUMNS) {
      tile(task.k, a, ROWS, rowStride, kStride, start, c, stride, task.flags)
      continue
    }
    if (task.flags & ACCUMULATE) copyPart(c, stride, aside, B_STEP, there, columns)
    tile(task.k, a, there, rowStride, kStride, start, aside, B_STEP, task.flags)
    copyPart(aside, B_STEP, c, stride, there, columns)
  }
}

/** Closes C where the ReLU in front of it was closed. */
function applyMask(task: ProductTask, firstRow: i32, rows: i32, column: i32, columns: i32): void {
  for (let row = firstRow; row < firstRow + rows; row++) {
    const c = task.c + bytes(row * task.n + column)
    const mask = task.mask + bytes(row * task.n + column)
    for (let j = 0; j < columns; j += 4) {
      const count = min(4, columns - j)
      const isOn = f32x4.gt(loadFirst(mask + bytes(j), count), f32x4.splat(0))
      storeFirst(c + bytes(j), v128.and(loadFirst(c + bytes(j), count), isOn), count)
    }
  }
}

/** A chunk is one column panel of one block of rows, or a piece of it. */
export function productChunk(chunk: i32): void {
  const task = changetype<ProductTask>(mine)
  const most = blockRows(task.m, task.k)
  const panels = panelsOf(task.n, COLUMNS)
  const whole = wholeOf(chunk, task.chunks)
  const block = (whole / panels) * most
  const end = min(most, task.m - block)
  const tiles = panelsOf(end, ROWS)
  const from = startOf(chunk, task.chunks, tiles) * ROWS
  const to = min(end, endOf(chunk, task.chunks, tiles) * ROWS)
  if (from < to) multiplyRows(task, block + from, to - from, (whole % panels) * COLUMNS)
}

function multiplyRows(task: ProductTask, firstRow: i32, rows: i32, column: i32): void {
  const columns = min(COLUMNS, task.n - column)
  packPanel(task, column, columns, firstRow == 0 && task.sums != 0)
  const a = task.a + <usize>firstRow * rowStrideA(task)
  multiplyPanel(task, a, at(task.c + bytes(task.n * firstRow), column), rows, columns)
  if (task.mask) applyMask(task, firstRow, rows, column, columns)
}
