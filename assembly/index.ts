/**
 * The kernels as JavaScript calls them: pointers into the tensors' memory and sizes. Each returns 1, or 0 if a helper
 * thread did not finish, after which the call may be made again without helpers.
 * The module has no data, stack or heap of its own: it lives in TF.js's memory and leaves all but its place there alone.
 */
import { adamChunks, AdamTask } from './adam'
import { BERNOULLI_ROWS, BernoulliTask } from './bernoulli'
import { DrawTask, LATENT_IMAGES, LatentsTask, PathwiseTask, ScoreTask } from './gaussian'
import { NORMAL_LENGTH, NormalTask } from './normal'
import { NormsTask } from './norms'
import { keyIn } from './philox'
import { MOST_K, productChunks, ProductTask, SCRATCH_BYTES, TRANSPOSE_A, TRANSPOSE_B } from './product'
import {
  isSparse, packChunks, SPARSE_COMMON_BYTES, SPARSE_SCRATCH_BYTES, sparseChunks, sparseRows,
} from './sparse'
import { binarizedTargets, greyTargets } from './targets'
import { bytes } from './simd'
import { CONTROL_BYTES, scratch } from './tasks'
import { ADAM, BERNOULLI, draft, DRAW, NORMAL, NORMS, PATHWISE, PRODUCT, SCORE, SPARSE_PACK, SPARSE_PRODUCT, submit } from './threads'

export { drawBits, scoreBits } from './bits'
export { drawClasses, scoreClasses } from './classes'
export { sumStep } from './sums'
export { place } from './tasks'
export { serve, setHelpers } from './threads'

/** Below this many multiplications, or values, waking a helper takes longer than the work. */
const LARGE_PRODUCT: i64 = 500_000
const LARGE_LENGTH: i32 = 32_768
/** From this share of zeros on they are left out one by one. */
const SPARSE_SHARE: f32 = 0.35
/** With fewer columns there are too few panels of them for all threads. */
const SPARSE_COLUMNS: i32 = 128

export function controlBytes(): i32 {
  return <i32>CONTROL_BYTES
}

/** Of each thread. */
export function ownBytes(): i32 {
  return 128 + <i32>max(SCRATCH_BYTES, SPARSE_SCRATCH_BYTES)
}

/** Shared by all threads. */
export function commonBytes(): i32 {
  return <i32>SPARSE_COMMON_BYTES
}

export function mostK(): i32 {
  return MOST_K
}

export function product(
  a: usize, b: usize, c: usize, bias: usize, sums: usize, mask: usize,
  m: i32, n: i32, k: i32, strideA: i32, strideB: i32, flags: i32,
): bool {
  const task = changetype<ProductTask>(draft())
  task.a = a
  task.b = b
  task.c = c
  task.bias = bias
  task.sums = sums
  task.mask = mask
  task.m = m
  task.n = n
  task.k = k
  task.strideA = strideA
  task.strideB = strideB
  task.flags = flags
  const isLarge = <i64>m * <i64>n * <i64>k > LARGE_PRODUCT
  if (isLarge && n >= SPARSE_COLUMNS && !(flags & TRANSPOSE_B) && isSparse(a, m * k, SPARSE_SHARE))
    return sparseProduct(task)
  return submit(PRODUCT, productChunks(m, n, k), isLarge)
}

