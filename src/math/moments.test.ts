import { expect, test } from 'vitest'
import { momentsOf } from './moments.ts'
import { normal } from './random.ts'

test('of a few numbers, by hand', () => {
  const { mean, variance, deviation, meanError, varianceError } = momentsOf([1, 2, 3, 6])
  expect([mean, variance]).toEqual([3, 14 / 3])
  expect(deviation).toBeCloseTo(Math.sqrt(14 / 3))
  expect(meanError).toBeCloseTo(Math.sqrt(14 / 12))
  // Squares 4, 1, 0, 9: their mean 3.5, the mean of their squares 24.5.
  expect(varianceError).toBeCloseTo(Math.sqrt((24.5 - 3.5 ** 2) / 4))
})

test('standard errors of normal draws are those of theory', () => {
  const count = 100_000
  const { mean, variance, meanError, varianceError } = momentsOf(
    normal(count, { seed: 1, stream: 310, step: 0 }),
  )
  expect(meanError).toBeCloseTo(Math.sqrt(1 / count), 4)
  expect(varianceError / Math.sqrt(2 / count)).toBeCloseTo(1, 1)
  expect(Math.abs(mean)).toBeLessThan(4.5 * meanError)
  expect(Math.abs(variance - 1)).toBeLessThan(4.5 * varianceError)
})
