import { expect, test } from 'vitest'
import type { DensityMap } from '../../../protocol/latent.ts'
import { pathOf, regionsOf } from './contours.ts'

const SIDE = 81

/** log of an unnormalised density on a square about (1, -2). */
const mapOf = (log: (z1: number, z2: number) => number, width = 6): DensityMap => {
  const [left, bottom] = [1 - width / 2, -2 - width / 2]
  const at = (i: number) => (i * width) / (SIDE - 1)
  return {
    left,
    bottom,
    width,
    side: SIDE,
    logDensity: Float32Array.from({ length: SIDE * SIDE }, (_, i) =>
      log(left + at(i % SIDE), bottom + at(Math.floor(i / SIDE))),
    ),
  }
}

test('the lines of a Gaussian are ellipses about its mean, in units of z', () => {
  const [a, b] = [0.5, 0.3]
  const map = mapOf((x, y) => -0.5 * (((x - 1) / a) ** 2 + ((y + 2) / b) ** 2))
  const regions = regionsOf(map)
  expect(regions).toHaveLength(3)
  for (const { share, rings } of regions) {
    const radius = Math.sqrt(-2 * Math.log(1 - share))
    expect(rings).toHaveLength(1)
    for (const [x, y] of rings[0]!)
      expect(Math.abs(Math.hypot((x - 1) / a, (y + 2) / b) - radius)).toBeLessThan(0.05)
  }
})

test('two hills are two rings, a ring mountain has a hole', () => {
  const hill = (x: number, y: number, at: number) => Math.exp(-8 * ((x - at) ** 2 + (y + 2) ** 2))
  const two = regionsOf(mapOf((x, y) => Math.log(hill(x, y, 0) + hill(x, y, 2) + 1e-300)))
  expect(two.map(({ rings }) => rings.length)).toEqual([2, 2, 2])
  const round = regionsOf(mapOf((x, y) => -50 * (Math.hypot(x - 1, y + 2) - 1.5) ** 2))
  expect(round.map(({ rings }) => rings.length)).toEqual([2, 2, 2])
})

test('where there is no density at all it is as if there were hardly any', () => {
  const map = mapOf((x, y) => (x > 1 ? -Infinity : -0.5 * ((x - 1) ** 2 + (y + 2) ** 2)))
  const regions = regionsOf(map)
  expect(regions.map(({ rings }) => rings.length)).toEqual([1, 1, 1])
  for (const [x] of regions.flatMap(({ rings }) => rings.flat())) {
    expect(Number.isFinite(x)).toBe(true)
    expect(x).toBeLessThan(1.1)
  }
})

test('a path', () => {
  const ring = [
    [0, 0],
    [1, 0],
    [0, 1],
  ] as const
  expect(pathOf([ring], (x, y) => [10 * x, -10 * y])).toBe('M0.00 0.00L10.00 0.00L0.00 -10.00Z')
})
