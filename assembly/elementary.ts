/** Elementary functions of four float32 at a time. NaN stays NaN. */
import { multiplyAdd } from './simd'

@inline
export function constant(value: f32): v128 {
  return f32x4.splat(value)
}

/** 1.5 2^23: what is added to it is rounded to a whole number, which then stands in the low bits. */
const WHOLE: f32 = 12582912

/** exp(x) to 2 ulp for x up to 88; below -87 counts as -87. */
@inline
export function expUpTo88(x: v128): v128 {
  const bounded = f32x4.pmax(x, constant(-87))
  const shifted = multiplyAdd(bounded, constant(1.44269504), constant(WHOLE))
  const n = f32x4.sub(shifted, constant(WHOLE))
  let r = multiplyAdd(n, constant(-0.693359375), bounded) // ln 2 in two parts, so that r is exact
  r = multiplyAdd(n, constant(2.12194440e-4), r)
  let p = constant(1.9875691500e-4) // Cephes, expf
  p = multiplyAdd(p, r, constant(1.3981999507e-3))
  p = multiplyAdd(p, r, constant(8.3334519073e-3))
  p = multiplyAdd(p, r, constant(4.1665795894e-2))
  p = multiplyAdd(p, r, constant(1.6666665459e-1))
  p = multiplyAdd(p, r, constant(5.0000001201e-1))
  p = f32x4.add(multiplyAdd(f32x4.mul(p, r), r, r), constant(1))
  const power = i32x4.shl(i32x4.add(shifted, i32x4.splat(127)), 23)
  return f32x4.mul(p, power)
}

/** exp(x); infinite above 88. */
@inline
export function exp(x: v128): v128 {
  const most = constant(88)
  return v128.bitselect(constant(Infinity), expUpTo88(v128.bitselect(most, x, f32x4.gt(x, most))), f32x4.gt(x, most))
}

/** log(1 + t) for t in [0, 1] = 2 artanh(t / (2 + t)), by its series; its argument is at most 1/3. */
@inline
export function logOnePlus(t: v128): v128 {
  const s = f32x4.div(t, f32x4.add(t, constant(2)))
  const q = f32x4.mul(s, s)
  let p = constant(2.0 / 15)
  p = multiplyAdd(p, q, constant(2.0 / 13))
  p = multiplyAdd(p, q, constant(2.0 / 11))
  p = multiplyAdd(p, q, constant(2.0 / 9))
  p = multiplyAdd(p, q, constant(2.0 / 7))
  p = multiplyAdd(p, q, constant(2.0 / 5))
  p = multiplyAdd(p, q, constant(2.0 / 3))
  return multiplyAdd(f32x4.mul(s, q), p, f32x4.add(s, s))
}

export const LN2: f32 = 0.6931471805599453

/** log(x) of one x from 1 up: x = 2^e m, m in [1, 2). */
export function logOf(x: f32): f32 {
  const bits = reinterpret<i32>(x)
  const m = reinterpret<f32>((bits & 0x007fffff) | 0x3f800000)
  const e = <f32>((bits >> 23) - 127)
  return f32x4.extract_lane(logOnePlus(f32x4.splat(m - 1)), 0) + e * LN2
}

/** Sum of the four lanes. */
@inline
export function sumLanes(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  )
}
