/**
 * Independent draws from N(0, 1) by Box and Muller (1958): those of src/math/random.ts to the precision of float32.
 *
 * Reference for logarithm, sine and cosine: Cephes, logf and sinf.
 */
import { constant } from './elementary'
import { bytes, highHalves, interleaveHigh, interleaveLow, lowHalves, multiplyAdd } from './simd'
import { PhiloxKey, philoxBlocks, w0, w1, w2, w3 } from './philox'
import { mine, scratch, Task } from './tasks'

@unmanaged
export class NormalTask extends Task {
  out: usize
  length: i32
  /** A PhiloxKey, here since helpers have no other way to it. */
  seed: u32
  stream: u32
  stepLow: u32
  stepHigh: u32
}

@inline
function keyOf(task: NormalTask): PhiloxKey {
  return changetype<PhiloxKey>(changetype<usize>(task) + offsetof<NormalTask>('seed'))
}

/** Values in a chunk. */
export const NORMAL_LENGTH: i32 = 2048

const PER_WORD: f32 = 2.3283064e-10 // 2^-32
/** A word above it, as a number in (0, 1), is above the square root of 1/2. */
const ROOT_HALF: u32 = 3037000499

/** sqrt(-2 log u) for u = (word + 1/2) / 2^32: precise towards both ends of (0, 1), 1 - u being known exactly too. */
@inline
function radius(words: v128): v128 {
  const u = f32x4.mul(f32x4.add(f32x4.convert_i32x4_u(words), constant(0.5)), constant(PER_WORD))
  const isHigh = i32x4.gt_u(words, i32x4.splat(ROOT_HALF))
  const below = f32x4.mul(f32x4.add(f32x4.convert_i32x4_u(v128.not(words)), constant(0.5)), constant(PER_WORD))
  // u = 2^e m, m in [sqrt(1/2), sqrt(2)), x = m - 1.
  const shifted = i32x4.add(u, i32x4.splat(0x3f800000 - 0x3f3504f3))
  const e = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_s(shifted, 23), i32x4.splat(127)))
  const m = i32x4.add(v128.and(shifted, i32x4.splat(0x007fffff)), i32x4.splat(0x3f3504f3))
  const x = v128.bitselect(f32x4.neg(below), f32x4.sub(m, constant(1)), isHigh)
  const exponent = v128.andnot(e, isHigh)
  let p = constant(7.0376836292e-2)
  p = multiplyAdd(p, x, constant(-1.1514610310e-1))
  p = multiplyAdd(p, x, constant(1.1676998740e-1))
  p = multiplyAdd(p, x, constant(-1.2420140846e-1))
  p = multiplyAdd(p, x, constant(1.4249322787e-1))
  p = multiplyAdd(p, x, constant(-1.6668057665e-1))
  p = multiplyAdd(p, x, constant(2.0000714765e-1))
  p = multiplyAdd(p, x, constant(-2.4999993993e-1))
  p = multiplyAdd(p, x, constant(3.3333331174e-1))
  const square = f32x4.mul(x, x)
  let log = f32x4.mul(f32x4.mul(p, square), x)
  log = multiplyAdd(exponent, constant(-2.12194440e-4), log)
  log = multiplyAdd(square, constant(-0.5), log)
  log = f32x4.add(log, x)
  log = multiplyAdd(exponent, constant(0.693359375), log)
  return f32x4.sqrt(f32x4.mul(log, constant(-2)))
}

/** 2 pi / 2^32. */
const TURN: f32 = 1.4629180792671596e-9

/** Cosine and sine of 2 pi (word + 1/2) / 2^32: the nearest quarter turn and what is left of it, below pi / 4. */
let cosine: v128 = f32x4.splat(0)
let sine: v128 = f32x4.splat(0)

@inline
function circle(words: v128): void {
  const quarter = i32x4.shr_u(i32x4.add(words, i32x4.splat(0x20000000)), 30)
  const rest = f32x4.add(f32x4.convert_i32x4_s(i32x4.sub(words, i32x4.shl(quarter, 30))), constant(0.5))
  const x = f32x4.mul(rest, constant(TURN))
  const z = f32x4.mul(x, x)
  let s = constant(-1.9515295891e-4)
  s = multiplyAdd(s, z, constant(8.3321608736e-3))
  s = multiplyAdd(s, z, constant(-1.6666654611e-1))
  s = multiplyAdd(f32x4.mul(s, z), x, x)
  let c = constant(2.443315711809948e-5)
  c = multiplyAdd(c, z, constant(-1.388731625493765e-3))
  c = multiplyAdd(c, z, constant(4.166664568298827e-2))
  c = multiplyAdd(f32x4.mul(c, z), z, multiplyAdd(z, constant(-0.5), constant(1)))
  // Quarter turns exchange the two; the second and third turn the cosine's sign, the third and fourth the sine's.
  const isOdd = i32x4.eq(v128.and(quarter, i32x4.splat(1)), i32x4.splat(1))
  const cosineSign = i32x4.shl(i32x4.add(quarter, i32x4.splat(1)), 30)
  const signBit = i32x4.splat(0x80000000)
  cosine = v128.xor(v128.bitselect(s, c, isOdd), v128.and(cosineSign, signBit))
  sine = v128.xor(v128.bitselect(c, s, isOdd), v128.and(i32x4.shl(quarter, 30), signBit))
}

/** The sixteen normals of four blocks, one block after the other. */
function sixteen(task: NormalTask, block: u32, to: usize): void {
  philoxBlocks(block, keyOf(task))
  const r0 = radius(w0)
  circle(w1)
  const n0 = f32x4.mul(r0, cosine)
  const n1 = f32x4.mul(r0, sine)
  const r1 = radius(w2)
  circle(w3)
  const n2 = f32x4.mul(r1, cosine)
  const n3 = f32x4.mul(r1, sine)
  const low01 = interleaveLow(n0, n1), low23 = interleaveLow(n2, n3)
  const high01 = interleaveHigh(n0, n1), high23 = interleaveHigh(n2, n3)
  v128.store(to, lowHalves(low01, low23))
  v128.store(to, highHalves(low01, low23), 16)
  v128.store(to, lowHalves(high01, high23), 32)
  v128.store(to, highHalves(high01, high23), 48)
}

export function normalChunk(chunk: i32): void {
  const task = changetype<NormalTask>(mine)
  const end = min(task.length, (chunk + 1) * NORMAL_LENGTH)
  for (let i = chunk * NORMAL_LENGTH; i < end; i += 16) {
    const to = task.out + bytes(i)
    const isWhole = i + 16 <= end
    sixteen(task, i >> 2, isWhole ? to : scratch)
    if (!isWhole) memory.copy(to, scratch, bytes(end - i))
  }
}
