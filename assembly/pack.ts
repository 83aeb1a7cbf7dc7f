/** Copies B into the order in which the tile of product.ts reads it, panels of 8 columns. Strides are in bytes. */
import { bytes, highHalves, interleaveHigh, interleaveLow, lowHalves } from './simd'

export const COLUMNS: i32 = 8
/** Bytes of one k of a panel. */
export const B_STEP: usize = 32

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
