/**
 * Philox4x32-10, the words of src/math/philox.ts: one block, or four at a time.
 *
 * Reference: Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 */

@unmanaged
export class PhiloxKey {
  seed: u32
  stream: u32
  stepLow: u32
  stepHigh: u32
}

/** A key written down at `place`. */
export function keyIn(place: usize, seed: u32, stream: u32, stepLow: u32, stepHigh: u32): PhiloxKey {
  const key = changetype<PhiloxKey>(place)
  key.seed = seed
  key.stream = stream
  key.stepLow = stepLow
  key.stepHigh = stepHigh
  return key
}

const M0: u32 = 0xd2511f53
const M1: u32 = 0xcd9e8d57
const WEYL0: u32 = 0x9e3779b9
const WEYL1: u32 = 0xbb67ae85
const ROUNDS: i32 = 10

/** The four words of a block. */
export function philoxBlock(to: usize, block: u32, key: PhiloxKey): void {
  let c0 = block, c1 = key.stepLow, c2 = key.stepHigh, c3: u32 = 0
  let key0 = key.seed, key1 = key.stream
  for (let round = 0; round < ROUNDS; round++) {
    const product0 = <u64>M0 * <u64>c0
    const product1 = <u64>M1 * <u64>c2
    c0 = <u32>(product1 >> 32) ^ c1 ^ key0
    c1 = <u32>product1
    c2 = <u32>(product0 >> 32) ^ c3 ^ key1
    c3 = <u32>product0
    key0 += WEYL0
    key1 += WEYL1
  }
  store<u32>(to, c0)
  store<u32>(to, c1, 4)
  store<u32>(to, c2, 8)
  store<u32>(to, c3, 12)
}

/** Words 0, 1, 2 and 3 of four blocks. */
export let w0: v128 = i32x4.splat(0)
export let w1: v128 = i32x4.splat(0)
export let w2: v128 = i32x4.splat(0)
export let w3: v128 = i32x4.splat(0)

@inline
function highProduct(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(i64x2.extmul_low_i32x4_u(a, b), i64x2.extmul_high_i32x4_u(a, b), 1, 3, 5, 7)
}

/** The words of `block` and the three after it. */
export function philoxBlocks(block: u32, key: PhiloxKey): void {
  const m0 = i32x4.splat(M0)
  const m1 = i32x4.splat(M1)
  let c0 = i32x4.add(i32x4.splat(block), i32x4(0, 1, 2, 3))
  let c1 = i32x4.splat(key.stepLow)
  let c2 = i32x4.splat(key.stepHigh)
  let c3 = i32x4.splat(0)
  let key0 = key.seed, key1 = key.stream
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = highProduct(m0, c0)
    const high1 = highProduct(m1, c2)
    const low0 = i32x4.mul(m0, c0)
    c0 = v128.xor(v128.xor(high1, c1), i32x4.splat(key0))
    c1 = i32x4.mul(m1, c2)
    c2 = v128.xor(v128.xor(high0, c3), i32x4.splat(key1))
    c3 = low0
    key0 += WEYL0
    key1 += WEYL1
  }
  w0 = c0, w1 = c1, w2 = c2, w3 = c3
}
