/** The samplers on Gaussians of which mean, covariance and acceptance are known, and on a posterior that is none. */
import { describe, expect, test } from 'vitest'
import { gaussianTarget, TILTED } from '../testing/gaussian-target.ts'
import { chainNoise, runChains, type ChainOptions } from './chains.ts'
import { diagnosticsOf } from './diagnostics.ts'
import { KERNELS, leapfrog, SAMPLERS, type KernelName } from './kernels.ts'
import { diagonalOf, identity } from './matrix.ts'
import { normalCovariance, type Normal } from './normals.ts'
import type { PosteriorTarget } from './target.ts'

const CHAINS = 4
const key = (seed: number, step: number) => ({ seed, stream: 641, step })

const run = (name: KernelName, target: PosteriorTarget, options: Partial<ChainOptions> = {}, seed = 1) => {
  const { warmup = 400, draws = 1500 } = options
  return runChains({
    target,
    kernel: KERNELS[name],
    start: Float64Array.of(0, 0, 2, -2, 0.5, -0.5, 1, 1),
    scale: diagonalOf([0.3, 0.3]),
    warmup,
    draws,
    noise: chainNoise(warmup + draws, CHAINS, 2, { normals: key(seed, 0), uniforms: key(seed, 1) }),
    ...options,
  })
}

/** The average of g(z) over all draws, in Monte Carlo standard errors from what it should be. */
function off(z: Float64Array, g: (z1: number, z2: number) => number, expected: number): number {
  const values = Float64Array.from({ length: z.length / 2 }, (_, i) => g(z[2 * i]!, z[2 * i + 1]!))
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.abs(mean - expected) / diagnosticsOf(values, CHAINS).mcse_mean
}

function expectMoments(
  z: Float64Array,
  { mean: [m1, m2], ...p }: Normal | { mean: number[]; factor: Float64Array },
) {
  const [a, b, , c] = normalCovariance({ mean: Float64Array.of(m1!, m2!), ...p })
  const expectations = [
    off(z, (z1) => z1, m1!),
    off(z, (_, z2) => z2, m2!),
    off(z, (z1) => (z1 - m1!) ** 2, a!),
    off(z, (z1, z2) => (z1 - m1!) * (z2 - m2!), b!),
    off(z, (_, z2) => (z2 - m2!) ** 2, c!),
  ]
  for (const errors of expectations) expect(errors).toBeLessThan(4)
}

describe.each(SAMPLERS)('%s', (name) => {
  test('mean and covariance of a correlated Gaussian, whatever its constant', async () => {
    const { z, acceptance, stepSize, lp } = await run(name, gaussianTarget(TILTED, -1234))
    expectMoments(z, TILTED)
    const mean = acceptance.reduce((sum, value) => sum + value, 0) / acceptance.length
    expect(Math.abs(mean - KERNELS[name].acceptance)).toBeLessThan(0.12)
    expect(stepSize).toBeGreaterThan(0)
    // E log p = -entropy of the shape, less the constant.
    expect(lp.every((value) => value < -1234 + 3)).toBe(true)
    for (const axis of [0, 1]) {
      const draws = z.filter((_, i) => i % 2 === axis)
      expect(diagnosticsOf(draws, CHAINS).r_hat).toBeLessThan(1.02)
    }
  })

  test('a posterior with a bend: E and the variance of each coordinate', async () => {
    // z1 ~ N(0, 1), z2 | z1 ~ N(z1^2 / 4, 0.5^2): var z2 = 1/4 + var(z1^2) / 16 = 3/8, cov = 0.
    const value = (z: Float64Array) =>
      Float64Array.from({ length: z.length / 2 }, (_, i) => {
        const [z1, z2] = [z[2 * i]!, z[2 * i + 1]!]
        return -0.5 * z1 * z1 - 2 * (z2 - 0.25 * z1 * z1) ** 2
      })
    const gradient = (z: Float64Array) =>
      z.map((own, at) => {
        const [z1, z2] = [z[at - (at % 2)]!, z[at - (at % 2) + 1]!]
        const from = z2 - 0.25 * z1 * z1
        return at % 2 ? -4 * from : -own + 2 * from * z1
      })
    const slopes = (z: Float64Array) => ({ value: value(z), gradient: gradient(z) })
    const { z } = await run(name, { dimensions: 2, value, slopes }, { draws: 4000, warmup: 600 })
    expect(off(z, (z1) => z1, 0)).toBeLessThan(4)
    expect(off(z, (_, z2) => z2, 0.25)).toBeLessThan(4)
    expect(off(z, (z1) => z1 * z1, 1)).toBeLessThan(4)
    expect(off(z, (_, z2) => (z2 - 0.25) ** 2, 0.375)).toBeLessThan(4)
    expect(off(z, (z1, z2) => z1 * (z2 - 0.25), 0)).toBeLessThan(4)
  })

  test('a seed gives the same chains, another seed others; every evaluation is counted', async () => {
    let points = 0
    const plain = gaussianTarget(TILTED)
    const counted: PosteriorTarget = {
      ...plain,
      value: (z) => ((points += z.length / 2), plain.value(z)),
      slopes: (z) => ((points += z.length / 2), plain.slopes(z)),
    }
    const short = { warmup: 40, draws: 50 }
    const [once, again, other] = [
      await run(name, counted, short),
      await run(name, plain, short),
      await run(name, plain, short, 2),
    ]
    expect(again.z).toEqual(once.z)
    expect(other.z).not.toEqual(once.z)
    expect(once.evaluations).toBe(points)
    expect([once.z.length, once.lp.length, once.warmup.length]).toEqual([4 * 50 * 2, 4 * 50, 4 * 40 * 2])
  })

  test('a place without a density is never entered', async () => {
    const plain = gaussianTarget(TILTED)
    const half = (z: Float64Array, values: Float64Array) =>
      values.map((own, i) => (z[2 * i]! < 0 ? NaN : own))
    const target: PosteriorTarget = {
      ...plain,
      value: async (z) => half(z, await plain.value(z)),
      async slopes(z) {
        const { value, gradient } = await plain.slopes(z)
        return { value: half(z, value), gradient }
      },
    }
    const { z } = await run(name, target, { draws: 200 })
    expect(z.filter((_, i) => i % 2 === 0).every((z1) => z1 >= 0)).toBe(true)
  })
})

