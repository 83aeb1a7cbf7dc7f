/** What a step measured, summed up. */
import { sumLanes } from './elementary'
import { bytes, multiplyAdd } from './simd'

function sum(from: usize, length: i32): f32 {
  let four = f32x4.splat(0)
  let i = 0
  for (; i + 4 <= length; i += 4) four = f32x4.add(four, v128.load(from + bytes(i)))
  let total = sumLanes(four)
  for (; i < length; i++) total += load<f32>(from + bytes(i))
  return total
}

function sumOfSquares(from: usize, length: i32): f32 {
  let four = f32x4.splat(0)
  let i = 0
  for (; i + 4 <= length; i += 4) {
    const values = v128.load(from + bytes(i))
    four = multiplyAdd(values, values, four)
  }
  let total = sumLanes(four)
  for (; i < length; i++) {
    const value = load<f32>(from + bytes(i))
    total += value * value
  }
  return total
}

/** As StepValues and StepSums of src/ops/types.ts: `draws` rows, `images`, `size` of gamma's gradient. */
export function sumStep(
  logLikelihood: usize, signal: usize, kl: usize, gradGamma: usize, movingAverage: usize,
  sums: usize, nextAverage: usize, draws: i32, images: i32, size: i32, kept: f32,
): void {
  const samples = draws / images
  store<f32>(sums, sum(logLikelihood, draws) / <f32>samples)
  store<f32>(sums, sum(kl, images), 4)
  store<f32>(sums, sumOfSquares(gradGamma, size), 8)
  const mean = sum(signal, draws) / <f32>draws
  store<f32>(nextAverage, kept * load<f32>(movingAverage) + (1 - kept) * mean)
}
