import { describe, expect, test } from 'vitest'
import { shareAmongOwn } from './neighbours.ts'
import { normal } from './random.ts'

const N = 500
const cloud = (stream: number, dimensions: number) => normal(N * dimensions, { seed: 3, stream, step: 0 })

/** Standard error of a share of N points; that neighbours come in pairs makes it at most sqrt(2) times as large. */
const errorOf = (share: number) => Math.sqrt((2 * share * (1 - share)) / N)

test('a small case by hand', () => {
  // 0 is nearest to 1, which is nearest to 1.4 of the others; 10 is nearest to the others' 10.1.
  expect(shareAmongOwn([0, 1, 10], [1.4, 10.1], 1)).toBe(1 / 3)
  expect(shareAmongOwn([0, 0, 5, 5], [3, 4], 2)).toBe(0)
  expect(shareAmongOwn([0, 0, 1, 0], [9, 9], 2)).toBe(1)
})

describe.each([1, 2, 20, 64])('%i dimensions', (dimensions) => {
  test('two draws of one density: half', () => {
    const share = shareAmongOwn(cloud(1, dimensions), cloud(2, dimensions), dimensions)
    const expected = (N - 1) / (2 * N - 1)
    expect(Math.abs(share - expected)).toBeLessThan(4.5 * errorOf(expected))
  })

  test('clouds far from each other: all', () => {
    const far = cloud(2, dimensions).map((value) => value + 100)
    expect(shareAmongOwn(cloud(1, dimensions), far, dimensions)).toBe(1)
  })
})

test('others that fill only the half of the first coordinate above zero: E_p[p / (p + q)] = 2/3', () => {
  // Below zero q = 0, above it q = 2p: 1/2 · 1 + 1/2 · 1/3.
  const half = cloud(2, 2).map((value, i) => (i % 2 === 0 ? Math.abs(value) : value))
  const share = shareAmongOwn(cloud(1, 2), half, 2)
  expect(Math.abs(share - 2 / 3)).toBeLessThan(4.5 * errorOf(2 / 3))
})

test('others spread widely leave holes: E_p[p / (p + q)] for N(0, 1) and N(0, 10^2)', () => {
  const wide = cloud(2, 1).map((value) => 10 * value)
  const density = (x: number, s: number) => Math.exp((-0.5 * x * x) / (s * s)) / s
  let expected = 0
  for (let x = -8; x <= 8; x += 0.001) {
    const p = density(x, 1)
    expected += (0.001 * p * p) / (Math.sqrt(2 * Math.PI) * (p + density(x, 10)))
  }
  const share = shareAmongOwn(cloud(1, 1), wide, 1)
  expect(Math.abs(share - expected)).toBeLessThan(4.5 * errorOf(expected))
})

test('what is not made of whole rows is refused', () => {
  expect(() => shareAmongOwn([1, 2, 3], [1, 2], 2)).toThrow('rows of 2')
})
