/**
 * The matrix product where many values of A are zero, as most of MNIST's pixels and half of what a ReLU lets through:
 * one row by 40 columns at a time, each zero left out, in slices of k for which a panel of B stays in the first cache.
 * Same task and same results as product.ts; B is not transposed. Two rounds for each block of rows: all threads write
 * down what of A is not zero, for all to read, then multiply.
 *
 * Since 0 x NaN must remain NaN, the sum of a column of B minus itself is added to all of that column of C: nothing,
 * unless the column is not finite.
 */
import { endOf, startOf, wholeOf, withPieces } from './pieces'
import { ACCUMULATE, ProductTask, RELU, TRANSPOSE_A } from './product'
import { bytes, multiplyAdd } from './simd'
import { common, mine, scratch } from './tasks'

const WIDTH: i32 = 40
/** Bytes of one k of a panel of B. */
const STEP: usize = 160
/** Bytes of a value of A with the offset of its k in the panel. */
const ENTRY: usize = 8
const BLOCK: i32 = 112 * 1024
const MOST_ROWS: i32 = 4096
/** Values of k whose panel of B fits the first cache. */
const SLICE: i32 = 160
const MOST_SLICES: i32 = 7 // of the k that the caller may ask for

// What all threads share: how many entries each row has in each slice, the entries slice by slice and row by row.
const ENTRIES: usize = <usize>(MOST_ROWS * MOST_SLICES) << 2
export const SPARSE_COMMON_BYTES: usize = ENTRIES + <usize>BLOCK * ENTRY + 64

// A thread's working memory: a tile, a panel of B with its starting row.
const TILE: usize = 0
const START: usize = TILE + STEP
const PANEL: usize = START + STEP
export const SPARSE_SCRATCH_BYTES: usize = PANEL + STEP * <usize>SLICE + 64

/** Rows that one thread writes down at a time. */
const PACKED_ROWS: i32 = 16

/** Rows in a block. */
export function sparseRows(m: i32, k: i32): i32 {
  return min(m, min(MOST_ROWS, BLOCK / k))
}

export function packChunks(rows: i32): i32 {
  return (rows + PACKED_ROWS - 1) / PACKED_ROWS
}

export function sparseChunks(n: i32): i32 {
  return withPieces((n + WIDTH - 1) / WIDTH)
}

const SAMPLES: i32 = 512

/** Whether at least `share` of some values looked at are zero. */
export function isSparse(a: usize, length: i32, share: f32): bool {
  const step = length / SAMPLES | 1
  let zeros = 0
  let seen = 0
  for (let i = 0; i < length; i += step) {
    zeros += i32(load<f32>(a + bytes(i)) == 0)
    seen++
  }
  return <f32>zeros >= share * <f32>seen
}

/** Bits of a float32 but the sign. */
const MAGNITUDE: u32 = 0x7fffffff

/** Writes an entry and returns where the next one goes: over it, if the value is zero. */
@inline
function put(entry: usize, value: f32, offset: u32): usize {
  store<f32>(entry, value)
  store<u32>(entry, offset, 4)
  return entry + (<usize>((reinterpret<u32>(value) & MAGNITUDE) != 0) << 3)
}

@inline
function hasValues(four: v128): bool {
  return v128.any_true(v128.and(four, i32x4.splat(0x7fffffff)))
}

/** A row whose values are neighbours. */
function packRow(a: usize, k: i32, first: usize): i32 {
  let entry = first
  let i = 0
  for (; i + 4 <= k; i += 4) {
    const four = v128.load(a + bytes(i))
    if (!hasValues(four)) continue
    const offset = <u32>i * <u32>STEP
    entry = put(entry, f32x4.extract_lane(four, 0), offset)
    entry = put(entry, f32x4.extract_lane(four, 1), offset + <u32>STEP)
    entry = put(entry, f32x4.extract_lane(four, 2), offset + 2 * <u32>STEP)
    entry = put(entry, f32x4.extract_lane(four, 3), offset + 3 * <u32>STEP)
  }
  for (; i < k; i++) entry = put(entry, load<f32>(a + bytes(i)), <u32>i * <u32>STEP)
  return <i32>((entry - first) >> 3)
}

/** Four rows that lie side by side, each value `stride` bytes after the one before. */
function packFourColumns(a: usize, k: i32, stride: usize, first: usize, apart: usize, kept: usize): void {
  let e0 = first, e1 = first + apart, e2 = first + 2 * apart, e3 = first + 3 * apart
  for (let i = 0; i < k; i++) {
    const four = v128.load(a + <usize>i * stride)
    if (!hasValues(four)) continue
    const offset = <u32>i * <u32>STEP
    e0 = put(e0, f32x4.extract_lane(four, 0), offset)
    e1 = put(e1, f32x4.extract_lane(four, 1), offset)
    e2 = put(e2, f32x4.extract_lane(four, 2), offset)
    e3 = put(e3, f32x4.extract_lane(four, 3), offset)
  }
  store<i32>(kept, <i32>((e0 - first) >> 3))
  store<i32>(kept, <i32>((e1 - first - apart) >> 3), 4)
  store<i32>(kept, <i32>((e2 - first - 2 * apart) >> 3), 8)
  store<i32>(kept, <i32>((e3 - first - 3 * apart) >> 3), 12)
}

