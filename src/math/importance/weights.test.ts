/** Bounds from log weights: closed forms for log-normal weights and for the reference's one-dimensional model. */
import { describe, expect, test } from 'vitest'
import { normal } from '../random.ts'
import { averageBounds, effectiveSampleSize, weighImage } from './weights.ts'

const noise = (count: number, step: number) => normal(count, { seed: 5, stream: 1, step })

test('equal weights: every bound is that weight, nothing varies, all draws count', () => {
  const { bounds, effective } = weighImage(new Float64Array(100).fill(-812.5), [1, 7, 100])
  for (const { value, noise } of bounds) {
    expect(value).toBeCloseTo(-812.5, 10)
    expect(noise).toBeCloseTo(0, 12)
  }
  expect(effective).toBeCloseTo(100, 8)
})

test('one weight that dwarfs the others: the effective sample size is 1, and nothing overflows', () => {
  expect(effectiveSampleSize([-3000, -1, -2500])).toBeCloseTo(1, 12)
  const { bounds } = weighImage(Float64Array.of(-3000, -1, -2500), [3])
  expect(bounds[0]!.value).toBeCloseTo(-1 - Math.log(3), 12)
})

test('a rest of draws that fills no group is left out', () => {
  const { bounds } = weighImage(Float64Array.of(0, 0, 0, 0, 1000), [2])
  expect(bounds[0]!.value).toBeCloseTo(0, 12)
})

describe('p(z) = N(0, 1), x|z ~ N(z, 1), x = 2, q = N(mean, deviation^2)', () => {
  const LOG_P = -Math.log(4 * Math.PI) / 2 - 1
  const logNormal = (x: number, mean: number, variance: number) =>
    -((x - mean) ** 2) / (2 * variance) - Math.log(2 * Math.PI * variance) / 2

  const weights = (mean: number, deviation: number, draws: number, image = 0) =>
    Float64Array.from(noise(draws, image), (eps) => {
      const z = mean + deviation * eps
      return logNormal(z, 0, 1) + logNormal(2, z, 1) - logNormal(z, mean, deviation ** 2)
    })

  test('the exact posterior has equal weights, and each bound is log p(x)', () => {
    const { bounds, effective } = weighImage(weights(1, Math.SQRT1_2, 500), [1, 5, 500])
    for (const { value } of bounds) expect(value).toBeCloseTo(LOG_P, 5)
    expect(effective).toBeCloseTo(500, 1)
  })

  test('with the prior as q the bounds rise to log p(x), each within its error', () => {
    const images = Array.from({ length: 200 }, (_, i) => weighImage(weights(0, 1, 5000, i), [1, 10, 5000]))
    const [one, ten, all] = averageBounds(images, [1, 10, 5000])
    // E_p(z) log p(x|z) = -log(2 pi)/2 - (x^2 + 1)/2
    expect(Math.abs(one!.value - (-Math.log(2 * Math.PI) / 2 - 2.5))).toBeLessThan(4 * one!.error)
    expect(one!.value).toBeLessThan(ten!.value)
    expect(ten!.value).toBeLessThan(all!.value)
    expect(Math.abs(all!.value - LOG_P)).toBeLessThan(4 * all!.noise)
  })

  test('the error from the draws alone is how much the mean varies', () => {
    const images = Array.from({ length: 400 }, (_, i) => weighImage(weights(0.5, 1, 1000, i), [1, 20, 1000]))
    for (const { error, noise } of averageBounds(images, [1, 20, 1000])) {
      // The images are alike, so their spread is that of the draws; of 400 values it is known to 3.5 %.
      expect(noise / error).toBeGreaterThan(0.85)
      expect(noise / error).toBeLessThan(1.15)
    }
  })
})