test('the leapfrog turns back where it came from, errs by the square of its step, and can be left to the target', async () => {
  const target = gaussianTarget(TILTED)
  const z = Float64Array.of(0.9, -1, 0.6, -1.4)
  const { gradient } = await target.slopes(z)
  const velocity = Float64Array.of(0.5, -0.2, 1, 0.3)
  const scale = diagonalOf([0.2, 0.3])
  const after = (stepSize: number, steps: number) =>
    leapfrog(target, { z, velocity, gradient, scale, stepSize, steps })
  const there = await leapfrog(target, { z, velocity, gradient, scale, stepSize: 0.3, steps: 7 })
  const turned = there.velocity.map((own) => -own)
  const back = await leapfrog(target, { ...there, velocity: turned, scale, stepSize: 0.3, steps: 7 })
  back.z.forEach((own, i) => expect(own).toBeCloseTo(z[i]!, 10))
  const exact = await after(0.8 / 2000, 2000)
  const errorOf = async (steps: number) => Math.abs((await after(0.8 / steps, steps)).z[0]! - exact.z[0]!)
  const ratio = (await errorOf(8)) / (await errorOf(16))
  expect(ratio).toBeGreaterThan(3.5)
  expect(ratio).toBeLessThan(4.5)
  const own = { ...target, leapfrog: () => there }
  expect(await leapfrog(own, { z, velocity, gradient, scale, stepSize: 9, steps: 1 })).toBe(there)
})

test('a single move keeps the posterior as it is: from draws of it, draws of it (all kernels, a scale that does not fit)', async () => {
  const count = 4000
  for (const name of SAMPLERS) {
    const noise = chainNoise(3, count, 2, { normals: key(7, 0), uniforms: key(7, 1) })
    const start = Float64Array.from({ length: 2 * count }, (_, i) => {
      const u = (axis: number) => noise.normals[2 * (i >> 1) + axis]!
      const { mean, factor } = TILTED
      return mean[i & 1]! + factor[(i & 1) * 2]! * u(0) + factor[(i & 1) * 2 + 1]! * u(1)
    })
    const { z } = await runChains({
      target: gaussianTarget(TILTED),
      kernel: KERNELS[name],
      start,
      scale: identity(2).map((own) => own / 4),
      warmup: 0,
      draws: 1,
      noise: { normals: Array.from(noise.normals).slice(2 * count), uniforms: noise.uniforms },
    })
    for (const [axis, variance] of [
      [0, 0.04],
      [1, 0.09],
    ] as const) {
      const own = z.filter((_, i) => i % 2 === axis)
      const mean = own.reduce((sum, value) => sum + value, 0) / count
      const spread = own.reduce((sum, value) => sum + (value - TILTED.mean[axis]!) ** 2, 0) / count
      expect(Math.abs(mean - TILTED.mean[axis]!)).toBeLessThan(4 * Math.sqrt(variance / count))
      expect(Math.abs(spread - variance)).toBeLessThan(4 * variance * Math.sqrt(2 / count))
    }
  }
})
