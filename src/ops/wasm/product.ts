/** The matrix product kernel, called with addresses: C = A B, either factor transposed, with fused operations. */
import type { Call } from './module.ts'

/** As in assembly/product.ts: A is stored as [k, m], B as [n, k], C is clipped at 0, C is added to. */
export const TRANSPOSE_A = 1
export const TRANSPOSE_B = 2
export const RELU = 4
const ACCUMULATE = 8

const FLOAT_BYTES = 4

export interface Product {
  /** Addresses. */
  readonly a: number
  readonly b: number
  readonly c: number
  /** C is [m, n], summed over k. */
  readonly m: number
  readonly n: number
  readonly k: number
  /** Address of the bias added to each row [n]. */
  readonly bias?: number
  /** Address for the column sums of B [n]. */
  readonly sums?: number
  /** Address of a mask [m, n]: where it is not positive, C becomes 0. */
  readonly mask?: number
  readonly flags: number
}

/** Sums longer than `mostK` are computed in slices, so that a panel of B stays in the first-level cache. */
export function product(
  call: Call,
  mostK: number,
  { a, b, c, m, n, k, bias = 0, sums = 0, mask = 0, flags }: Product,
): void {
  const strideA = flags & TRANSPOSE_A ? m : k
  const strideB = flags & TRANSPOSE_B ? k : n
  const stepA = FLOAT_BYTES * (flags & TRANSPOSE_A ? m : 1)
  const stepB = FLOAT_BYTES * (flags & TRANSPOSE_B ? 1 : n)
  for (let from = 0; from < k; from += mostK) {
    const isLast = from + mostK >= k
    const own = (from === 0 ? flags : flags | ACCUMULATE) & (isLast ? ~0 : ~RELU)
    const length = Math.min(mostK, k - from)
    const addresses = [a + from * stepA, b + from * stepB, c, from === 0 ? bias : 0, sums, isLast ? mask : 0]
    call('product', ...addresses, m, n, length, strideA, strideB, own)
  }
}
