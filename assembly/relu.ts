/** The gradient behind a ReLU: what arrives, where the ReLU let something through. */
import { bytes } from './simd'
import { mine, Task } from './tasks'

@unmanaged
export class ReluTask extends Task {
  gradient: usize
  output: usize
  result: usize
  length: i32
}

export const RELU_LENGTH: i32 = 16384

/** A chunk is a stretch of values. */
export function reluBackwardChunk(chunk: i32): void {
  const task = changetype<ReluTask>(mine)
  const end = bytes(min(task.length, (chunk + 1) * RELU_LENGTH))
  const whole = end & ~15
  let i = bytes(chunk * RELU_LENGTH)
  for (; i < whole; i += 16) {
    const isOn = f32x4.gt(v128.load(task.output + i), f32x4.splat(0))
    v128.store(task.result + i, v128.and(v128.load(task.gradient + i), isOn))
  }
  for (; i < end; i += 4)
    store<f32>(task.result + i, load<f32>(task.output + i) > 0 ? load<f32>(task.gradient + i) : 0)
}
