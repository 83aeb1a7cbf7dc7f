/**
 * Codes of classes between encoder and decoder: which are drawn, one hot, with the KL of each image to the uniform
 * prior, and the gradient with respect to gamma by its score (src/families/categorical/formulas.ts).
 *
 * gamma: logits [images, latents classes]; draws [samples images, latents classes], all images for the first sample
 * first. A group is the classes of one latent of one image.
 */
import { constant, expUpTo88, logOf, sumLanes } from './elementary'
import { bytes, firstLanes, loadFirst, multiplyAdd, storeFirst } from './simd'

/** The place of the largest of logits plus noise, of equal ones the first; nothing is larger than NaN, nor NaN than anything. */
function largest(logits: usize, noise: usize, classes: i32): i32 {
  let place = 0
  let most = load<f32>(logits) + load<f32>(noise)
  for (let c = 1; c < classes; c++) {
    const value = load<f32>(logits + bytes(c)) + load<f32>(noise + bytes(c))
    if (value > most) {
      most = value
      place = c
    }
  }
  return place
}

function mostOf(logits: usize, classes: i32): f32 {
  let most = load<f32>(logits)
  for (let c = 1; c < classes; c++) most = max(most, load<f32>(logits + bytes(c)))
  return most
}

/** exp(logit - most) of the first `count` of four classes, 0 for the others. */
@inline
function weightsOf(logits: v128, most: v128, count: i32): v128 {
  return v128.and(expUpTo88(f32x4.sub(logits, most)), firstLanes(count))
}

/** Sums over a group, by softmax's weights: of these, and of them times the logit less the largest. */
let total: f32 = 0
let mean: f32 = 0

function weigh(logits: usize, most: f32, classes: i32): void {
  let weights = f32x4.splat(0)
  let products = f32x4.splat(0)
  for (let c = 0; c < classes; c += 4) {
    const count = min(4, classes - c)
    const four = loadFirst(logits + bytes(c), count)
    const own = weightsOf(four, f32x4.splat(most), count)
    weights = f32x4.add(weights, own)
    products = multiplyAdd(own, f32x4.sub(four, f32x4.splat(most)), products)
  }
  total = sumLanes(weights)
  mean = sumLanes(products) / total
}

export function drawClasses(
  gamma: usize, noise: usize, z: usize, kl: usize,
  images: i32, samples: i32, latents: i32, classes: i32, logClasses: f32,
): void {
  const width = bytes(classes)
  const apart = bytes(images * latents * classes)
  memory.fill(z, 0, <usize>samples * apart)
  for (let image = 0; image < images; image++) {
    let sum: f32 = 0
    for (let latent = 0; latent < latents; latent++) {
      const first = <usize>(image * latents + latent) * width
      weigh(gamma + first, mostOf(gamma + first, classes), classes)
      sum += mean - logOf(total) + logClasses
      let at = first
      for (let l = 0; l < samples; l++, at += apart)
        store<f32>(z + at + bytes(largest(gamma + first, noise + at, classes)), 1)
    }
    store<f32>(kl + bytes(image), sum)
  }
}

/** For one group: `weight` is that of this image's first draw, the others are `images` on. */
function scoreGroup(
  logits: usize, z: usize, weight: usize, gradient: usize, images: i32, samples: i32, apart: usize, classes: i32, exact: f32,
): void {
  const most = mostOf(logits, classes)
  weigh(logits, most, classes)
  const scale = f32x4.splat(1 / total)
  for (let c = 0; c < classes; c += 4) {
    const count = min(4, classes - c)
    const four = loadFirst(logits + bytes(c), count)
    const p = f32x4.mul(weightsOf(four, f32x4.splat(most), count), scale)
    let sum = f32x4.splat(0)
    let at = z + bytes(c)
    for (let l = 0; l < samples; l++, at += apart) {
      const factor = v128.load_splat<f32>(weight + bytes(l * images))
      sum = multiplyAdd(factor, f32x4.sub(loadFirst(at, count), p), sum)
    }
    if (exact != 0) {
      const excess = f32x4.sub(f32x4.sub(four, f32x4.splat(most)), f32x4.splat(mean))
      sum = multiplyAdd(constant(exact), f32x4.mul(p, excess), sum)
    }
    storeFirst(gradient + bytes(c), sum, count)
  }
}

export function scoreClasses(
  gamma: usize, z: usize, weight: usize, gradient: usize,
  images: i32, samples: i32, latents: i32, classes: i32, exact: f32,
): void {
  const apart = bytes(images * latents * classes)
  for (let image = 0; image < images; image++) {
    for (let latent = 0; latent < latents; latent++) {
      const first = bytes((image * latents + latent) * classes)
      const own = weight + bytes(image)
      scoreGroup(gamma + first, z + first, own, gradient + first, images, samples, apart, classes, exact)
    }
  }
}
