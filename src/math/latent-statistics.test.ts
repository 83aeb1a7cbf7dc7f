import fc from 'fast-check'
import { expect, test } from 'vitest'
import { covarianceOf, latentStatistics } from './latent-statistics.ts'
import { expectation } from './one-dimension.ts'

/** Two images, three latents. */
const mean = [1, 0, 3, -1, 0.1, 3]
const logVariance = [0, -2, 0, -4, -2, 0.5]
const spread = logVariance.map((value) => Math.exp(value / 2))

test('activity, order and active latents of a small case by hand', () => {
  const { centre, activity, aggregateVariance, order, active, images } = latentStatistics(mean, spread, 3)
  expect(images).toBe(2)
  expect([...centre]).toEqual([0, expect.closeTo(0.05, 12), 3])
  expect(activity[0]).toBe(1)
  expect(activity[1]).toBeCloseTo(0.0025, 12)
  expect(activity[2]).toBe(0)
  expect(aggregateVariance[0]).toBeCloseTo(1 + (1 + Math.exp(-4)) / 2, 12)
  expect(order).toEqual([0, 1, 2])
  expect(active).toBe(1)
})

test('the pieces add up to the KL, which is the integral of q (log q - log p)', () => {
  const { kl, klPieces } = latentStatistics(mean, spread, 3)
  for (let j = 0; j < 3; j++) {
    const integrals = [0, 1].map((image) => {
      const [mu, sigma] = [mean[image * 3 + j]!, Math.exp(logVariance[image * 3 + j]! / 2)]
      return expectation((eps) => 0.5 * (mu + sigma * eps) ** 2 - 0.5 * eps ** 2 - Math.log(sigma))
    })
    expect(kl[j]).toBeCloseTo((integrals[0]! + integrals[1]!) / 2, 10)
    const pieces = [klPieces.mean, klPieces.variance, klPieces.logVariance, klPieces.constant]
    expect(pieces.reduce((sum, piece) => sum + piece[j]!, 0)).toBeCloseTo(kl[j]!, 14)
  }
})

test('a collapsed latent has neither activity nor KL', () => {
  const { activity, kl, active } = latentStatistics([2, 0, -2, 0], [0.2, 1, 0.2, 1], 2)
  expect(activity[1]).toBe(0)
  expect(kl[1]).toBe(0)
  expect(active).toBe(1)
})

test('what is not made of whole rows is refused', () => {
  expect(() => latentStatistics([1, 2, 3], [1, 2, 3], 2)).toThrow('rows of 2')
  expect(() => latentStatistics([1, 2], [1], 2)).toThrow('2 spreads')
  expect(() => covarianceOf([], 2)).toThrow('rows of 2')
})

test('the covariance is symmetric, its diagonal the activity, and a shift changes nothing', () => {
  const rows = fc.array(fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: -50, max: 50 }))), {
    minLength: 1,
    maxLength: 20,
  })
  fc.assert(
    fc.property(rows, (points) => {
      const covariance = covarianceOf(points.flat(), 4)
      const { activity } = latentStatistics(points.flat(), points.flat(), 4)
      const shifted = covarianceOf(
        points.flat().map((value) => value + 7),
        4,
      )
      for (let j = 0; j < 4; j++) {
        expect(covariance[j * 5]).toBeCloseTo(activity[j]!, 8)
        for (let k = 0; k < 4; k++) {
          expect(covariance[j * 4 + k]).toBe(covariance[k * 4 + j])
          expect(shifted[j * 4 + k]).toBeCloseTo(covariance[j * 4 + k]!, 8)
        }
      }
    }),
  )
})