function packColumn(a: usize, k: i32, stride: usize, first: usize): i32 {
  let entry = first
  for (let i = 0; i < k; i++) entry = put(entry, load<f32>(a + <usize>i * stride), <u32>i * <u32>STEP)
  return <i32>((entry - first) >> 3)
}

@inline
function keptAt(slice: i32, row: i32): usize {
  return common + bytes(slice * MOST_ROWS + row)
}

/** Where the entries of a row in the slice that begins at `from` and has `length` values of k are. */
@inline
function entriesAt(rows: i32, from: i32, length: i32, row: i32): usize {
  return common + ENTRIES + <usize>(rows * from + row * length) * ENTRY
}

/** Some rows of one slice; `a` is their first element there. */
function packSlice(task: ProductTask, a: usize, firstRow: i32, rows: i32, from: i32, length: i32): void {
  const stride = bytes(task.strideA)
  const apart = <usize>length * ENTRY
  const kept = keptAt(from / SLICE, firstRow)
  const entries = entriesAt(task.m, from, length, firstRow)
  let row = 0
  if (task.flags & TRANSPOSE_A) {
    for (; row + 4 <= rows; row += 4)
      packFourColumns(a + bytes(row), length, stride, entries + <usize>row * apart, apart, kept + bytes(row))
    for (; row < rows; row++)
      store<i32>(kept + bytes(row), packColumn(a + bytes(row), length, stride, entries + <usize>row * apart))
    return
  }
  for (; row < rows; row++)
    store<i32>(kept + bytes(row), packRow(a + <usize>row * stride, length, entries + <usize>row * apart))
}

/** The first round: a chunk is some rows. */
export function packChunk(chunk: i32): void {
  const task = changetype<ProductTask>(mine)
  const stride = bytes(task.strideA)
  const firstRow = chunk * PACKED_ROWS
  const rows = min(PACKED_ROWS, task.m - firstRow)
  const isTransposed = (task.flags & TRANSPOSE_A) != 0
  for (let from = 0; from < task.k; from += SLICE) {
    const a = isTransposed ? bytes(firstRow) + <usize>from * stride : <usize>firstRow * stride + bytes(from)
    packSlice(task, task.a + a, firstRow, rows, from, min(SLICE, task.k - from))
  }
}

/** One panel of B, zeros in place of columns that are not there, with the sums of its columns in front. */
function packB(b: usize, stride: usize, columns: i32, length: i32): void {
  const start = scratch + START
  let to = scratch + PANEL
  if (columns < WIDTH) {
    memory.fill(to, 0, STEP * <usize>length)
    for (let k = 0; k < length; k++) memory.copy(to + <usize>k * STEP, b + <usize>k * stride, bytes(columns))
    b = to
    stride = STEP
  }
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0, s8 = s0, s9 = s0
  for (let k = 0; k < length; k++, to += STEP, b += stride) {
    let four = v128.load(b)
    v128.store(to, four)
    s0 = f32x4.add(s0, four)
    four = v128.load(b, 16)
    v128.store(to, four, 16)
    s1 = f32x4.add(s1, four)
    four = v128.load(b, 32)
    v128.store(to, four, 32)
    s2 = f32x4.add(s2, four)
    four = v128.load(b, 48)
    v128.store(to, four, 48)
    s3 = f32x4.add(s3, four)
    four = v128.load(b, 64)
    v128.store(to, four, 64)
    s4 = f32x4.add(s4, four)
    four = v128.load(b, 80)
    v128.store(to, four, 80)
    s5 = f32x4.add(s5, four)
    four = v128.load(b, 96)
    v128.store(to, four, 96)
    s6 = f32x4.add(s6, four)
    four = v128.load(b, 112)
    v128.store(to, four, 112)
    s7 = f32x4.add(s7, four)
    four = v128.load(b, 128)
    v128.store(to, four, 128)
    s8 = f32x4.add(s8, four)
    four = v128.load(b, 144)
    v128.store(to, four, 144)
    s9 = f32x4.add(s9, four)
  }
  v128.store(start, s0), v128.store(start, s1, 16), v128.store(start, s2, 32), v128.store(start, s3, 48)
  v128.store(start, s4, 64), v128.store(start, s5, 80), v128.store(start, s6, 96), v128.store(start, s7, 112)
  v128.store(start, s8, 128), v128.store(start, s9, 144)
}

