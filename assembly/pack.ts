/**
 * Copies pieces of the two factors of a matrix product into the order in which `tile` (product.ts) reads them:
 * A in panels of 6 rows, B in panels of 8 columns. Strides are in bytes.
 */
import { bytes, highHalves, interleaveHigh, interleaveLow, lowHalves } from './simd'

export const ROWS: i32 = 6
export const COLUMNS: i32 = 8
/** Bytes of one k of a panel. */
export const A_STEP: usize = 24
export const B_STEP: usize = 32

/** All bits of a float32 but the sign: -0 counts as zero. */
const MAGNITUDE: v128 = i32x4.splat(0x7fffffff)
const MAGNITUDE_2: i64 = 0x7fffffff_7fffffff

/**
 * Writes one k of a panel, (x0..x3, x4, x5), and returns 1 for the next one to follow it, or 0 for it to be overwritten
 * because all six are zero. Four fifths of MNIST's pixels are: of six images about half of the pixels, of six
 * neighbouring pixels two thirds of the images need no multiplication.
 */
@inline
function put(values: usize, offsets: usize, k: i32, four: v128, two: i64): usize {
  v128.store(values, four)
  store<i64>(values, two, 16)
  store<u32>(offsets, <u32>k * <u32>B_STEP)
  return <usize>v128.any_true(v128.and(four, MAGNITUDE)) | usize((two & MAGNITUDE_2) != 0)
}

/** Row i of the panel, zero beyond the last one. */
@inline
function rowOr(a: usize, i: i32, rows: i32, stride: usize): f32 {
  return i < rows ? load<f32>(a + <usize>i * stride) : 0
}

/** One k whose six values lie `stride` apart, `rows` of them there. */
function putScalars(values: usize, offsets: usize, k: i32, a: usize, rows: i32, stride: usize): usize {
  let four = f32x4.splat(rowOr(a, 0, rows, stride))
  four = f32x4.replace_lane(four, 1, rowOr(a, 1, rows, stride))
  four = f32x4.replace_lane(four, 2, rowOr(a, 2, rows, stride))
  four = f32x4.replace_lane(four, 3, rowOr(a, 3, rows, stride))
  const fifth = <i64>(<u32>reinterpret<i32>(rowOr(a, 4, rows, stride)))
  const sixth = <i64>(<u32>reinterpret<i32>(rowOr(a, 5, rows, stride)))
  return put(values, offsets, k, four, fifth | (sixth << 32))
}

/**
 * One panel of A: `rows` (1..6) rows, k values each. `a` is the panel's first element; rowStride and kStride, one of
 * them 4, are the distances of neighbours. Returns how many k were kept.
 */
export function packA(
  a: usize, rows: i32, k: i32, rowStride: usize, kStride: usize, values: usize, offsets: usize,
): i32 {
  const first = offsets
  let i = 0
  if (rows == ROWS && kStride == 4) {
    for (; i + 4 <= k; i += 4) {
      const from = a + bytes(i)
      const r0 = v128.load(from), r1 = v128.load(from + rowStride)
      const r2 = v128.load(from + 2 * rowStride), r3 = v128.load(from + 3 * rowStride)
      const r4 = v128.load(from + 4 * rowStride), r5 = v128.load(from + 5 * rowStride)
      const low01 = interleaveLow(r0, r1), low23 = interleaveLow(r2, r3), low45 = interleaveLow(r4, r5)
      const high01 = interleaveHigh(r0, r1), high23 = interleaveHigh(r2, r3), high45 = interleaveHigh(r4, r5)
      let keep = put(values, offsets, i, lowHalves(low01, low23), i64x2.extract_lane(low45, 0))
      values += keep * A_STEP, offsets += keep * 4
      keep = put(values, offsets, i + 1, highHalves(low01, low23), i64x2.extract_lane(low45, 1))
      values += keep * A_STEP, offsets += keep * 4
      keep = put(values, offsets, i + 2, lowHalves(high01, high23), i64x2.extract_lane(high45, 0))
      values += keep * A_STEP, offsets += keep * 4
      keep = put(values, offsets, i + 3, highHalves(high01, high23), i64x2.extract_lane(high45, 1))
      values += keep * A_STEP, offsets += keep * 4
    }
  } else if (rows == ROWS) {
    for (; i < k; i++) {
      const from = a + <usize>i * kStride
      const keep = put(values, offsets, i, v128.load(from), load<i64>(from, 16))
      values += keep * A_STEP, offsets += keep * 4
    }
  }
  for (; i < k; i++) {
    const keep = putScalars(values, offsets, i, a + <usize>i * kStride, rows, rowStride)
    values += keep * A_STEP, offsets += keep * 4
  }
  return <i32>((offsets - first) >> 2)
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
