/**
 * What lies between encoder and decoder: z = mu + sigma eps with the KL of each image, and back from there to the
 * gradient with respect to gamma, by its score or through the draw (src/families/gaussian/formulas.ts).
 *
 * gamma = (mu, log sigma^2) [images, 2 latent]; draws [samples images, latent], all images for the first sample first.
 */
import { constant, exp, sumLanes } from './elementary'
import { bytes, firstLanes, loadFirst, multiplyAdd, storeFirst } from './simd'
import { mine, Task } from './tasks'

@unmanaged
export class LatentsTask extends Task {
  gamma: usize
  /** eps, one a draw and latent. */
  noise: usize
  images: i32
  samples: i32
  latent: i32
}

@unmanaged
export class DrawTask extends LatentsTask {
  z: usize
  /** [images] */
  kl: usize
}

@unmanaged
export class PathwiseTask extends LatentsTask {
  /** What arrives at each draw. */
  dz: usize
  /** [images, 2 latent] */
  gradient: usize
  /** Weights by which the KL enters: KlWeights of src/families/gaussian/formulas.ts. */
  exact: f32
  prior: f32
  posterior: f32
  entropy: f32
}

@unmanaged
export class ScoreTask extends LatentsTask {
  /** [samples images] */
  weight: usize
  gradient: usize
  /** Of the gradient of the KL in closed form. */
  exact: f32
}

/** Images in a chunk. */
export const LATENT_IMAGES: i32 = 32

@inline
function sigmaOf(logVariance: v128): v128 {
  return exp(f32x4.mul(logVariance, constant(0.5)))
}

@inline
function endOf(chunk: i32, images: i32): i32 {
  return min(images, (chunk + 1) * LATENT_IMAGES)
}

/** mu^2 + sigma^2 - log sigma^2 - 1 of the first `count` of four latents, 0 for the others. */
@inline
function klTerms(mu: v128, sigma: v128, logVariance: v128, count: i32): v128 {
  const terms = f32x4.sub(
    multiplyAdd(mu, mu, f32x4.mul(sigma, sigma)),
    f32x4.add(logVariance, constant(1)),
  )
  return v128.and(terms, firstLanes(count))
}

function drawImage(task: DrawTask, image: i32): void {
  const latent = task.latent
  const gamma = task.gamma + bytes(2 * latent * image)
  const apart = bytes(task.images * latent)
  let kl = f32x4.splat(0)
  for (let j = 0; j < latent; j += 4) {
    const count = min(4, latent - j)
    const mu = loadFirst(gamma + bytes(j), count)
    const logVariance = loadFirst(gamma + bytes(latent + j), count)
    const sigma = sigmaOf(logVariance)
    kl = f32x4.add(kl, klTerms(mu, sigma, logVariance, count))
    let at = bytes(image * latent + j)
    for (let l = 0; l < task.samples; l++, at += apart)
      storeFirst(task.z + at, multiplyAdd(sigma, loadFirst(task.noise + at, count), mu), count)
  }
  store<f32>(task.kl + bytes(image), 0.5 * sumLanes(kl))
}

export function drawChunk(chunk: i32): void {
  const task = changetype<DrawTask>(mine)
  for (let b = chunk * LATENT_IMAGES; b < endOf(chunk, task.images); b++) drawImage(task, b)
}

/** Stores the gradient of four latents of an image, with `exact` times that of the KL in closed form. */
@inline
function storeGradient(
  gradient: usize, latent: i32, count: i32, exact: f32,
  mu: v128, sigma: v128, ofMu: v128, ofLogVariance: v128,
): void {
  if (exact != 0) {
    ofMu = multiplyAdd(constant(exact), mu, ofMu)
    const excess = f32x4.sub(f32x4.mul(sigma, sigma), constant(1))
    ofLogVariance = multiplyAdd(constant(0.5 * exact), excess, ofLogVariance)
  }
  storeFirst(gradient, ofMu, count)
  storeFirst(gradient + bytes(latent), ofLogVariance, count)
}

function pathwiseImage(task: PathwiseTask, image: i32): void {
  const latent = task.latent
  const gamma = task.gamma + bytes(2 * latent * image)
  const apart = bytes(task.images * latent)
  const prior = constant(task.prior)
  const posterior = constant(-task.posterior)
  const hasSlopes = task.prior != 0 || task.posterior != 0
  for (let j = 0; j < latent; j += 4) {
    const count = min(4, latent - j)
    const mu = loadFirst(gamma + bytes(j), count)
    const sigma = sigmaOf(loadFirst(gamma + bytes(latent + j), count))
    let sum = f32x4.splat(0)
    let sumByNoise = f32x4.splat(0)
    let at = bytes(image * latent + j)
    for (let l = 0; l < task.samples; l++, at += apart) {
      const eps = loadFirst(task.noise + at, count)
      let slope = loadFirst(task.dz + at, count)
      if (hasSlopes) {
        slope = multiplyAdd(prior, multiplyAdd(sigma, eps, mu), slope)
        slope = multiplyAdd(posterior, f32x4.div(eps, sigma), slope)
      }
      sum = f32x4.add(sum, slope)
      sumByNoise = multiplyAdd(slope, eps, sumByNoise)
    }
    const viaSigma = f32x4.mul(f32x4.mul(sigma, constant(0.5)), sumByNoise)
    const ofLogVariance = f32x4.sub(viaSigma, constant(task.entropy))
    const to = task.gradient + bytes(2 * latent * image + j)
    storeGradient(to, latent, count, task.exact, mu, sigma, sum, ofLogVariance)
  }
}

export function pathwiseChunk(chunk: i32): void {
  const task = changetype<PathwiseTask>(mine)
  for (let b = chunk * LATENT_IMAGES; b < endOf(chunk, task.images); b++) pathwiseImage(task, b)
}

function scoreImage(task: ScoreTask, image: i32): void {
  const latent = task.latent
  const gamma = task.gamma + bytes(2 * latent * image)
  const apart = bytes(task.images * latent)
  for (let j = 0; j < latent; j += 4) {
    const count = min(4, latent - j)
    const mu = loadFirst(gamma + bytes(j), count)
    const sigma = sigmaOf(loadFirst(gamma + bytes(latent + j), count))
    let ofMu = f32x4.splat(0)
    let ofLogVariance = f32x4.splat(0)
    let at = bytes(image * latent + j)
    for (let l = 0; l < task.samples; l++, at += apart) {
      const eps = loadFirst(task.noise + at, count)
      const weight = v128.load_splat<f32>(task.weight + bytes(l * task.images + image))
      ofMu = multiplyAdd(weight, eps, ofMu)
      ofLogVariance = multiplyAdd(weight, f32x4.sub(f32x4.mul(eps, eps), constant(1)), ofLogVariance)
    }
    const to = task.gradient + bytes(2 * latent * image + j)
    const half = f32x4.mul(ofLogVariance, constant(0.5))
    storeGradient(to, latent, count, task.exact, mu, sigma, f32x4.div(ofMu, sigma), half)
  }
}

export function scoreChunk(chunk: i32): void {
  const task = changetype<ScoreTask>(mine)
  for (let b = chunk * LATENT_IMAGES; b < endOf(chunk, task.images); b++) scoreImage(task, b)
}
