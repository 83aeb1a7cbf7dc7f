import { describe, expect, test } from 'vitest'
import { philoxBlock } from './philox.ts'
import { bernoulliPixels, normal, permutation, uniform } from './random.ts'

const key = { seed: 1, stream: 2, step: 3 }
const hex = (words: Uint32Array) => [...words].map((word) => word.toString(16).padStart(8, '0')).join(' ')

// Known answers of Random123's kat_vectors for philox4x32-10.
test.each([
  [[0, 0, 0, 0], [0, 0], '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    '408f276d 41c83b0e a20bc7c6 6d5451fd',
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    'd16cfe09 94fdcceb 5001e420 24126ea1',
  ],
] as const)('philox4x32-10 of counter %j, key %j', (counter, [key0, key1], expected) => {
  const out = new Uint32Array(4)
  philoxBlock(out, 0, counter, key0, key1)
  expect(hex(out)).toBe(expected)
})

describe('the draws', () => {
  test('a prefix does not depend on how many are drawn', () => {
    expect(normal(7, key)).toEqual(normal(100, key).subarray(0, 7))
    expect(uniform(5, -1, 1, key)).toEqual(uniform(64, -1, 1, key).subarray(0, 5))
  })

  test.each([
    ['seed', { ...key, seed: 2 }],
    ['stream', { ...key, stream: 3 }],
    ['step', { ...key, step: 4 }],
    ['step beyond 32 bits', { ...key, step: 3 + 2 ** 32 }],
  ])('another %s gives other draws', (_, other) => {
    expect(normal(8, other)).not.toEqual(normal(8, key))
  })

  test('normals have the moments of N(0, 1), within 4.5 standard errors', () => {
    const n = 200_000
    const draws = normal(n, key)
    const moment = (power: number) => draws.reduce((sum, draw) => sum + draw ** power, 0) / n
    // Var(z) = 1, Var(z^2) = 2, Var(z^3) = 15, Var(z^4) = 96.
    expect(Math.abs(moment(1))).toBeLessThan(4.5 * Math.sqrt(1 / n))
    expect(Math.abs(moment(2) - 1)).toBeLessThan(4.5 * Math.sqrt(2 / n))
    expect(Math.abs(moment(3))).toBeLessThan(4.5 * Math.sqrt(15 / n))
    expect(Math.abs(moment(4) - 3)).toBeLessThan(4.5 * Math.sqrt(96 / n))
  })

  test('neighbouring normals, also of one Box-Muller pair, are uncorrelated', () => {
    const n = 100_000
    const draws = normal(n + 2, key)
    for (const lag of [1, 2]) {
      let sum = 0
      for (let i = 0; i < n; i++) sum += draws[i]! * draws[i + lag]!
      expect(Math.abs(sum / n)).toBeLessThan(4.5 / Math.sqrt(n))
    }
  })

  test('a permutation holds every index once, and is uniform over orders of three', () => {
    expect([...permutation(1000, key)].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 1000 }, (_, i) => i),
    )
    const counts = new Map<string, number>()
    const draws = 6000
    for (let step = 0; step < draws; step++) {
      const order = permutation(3, { ...key, step }).join()
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    const expected = draws / 6
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    expect(counts.size).toBe(6)
    expect(chiSquare).toBeLessThan(25.7) // the 1e-4 quantile of chi^2 with 5 degrees of freedom
  })

  test('pixels are drawn with their intensity, and certain ones are certain', () => {
    const n = 80_000
    for (const intensity of [0, 1, 64, 128, 254, 255]) {
      const pixels = new Uint8Array(n).fill(intensity)
      const mean = bernoulliPixels(new Float32Array(n), pixels, key).reduce((a, b) => a + b) / n
      const p = intensity / 255
      if (p === 0 || p === 1) expect(mean).toBe(p)
      else expect(Math.abs(mean - p)).toBeLessThan(4.5 * Math.sqrt((p * (1 - p)) / n))
    }
  })

  test('a pixel draws the same whatever stands beside it', () => {
    const mixed = Uint8Array.from({ length: 64 }, (_, i) => (i % 8 === 3 ? 100 : i * 4))
    const lone = mixed.map((value, i) => (i % 8 === 3 ? value : 0))
    const a = bernoulliPixels(new Float32Array(64), mixed, key)
    const b = bernoulliPixels(new Float32Array(64), lone, key)
    for (let i = 3; i < 64; i += 8) expect(a[i]).toBe(b[i])
  })
})
