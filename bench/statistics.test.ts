/** Medians, quantiles and the exponent of growth against numbers worked out by hand. */
import { describe, expect, test } from 'vitest'
import { exponent, median, quantile } from './statistics.ts'

test('the median of an even number of values is half-way between the middle two', () => {
  expect(median([5, 1, 9])).toBe(5)
  expect(median([4, 1, 9, 2])).toBe(3)
})

test('a quantile is one of the values, and as many lie at or below it as asked', () => {
  const values = Array.from({ length: 200 }, (_, i) => 200 - i) // 1..200
  expect(quantile(values, 0.5)).toBe(100)
  expect(quantile(values, 0.95)).toBe(190)
  expect(quantile(values, 1)).toBe(200)
  expect(quantile([7], 0.95)).toBe(7)
})

describe('exponent', () => {
  test.each([0, 0.5, 1, 2, -1])('of c x^%f is found whatever c is', (power) => {
    const points = [32, 64, 100, 1024].map((x) => ({ x, y: 0.3 * x ** power }))
    expect(exponent(points)).toBeCloseTo(power, 12)
  })

  test('a constant cost beside a linear one grows less than linearly, and more so at the end', () => {
    const points = [1, 2, 4, 8, 16, 32, 64].map((x) => ({ x, y: 10 + x }))
    expect(exponent(points)).toBeLessThan(exponent(points.slice(-3)))
    expect(exponent(points.slice(-3))).toBeLessThan(1)
  })

  test('refuses what has no slope', () => {
    expect(() => exponent([{ x: 3, y: 1 }])).toThrow('two different x')
    expect(() => exponent([{ x: 1, y: 0 }, { x: 2, y: 1 }])).toThrow('positive') // prettier-ignore
  })
})
