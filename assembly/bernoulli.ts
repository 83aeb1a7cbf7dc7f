/**
 * The Bernoulli log-likelihood of each row of a batch and its gradient, from logits, in one pass.
 *
 * With t = exp(-|l|): x l - softplus(l) = (x - [l > 0]) l - log(1 + t), sigmoid(|l|) = 1 / (1 + t). Nothing overflows,
 * and nothing cancels: both terms are negative. NaN stays NaN.
 */
import { constant, expNegative, logOnePlus, sumLanes } from './elementary'
import { bytes } from './simd'
import { mine, scratch, Task } from './tasks'

@unmanaged
export class BernoulliTask extends Task {
  /** [rows, columns] */
  logits: usize
  /** [targetRows, columns], repeated. */
  targets: usize
  /** [rows, columns] */
  gradient: usize
  /** [rows] */
  logLikelihood: usize
  rows: i32
  targetRows: i32
  columns: i32
  /** Of the gradient. */
  weight: f32
}

export const BERNOULLI_ROWS: i32 = 8

/** Stores the gradients of four terms and returns the terms. */
@inline
function four(logits: v128, targets: v128, weight: v128, gradient: usize): v128 {
  const t = expNegative(f32x4.neg(f32x4.abs(logits)))
  const inverse = f32x4.div(constant(1), f32x4.add(t, constant(1)))
  const isOff = f32x4.lt(logits, constant(0))
  const sigmoid = f32x4.mul(v128.bitselect(t, constant(1), isOff), inverse)
  v128.store(gradient, f32x4.mul(weight, f32x4.sub(targets, sigmoid)))
  const isOn = v128.and(f32x4.gt(logits, constant(0)), constant(1))
  return f32x4.sub(f32x4.mul(f32x4.sub(targets, isOn), logits), logOnePlus(t))
}

function row(logits: usize, targets: usize, weight: v128, gradient: usize, columns: i32): f32 {
  let sums = f32x4.splat(0)
  const length = bytes(columns)
  const whole = length & ~15
  let i: usize = 0
  for (; i < whole; i += 16)
    sums = f32x4.add(sums, four(v128.load(logits + i), v128.load(targets + i), weight, gradient + i))
  let total = sumLanes(sums)
  for (; i < length; i += 4) {
    const term = four(v128.load_splat<f32>(logits + i), v128.load_splat<f32>(targets + i), weight, scratch)
    store<f32>(gradient + i, load<f32>(scratch))
    total += f32x4.extract_lane(term, 0)
  }
  return total
}

/** A chunk is some rows. */
export function bernoulliChunk(chunk: i32): void {
  const task = changetype<BernoulliTask>(mine)
  const end = min(task.rows, (chunk + 1) * BERNOULLI_ROWS)
  const weight = f32x4.splat(task.weight)
  for (let r = chunk * BERNOULLI_ROWS; r < end; r++) {
    const offset = bytes(r * task.columns)
    const targets = task.targets + bytes((r % task.targetRows) * task.columns)
    const value = row(task.logits + offset, targets, weight, task.gradient + offset, task.columns)
    store<f32>(task.logLikelihood + bytes(r), value)
  }
}
