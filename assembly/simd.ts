/** The few operations all kernels share. */

/** Of so many float32. */
@inline
export function bytes(count: i32): usize {
  return <usize>count << 2
}

/** a * b + c: rounded once where the build has relaxed SIMD and the machine a fused multiply-add, else twice. */
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c)
  return f32x4.add(f32x4.mul(a, b), c)
}

/** (a0, b0, a1, b1) */
@inline
export function interleaveLow(a: v128, b: v128): v128 {
  return v128.shuffle<f32>(a, b, 0, 4, 1, 5)
}

/** (a2, b2, a3, b3) */
@inline
export function interleaveHigh(a: v128, b: v128): v128 {
  return v128.shuffle<f32>(a, b, 2, 6, 3, 7)
}

/** The first halves of a and b, one after the other. */
@inline
export function lowHalves(a: v128, b: v128): v128 {
  return v128.shuffle<i64>(a, b, 0, 2)
}

@inline
export function highHalves(a: v128, b: v128): v128 {
  return v128.shuffle<i64>(a, b, 1, 3)
}

/** The first `count` (1..4) of four values, zeros in place of the others. */
@inline
export function loadFirst(from: usize, count: i32): v128 {
  return count >= 4 ? v128.load(from) : loadPart(from, count)
}

function loadPart(from: usize, count: i32): v128 {
  let four = v128.load32_zero(from)
  if (count > 1) four = f32x4.replace_lane(four, 1, load<f32>(from, 4))
  if (count > 2) four = f32x4.replace_lane(four, 2, load<f32>(from, 8))
  return four
}

/** All bits of the first `count` of four lanes. */
@inline
export function firstLanes(count: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count))
}

@inline
export function storeFirst(to: usize, four: v128, count: i32): void {
  if (count >= 4) v128.store(to, four)
  else storePart(to, four, count)
}

function storePart(to: usize, four: v128, count: i32): void {
  store<f32>(to, f32x4.extract_lane(four, 0))
  if (count > 1) store<f32>(to, f32x4.extract_lane(four, 1), 4)
  if (count > 2) store<f32>(to, f32x4.extract_lane(four, 2), 8)
}