/** Block of rows after block of rows. */
function sparseProduct(task: ProductTask): bool {
  const rows = task.m
  const most = sparseRows(rows, task.k)
  const a = task.a
  const c = task.c
  const apart = bytes(task.flags & TRANSPOSE_A ? 1 : task.strideA)
  for (let row = 0; row < rows; row += most) {
    draft()
    task.m = min(most, rows - row)
    task.a = a + <usize>row * apart
    task.c = c + bytes(row * task.n)
    if (row > 0) task.sums = 0
    if (!submit(SPARSE_PACK, packChunks(task.m), true)) return false
    draft()
    if (!submit(SPARSE_PRODUCT, sparseChunks(task.n), true)) return false
  }
  return true
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

/** `entries`: AdamEntry after AdamEntry, `count` of them. */
export function adam(
  entries: usize, count: i32,
  decayM: f32, freshM: f32, decayV: f32, freshV: f32, scale: f32, floor: f32,
): bool {
  const task = changetype<AdamTask>(draft())
  task.entries = entries
  task.decayM = decayM
  task.freshM = freshM
  task.decayV = decayV
  task.freshV = freshV
  task.scale = scale
  task.floor = floor
  const chunks = adamChunks(entries, count)
  return submit(ADAM, chunks, chunks > count)
}

export function normal(
  out: usize, length: i32, seed: u32, stream: u32, stepLow: u32, stepHigh: u32,
): bool {
  const task = changetype<NormalTask>(draft())
  task.out = out
  task.length = length
  task.seed = seed
  task.stream = stream
  task.stepLow = stepLow
  task.stepHigh = stepHigh
  return submit(NORMAL, (length + NORMAL_LENGTH - 1) / NORMAL_LENGTH, length > LARGE_LENGTH)
}

/** The part of a task that all formulas of the latents share. */
function describe(task: LatentsTask, gamma: usize, noise: usize, images: i32, samples: i32, latent: i32): void {
  task.gamma = gamma
  task.noise = noise
  task.images = images
  task.samples = samples
  task.latent = latent
}

function submitLatents(op: i32, task: LatentsTask): bool {
  const chunks = (task.images + LATENT_IMAGES - 1) / LATENT_IMAGES
  return submit(op, chunks, task.images * task.samples * task.latent > LARGE_LENGTH)
}

export function draw(
  gamma: usize, noise: usize, z: usize, kl: usize, images: i32, samples: i32, latent: i32,
): bool {
  const task = changetype<DrawTask>(draft())
  describe(task, gamma, noise, images, samples, latent)
  task.z = z
  task.kl = kl
  return submitLatents(DRAW, task)
}

export function pathwise(
  gamma: usize, noise: usize, dz: usize, gradient: usize, images: i32, samples: i32, latent: i32,
  exact: f32, prior: f32, posterior: f32, entropy: f32,
): bool {
  const task = changetype<PathwiseTask>(draft())
  describe(task, gamma, noise, images, samples, latent)
  task.dz = dz
  task.gradient = gradient
  task.exact = exact
  task.prior = prior
  task.posterior = posterior
  task.entropy = entropy
  return submitLatents(PATHWISE, task)
}

export function score(
  gamma: usize, noise: usize, weight: usize, gradient: usize, images: i32, samples: i32, latent: i32, exact: f32,
): bool {
  const task = changetype<ScoreTask>(draft())
  describe(task, gamma, noise, images, samples, latent)
  task.weight = weight
  task.gradient = gradient
  task.exact = exact
  return submitLatents(SCORE, task)
}

/** As DrawNorms of src/variance/ghost-norm.ts: draw after draw of [images, width]. */
export function norms(
  gram: usize, deltas: usize, centre: usize, squares: usize, projections: usize, draws: i32, images: i32, width: i32,
): bool {
  const task = changetype<NormsTask>(draft())
  task.gram = gram
  task.deltas = deltas
  task.centre = centre
  task.squares = squares
  task.projections = projections
  task.images = images
  task.width = width
  const work = <i64>draws * <i64>images * <i64>images * <i64>width
  return submit(NORMS, draws, work > LARGE_PRODUCT)
}

export function targets(
  out: usize, length: i32, isBinarized: bool, seed: u32, stream: u32, stepLow: u32, stepHigh: u32,
): void {
  if (!isBinarized) return greyTargets(out, length)
  binarizedTargets(out, length, keyIn(scratch + 64, seed, stream, stepLow, stepHigh))
}
