/**
 * The Bernoulli log-likelihood of each row of a batch and its gradient, from logits, in one pass.
 *
 * With t = exp(-|l|): x l - softplus(l) = (x - [l > 0]) l - log(1 + t), sigmoid(|l|) = 1 / (1 + t). Nothing overflows,
 * and nothing cancels: both terms are negative. NaN stays NaN.
 */
import { constant, expUpTo88, logOnePlus, sumLanes } from './elementary'
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
  const t = expUpTo88(f32x4.neg(f32x4.abs(logits)))
  const inverse = f32x4.div(constant(1), f32x4.add(t, constant(1)))
  const isOff = f32x4.lt(logits, constant(0))
  const sigmoid = f32x4.mul(v128.bitselect(t, constant(1), isOff), inverse)
  v128.store(gradient, f32x4.mul(weight, f32x4.sub(targets, sigmoid)))
  const isOn = v128.and(f32x4.gt(logits, constant(0)), constant(1))
  return f32x4.sub(f32x4.mul(f32x4.sub(targets, isOn), logits), logOnePlus(t))
}

/** The terms of the four pixels `at` bytes on. */
@inline
function term(logits: usize, targets: usize, weight: v128, gradient: usize, at: usize): v128 {
  return four(v128.load(logits + at), v128.load(targets + at), weight, gradient + at)
}

/** Sixteen at a time where there are so many: browsers make a constant anew wherever it is used, but once a turn. */
function row(logits: usize, targets: usize, weight: v128, gradient: usize, columns: i32): f32 {
  let sums = f32x4.splat(0)
  const length = bytes(columns)
  let i: usize = 0
  for (; i + 64 <= length; i += 64) {
    const first = f32x4.add(term(logits, targets, weight, gradient, i), term(logits, targets, weight, gradient, i + 16))
    const last = f32x4.add(term(logits, targets, weight, gradient, i + 32), term(logits, targets, weight, gradient, i + 48))
    sums = f32x4.add(sums, f32x4.add(first, last))
  }
  for (; i + 16 <= length; i += 16) sums = f32x4.add(sums, term(logits, targets, weight, gradient, i))
  let total = sumLanes(sums)
  for (; i < length; i += 4) {
    const one = four(v128.load_splat<f32>(logits + i), v128.load_splat<f32>(targets + i), weight, scratch)
    store<f32>(gradient + i, load<f32>(scratch))
    total += f32x4.extract_lane(one, 0)
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
