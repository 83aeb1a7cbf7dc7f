/**
 * Codes of bits between encoder and decoder: which are drawn, with the KL of each image to the uniform prior, and the
 * gradient with respect to gamma by its score (src/families/bernoulli/formulas.ts).
 *
 * gamma: logits l [images, bits]; draws [samples images, bits], all images for the first sample first. With
 * t = exp(-|l|): theta is 1 / (1 + t) or t / (1 + t), and the entropy |l| t / (1 + t) + log(1 + t).
 */
import { constant, expUpTo88, LN2, logOnePlus, sumLanes } from './elementary'
import { bytes, firstLanes, loadFirst, multiplyAdd, storeFirst } from './simd'

@inline
function tailOf(logit: v128): v128 {
  return expUpTo88(f32x4.neg(f32x4.abs(logit)))
}

/** log 2 - entropy. */
@inline
function klOf(logit: v128): v128 {
  const t = tailOf(logit)
  const odds = f32x4.div(f32x4.mul(f32x4.abs(logit), t), f32x4.add(t, constant(1)))
  return f32x4.sub(constant(LN2), f32x4.add(odds, logOnePlus(t)))
}

export function drawBits(
  gamma: usize, noise: usize, z: usize, kl: usize, images: i32, samples: i32, latent: i32,
): void {
  const apart = bytes(images * latent)
  for (let image = 0; image < images; image++) {
    let sum = f32x4.splat(0)
    for (let j = 0; j < latent; j += 4) {
      const count = min(4, latent - j)
      let at = bytes(image * latent + j)
      const logit = loadFirst(gamma + at, count)
      sum = f32x4.add(sum, v128.and(klOf(logit), firstLanes(count)))
      for (let l = 0; l < samples; l++, at += apart) {
        const isOn = f32x4.gt(f32x4.add(logit, loadFirst(noise + at, count)), constant(0))
        storeFirst(z + at, v128.and(isOn, constant(1)), count)
      }
    }
    store<f32>(kl + bytes(image), sumLanes(sum))
  }
}

export function scoreBits(
  gamma: usize, z: usize, weight: usize, gradient: usize, images: i32, samples: i32, latent: i32, exact: f32,
): void {
  const apart = bytes(images * latent)
  for (let image = 0; image < images; image++) {
    for (let j = 0; j < latent; j += 4) {
      const count = min(4, latent - j)
      const first = bytes(image * latent + j)
      const logit = loadFirst(gamma + first, count)
      const t = tailOf(logit)
      const inverse = f32x4.div(constant(1), f32x4.add(t, constant(1)))
      const small = f32x4.mul(t, inverse)
      const theta = v128.bitselect(small, inverse, f32x4.lt(logit, constant(0)))
      let sum = f32x4.splat(0)
      let at = first
      for (let l = 0; l < samples; l++, at += apart) {
        const factor = v128.load_splat<f32>(weight + bytes(l * images + image))
        sum = multiplyAdd(factor, f32x4.sub(loadFirst(z + at, count), theta), sum)
      }
      if (exact != 0) {
        const slope = f32x4.mul(f32x4.mul(small, inverse), logit)
        sum = multiplyAdd(constant(exact), slope, sum)
      }
      storeFirst(gradient + first, sum, count)
    }
  }
}
