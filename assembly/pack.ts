/**
 * Copies pieces of the two factors of a matrix product into the order in which the tile of product.ts reads them:
 * A in panels of 6 rows, B in panels of 8 columns. Strides are in bytes.
 */
import { bytes, highHalves, interleaveHigh, interleaveLow, lowHalves } from './simd'

export const ROWS: i32 = 6
export const COLUMNS: i32 = 8
/** Bytes of one k of a panel. */
export const A_STEP: usize = 24
export const B_STEP: usize = 32

@inline
function put(to: usize, four: v128, two: i64): void {
  v128.store(to, four)
  store<i64>(to, two, 16)
}

/** Row i of the panel, zero beyond the last one. */
@inline
function rowOr(a: usize, i: i32, rows: i32, stride: usize): f32 {
  return i < rows ? load<f32>(a + <usize>i * stride) : 0
}

/** One k whose values lie `stride` apart, `rows` of them there. */
function putScalars(to: usize, a: usize, rows: i32, stride: usize): void {
  for (let i = 0; i < ROWS; i++) store<f32>(to + bytes(i), rowOr(a, i, rows, stride))
}

/**
 * One panel of A: `rows` (1..6) rows, k values each, zeros in place of rows that are not there. `a` is the panel's first
 * element; rowStride and kStride, one of them 4, are the distances of neighbours.
 */
export function packA(a: usize, rows: i32, k: i32, rowStride: usize, kStride: usize, to: usize): void {
  let i = 0
  if (rows == ROWS && kStride == 4) {
    for (; i + 4 <= k; i += 4, to += 4 * A_STEP) {
      const from = a + bytes(i)
      const r0 = v128.load(from), r1 = v128.load(from + rowStride)
      const r2 = v128.load(from + 2 * rowStride), r3 = v128.load(from + 3 * rowStride)
      const r4 = v128.load(from + 4 * rowStride), r5 = v128.load(from + 5 * rowStride)
      const low01 = interleaveLow(r0, r1), low23 = interleaveLow(r2, r3), low45 = interleaveLow(r4, r5)
      const high01 = interleaveHigh(r0, r1), high23 = interleaveHigh(r2, r3), high45 = interleaveHigh(r4, r5)
      put(to, lowHalves(low01, low23), i64x2.extract_lane(low45, 0))
      put(to + A_STEP, highHalves(low01, low23), i64x2.extract_lane(low45, 1))
      put(to + 2 * A_STEP, lowHalves(high01, high23), i64x2.extract_lane(high45, 0))
      put(to + 3 * A_STEP, highHalves(high01, high23), i64x2.extract_lane(high45, 1))
    }
  } else if (rows == ROWS) {
    for (; i < k; i++, to += A_STEP) {
      const from = a + <usize>i * kStride
      put(to, v128.load(from), load<i64>(from, 16))
    }
  }
  for (; i < k; i++, to += A_STEP) putScalars(to, a + <usize>i * kStride, rows, rowStride)
}

/** Four values along k of four neighbouring columns, transposed. */
@inline
function transposeFour(b: usize, stride: usize, to: usize): void {
  const c0 = v128.load(b)
  const c1 = v128.load(b + stride)
  const c2 = v128.load(b + 2 * stride)
  const c3 = v128.load(b + 3 * stride)
  const low01 = interleaveLow(c0, c1)
  const low23 = interleaveLow(c2, c3)
  const high01 = interleaveHigh(c0, c1)
  const high23 = interleaveHigh(c2, c3)
  v128.store(to, lowHalves(low01, low23))
  v128.store(to + B_STEP, highHalves(low01, low23))
  v128.store(to + 2 * B_STEP, lowHalves(high01, high23))
  v128.store(to + 3 * B_STEP, highHalves(high01, high23))
}

/**
 * One panel of B: `columns` (1..8) columns, k values each, zeros in place of columns that are not there. Writes the sums
 * of the columns in front of it.
 */
export function packB(b: usize, columns: i32, k: i32, columnStride: usize, kStride: usize, panel: usize): void {
  let sums0 = f32x4.splat(0), sums1 = f32x4.splat(0)
  let to = panel
  let i = 0
  if (columns == COLUMNS && columnStride == 4) {
    for (; i < k; i++, to += B_STEP) {
      const from = b + <usize>i * kStride
      const low = v128.load(from), high = v128.load(from, 16)
      v128.store(to, low)
      v128.store(to, high, 16)
      sums0 = f32x4.add(sums0, low)
      sums1 = f32x4.add(sums1, high)
    }
  } else if (columns == COLUMNS) {
    for (; i + 4 <= k; i += 4, to += 4 * B_STEP) {
      const from = b + bytes(i)
      transposeFour(from, columnStride, to)
      transposeFour(from + 4 * columnStride, columnStride, to + 16)
    }
  }
  for (; i < k; i++, to += B_STEP)
    for (let j = 0; j < COLUMNS; j++) {
      const value = j < columns ? load<f32>(b + <usize>i * kStride + <usize>j * columnStride) : 0
      store<f32>(to + bytes(j), value)
    }
  if (columns < COLUMNS || columnStride != 4) {
    for (let end = to, from = panel; from < end; from += B_STEP) {
      sums0 = f32x4.add(sums0, v128.load(from))
      sums1 = f32x4.add(sums1, v128.load(from, 16))
    }
  }
  v128.store(panel - B_STEP, sums0)
  v128.store(panel - B_STEP, sums1, 16)
}
