/**
 * The kernels as JavaScript calls them: pointers into the tensors' memory and sizes. Each returns 1, or 0 if a helper
 * thread did not finish, after which the call may be made again without helpers.
 * The module has no data, stack or heap of its own: it lives in TF.js's memory and leaves all but its place there alone.
 */
import { ADAM_LENGTH, AdamTask } from './adam'
import { BERNOULLI_ROWS, BernoulliTask } from './bernoulli'
import { MOST_K, productChunks, ProductTask, SCRATCH_BYTES, TRANSPOSE_B } from './product'
import { RELU_LENGTH, ReluTask } from './relu'
import { isSparse, SPARSE_SCRATCH_BYTES, sparseChunks } from './sparse'
import { CONTROL_BYTES } from './tasks'
import { ADAM, BERNOULLI, draft, PRODUCT, RELU_BACKWARD, SPARSE_PRODUCT, submit } from './threads'

export { place } from './tasks'
export { serve, setHelpers } from './threads'

/** Below this many multiplications, or values, waking a helper takes longer than the work. */
const LARGE_PRODUCT: i64 = 500_000
const LARGE_LENGTH: i32 = 32_768
/** From this share of zeros on they are left out one by one. */
const SPARSE_SHARE: f32 = 0.35

export function controlBytes(): i32 {
  return <i32>CONTROL_BYTES
}

/** Of each thread. */
export function ownBytes(): i32 {
  return 128 + <i32>max(SCRATCH_BYTES, SPARSE_SCRATCH_BYTES)
}

export function mostK(): i32 {
  return MOST_K
}

export function product(
  a: usize, b: usize, c: usize, bias: usize, sums: usize,
  m: i32, n: i32, k: i32, strideA: i32, strideB: i32, flags: i32,
): bool {
  const task = changetype<ProductTask>(draft())
  task.a = a
  task.b = b
  task.c = c
  task.bias = bias
  task.sums = sums
  task.m = m
  task.n = n
  task.k = k
  task.strideA = strideA
  task.strideB = strideB
  task.flags = flags
  const isLarge = <i64>m * <i64>n * <i64>k > LARGE_PRODUCT
  if (isLarge && !(flags & TRANSPOSE_B) && isSparse(a, m * k, SPARSE_SHARE))
    return submit(SPARSE_PRODUCT, sparseChunks(m, n, k), true)
  return submit(PRODUCT, productChunks(m, n, k), isLarge)
}

export function bernoulli(
  logits: usize, targets: usize, gradient: usize, logLikelihood: usize,
  rows: i32, targetRows: i32, columns: i32, weight: f32,
): bool {
  const task = changetype<BernoulliTask>(draft())
  task.logits = logits
  task.targets = targets
  task.gradient = gradient
  task.logLikelihood = logLikelihood
  task.rows = rows
  task.targetRows = targetRows
  task.columns = columns
  task.weight = weight
  return submit(BERNOULLI, (rows + BERNOULLI_ROWS - 1) / BERNOULLI_ROWS, rows * columns > LARGE_LENGTH)
}

export function adam(
  parameter: usize, gradient: usize, m: usize, v: usize, nextParameter: usize, nextM: usize, nextV: usize,
  length: i32, decayM: f32, freshM: f32, decayV: f32, freshV: f32, scale: f32, floor: f32,
): bool {
  const task = changetype<AdamTask>(draft())
  task.parameter = parameter
  task.gradient = gradient
  task.m = m
  task.v = v
  task.nextParameter = nextParameter
  task.nextM = nextM
  task.nextV = nextV
  task.length = length
  task.decayM = decayM
  task.freshM = freshM
  task.decayV = decayV
  task.freshV = freshV
  task.scale = scale
  task.floor = floor
  return submit(ADAM, (length + ADAM_LENGTH - 1) / ADAM_LENGTH, length > LARGE_LENGTH)
}

export function reluBackward(gradient: usize, output: usize, result: usize, length: i32): bool {
  const task = changetype<ReluTask>(draft())
  task.gradient = gradient
  task.output = output
  task.result = result
  task.length = length
  return submit(RELU_BACKWARD, (length + RELU_LENGTH - 1) / RELU_LENGTH, length > LARGE_LENGTH)
}
