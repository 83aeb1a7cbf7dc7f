import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalCdf, normalLogDensity, normalQuantile } from './normal.ts'

/** Abramowitz and Stegun, tables 26.1, 26.2 and 26.6, and R's qnorm and pnorm. */
describe('known values', () => {
  test.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [1.959963984540054, 0.975],
    [-1.2815515655446004, 0.1],
    [-3.0902323061678132, 0.001],
    [-5, 2.866515718791939e-7],
    [-8, 6.220960574271785e-16],
    [-10, 7.619853024160527e-24],
  ])('P(X <= %f) = %f', (x, p) => {
    expect(Math.abs(normalCdf(x) / p - 1)).toBeLessThan(3e-14)
    expect(Math.abs(normalQuantile(p) - x)).toBeLessThan(1e-13 * (1 + Math.abs(x)))
  })

  test('the ends', () => {
    expect(normalQuantile(0)).toBe(-Infinity)
    expect(normalQuantile(1)).toBe(Infinity)
    expect(normalQuantile(-0.1)).toBeNaN()
    expect(normalQuantile(1.1)).toBeNaN()
    expect(normalCdf(40)).toBe(1)
    expect(normalCdf(-40)).toBeLessThan(1e-300)
  })
})

test('one undoes the other, and both are symmetric', () => {
  fc.assert(
    fc.property(fc.double({ min: -8, max: 8, noNaN: true }), (x) => {
      const p = normalCdf(x)
      expect(Math.abs(p + normalCdf(-x) - 1)).toBeLessThan(1e-15)
      // From the side where p is small it is known to its own precision.
      if (x <= 0) expect(Math.abs(normalQuantile(p) - x)).toBeLessThan(1e-13 * (1 + Math.abs(x)))
    }),
  )
})

test('the density is the slope', () => {
  for (const x of [-2.9, -1, 0, 0.3, 2.5]) {
    const slope = (normalCdf(x + 1e-4) - normalCdf(x - 1e-4)) / 2e-4
    expect(slope).toBeCloseTo(Math.exp(normalLogDensity(x)), 8)
  }
})