/** Adds the sums to those asked for, and leaves in their place what each tile of this slice starts from. */
function settleSums(task: ProductTask, column: i32, columns: i32, isFirst: bool, wantSums: bool): void {
  for (let j = 0; j < columns; j++) {
    const at = scratch + START + bytes(j)
    const sum = load<f32>(at)
    if (wantSums) {
      const to = task.sums + bytes(column + j)
      store<f32>(to, isFirst && !(task.flags & ACCUMULATE) ? sum : load<f32>(to) + sum)
    }
    const bias: f32 = isFirst && task.bias ? load<f32>(task.bias + bytes(column + j)) : 0
    store<f32>(at, sum - sum + bias)
  }
}

@inline
function finish(c: usize, i: usize, value: v128, flags: i32): void {
  if (flags & ACCUMULATE) value = f32x4.add(value, v128.load(c + i))
  if (flags & RELU) value = f32x4.pmax(value, f32x4.splat(0))
  v128.store(c + i, value)
}

function tile(kept: i32, entry: usize, start: usize, c: usize, flags: i32): void {
  const panel = start + STEP
  let r0 = v128.load(start), r1 = v128.load(start, 16), r2 = v128.load(start, 32), r3 = v128.load(start, 48)
  let r4 = v128.load(start, 64), r5 = v128.load(start, 80), r6 = v128.load(start, 96), r7 = v128.load(start, 112)
  let r8 = v128.load(start, 128), r9 = v128.load(start, 144)
  for (let end = entry + <usize>kept * ENTRY; entry < end; entry += ENTRY) {
    const both = load<u64>(entry) // one load for both: loads are what bounds this loop
    const x = f32x4.splat(reinterpret<f32>(<u32>both))
    const b = panel + <usize>(both >> 32)
    r0 = multiplyAdd(x, v128.load(b), r0)
    r1 = multiplyAdd(x, v128.load(b, 16), r1)
    r2 = multiplyAdd(x, v128.load(b, 32), r2)
    r3 = multiplyAdd(x, v128.load(b, 48), r3)
    r4 = multiplyAdd(x, v128.load(b, 64), r4)
    r5 = multiplyAdd(x, v128.load(b, 80), r5)
    r6 = multiplyAdd(x, v128.load(b, 96), r6)
    r7 = multiplyAdd(x, v128.load(b, 112), r7)
    r8 = multiplyAdd(x, v128.load(b, 128), r8)
    r9 = multiplyAdd(x, v128.load(b, 144), r9)
  }
  finish(c, 0, r0, flags), finish(c, 16, r1, flags), finish(c, 32, r2, flags), finish(c, 48, r3, flags)
  finish(c, 64, r4, flags), finish(c, 80, r5, flags), finish(c, 96, r6, flags), finish(c, 112, r7, flags)
  finish(c, 128, r8, flags), finish(c, 144, r9, flags)
}

/** Some rows by the panel of one slice. */
function multiplySlice(task: ProductTask, first: i32, end: i32, column: i32, from: i32, flags: i32): void {
  const aside = scratch + TILE
  const stride = bytes(task.n)
  const columns = min(WIDTH, task.n - column)
  const length = min(SLICE, task.k - from)
  let c = task.c + bytes(first * task.n + column)
  for (let row = first; row < end; row++, c += stride) {
    const kept = load<i32>(keptAt(from / SLICE, row))
    const entries = entriesAt(task.m, from, length, row)
    if (columns == WIDTH) {
      tile(kept, entries, scratch + START, c, flags)
      continue
    }
    if (flags & ACCUMULATE) memory.copy(aside, c, bytes(columns))
    tile(kept, entries, scratch + START, aside, flags)
    memory.copy(c, aside, bytes(columns))
  }
}

/** The second round: a chunk is one panel of columns, or a piece of it. */
export function sparseChunk(chunk: i32): void {
  const task = changetype<ProductTask>(mine)
  const first = startOf(chunk, task.chunks, task.m)
  const end = endOf(chunk, task.chunks, task.m)
  if (first < end) multiplyRows(task, first, end, wholeOf(chunk, task.chunks) * WIDTH)
}

function multiplyRows(task: ProductTask, first: i32, end: i32, column: i32): void {
  const columns = min(WIDTH, task.n - column)
  const stride = bytes(task.strideB)
  const wantSums = first == 0 && task.sums != 0
  for (let from = 0; from < task.k; from += SLICE) {
    const isLast = from + SLICE >= task.k
    packB(task.b + <usize>from * stride + bytes(column), stride, columns, min(SLICE, task.k - from))
    settleSums(task, column, columns, from == 0, wantSums)
    const flags = (from == 0 ? task.flags : task.flags | ACCUMULATE) & (isLast ? ~0 : ~RELU)
    multiplySlice(task, first, end, column, from, flags)
  }
}
