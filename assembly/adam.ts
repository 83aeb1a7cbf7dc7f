/** One step of Adam for one parameter: its new value and its two new moving averages in one pass. */
import { bytes, multiplyAdd } from './simd'
import { mine, Task } from './tasks'

@unmanaged
export class AdamTask extends Task {
  /** What there is, `length` values each. */
  parameter: usize
  gradient: usize
  m: usize
  v: usize
  /** What comes of it. */
  nextParameter: usize
  nextM: usize
  nextV: usize
  length: i32
  /** Weights of the old average and of what is new; 1 - 0.999 in float32 would be off by 5e-5. */
  decayM: f32
  freshM: f32
  decayV: f32
  freshV: f32
  /** The parameter moves by -scale * m / (sqrt(v) + floor). */
  scale: f32
  floor: f32
}

export const ADAM_LENGTH: i32 = 8192

@inline
function weighted(a: v128, weightA: v128, b: v128, weightB: v128): v128 {
  return multiplyAdd(a, weightA, f32x4.mul(b, weightB))
}

/** A chunk is a stretch of values. */
export function adamChunk(chunk: i32): void {
  const task = changetype<AdamTask>(mine)
  const from = bytes(chunk * ADAM_LENGTH)
  const end = bytes(min(task.length, (chunk + 1) * ADAM_LENGTH))
  const whole = end & ~15
  const decayM = f32x4.splat(task.decayM)
  const decayV = f32x4.splat(task.decayV)
  const freshM = f32x4.splat(task.freshM)
  const freshV = f32x4.splat(task.freshV)
  const scale = f32x4.splat(task.scale)
  const floor = f32x4.splat(task.floor)
  let i = from
  for (; i < whole; i += 16) {
    const gradient = v128.load(task.gradient + i)
    const m = weighted(v128.load(task.m + i), decayM, gradient, freshM)
    const v = weighted(v128.load(task.v + i), decayV, f32x4.mul(gradient, gradient), freshV)
    const move = f32x4.div(f32x4.mul(m, scale), f32x4.add(f32x4.sqrt(v), floor))
    v128.store(task.nextM + i, m)
    v128.store(task.nextV + i, v)
    v128.store(task.nextParameter + i, f32x4.sub(v128.load(task.parameter + i), move))
  }
  for (; i < end; i += 4) {
    const gradient = load<f32>(task.gradient + i)
    const m = load<f32>(task.m + i) * task.decayM + gradient * task.freshM
    const v = load<f32>(task.v + i) * task.decayV + gradient * gradient * task.freshV
    store<f32>(task.nextM + i, m)
    store<f32>(task.nextV + i, v)
    store<f32>(task.nextParameter + i, load<f32>(task.parameter + i) - (m * task.scale) / (sqrt(v) + task.floor))
  }
}
