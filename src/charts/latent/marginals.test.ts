import { expect, test } from 'vitest'
import type { DensityMap } from '../../protocol/latent.ts'
import { histogramOf, marginalOf } from './marginals.ts'

const side = 81
const at = (i: number) => -4 + (8 * i) / (side - 1)
const logNormal = (z: number, sigma: number) =>
  -0.5 * (z / sigma) ** 2 - Math.log(sigma * Math.sqrt(2 * Math.PI))
/** Independent: z1 of deviation 1, z2 of 0.5. */
const map: DensityMap = {
  left: -4,
  bottom: -4,
  width: 8,
  side,
  logDensity: Float32Array.from(
    { length: side * side },
    (_, i) => logNormal(at(i % side), 1) + logNormal(at(Math.floor(i / side)), 0.5),
  ),
}

test.each([
  [0, 1],
  [1, 0.5],
] as const)('the marginal of axis %i is its own density', (axis, sigma) => {
  const { xs, density } = marginalOf(map, axis)
  xs.forEach((z, i) => expect(density[i]! - Math.exp(logNormal(z, sigma))).toBeCloseTo(0, 3))
})

test('a histogram is a density of all draws, those outside too', () => {
  const z = [-3.9, 0, 0.1, 0, 0.2, 3.9, 9, 0]
  const { from, binWidth, density } = histogramOf(z, map, 0, 8)
  expect([from, binWidth]).toEqual([-4, 1])
  expect([...density]).toEqual([0.25, 0, 0, 0, 0.5, 0, 0, 0])
  expect([...histogramOf(z, map, 1, 2).density]).toEqual([0, 0.25])
})
