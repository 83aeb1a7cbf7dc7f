/** The shape of the weights' tail: against ArviZ's algorithm in NumPy, against laws whose shape is known, and at the edges. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normal } from '../random.ts'
import { mostReliableShape, tailShape } from './tail.ts'

/** log weights at the middle quantiles of a Pareto law. */
const pareto = (draws: number, shape: number) =>
  Float64Array.from({ length: draws }, (_, i) => -shape * Math.log1p(-(i + 0.5) / draws))

/** log p(z) - log q(z) for p = N(0, 1) and q = N(0, deviation^2), at draws of q: the shape is 1 - deviation^2. */
const narrow = (draws: number, deviation: number, step = 0) =>
  Float64Array.from(
    normal(draws, { seed: 3, stream: 1, step }),
    (eps) => (eps ** 2 * (1 - deviation ** 2)) / 2,
  )

describe('as ArviZ (the algorithm of its psislw, computed with NumPy)', () => {
  test.each([
    [30, 0.2, 0.3580254792791067],
    [30, 1.5, 0.7104501474961994],
    [100, 0.7, 0.6062891118970053],
    [1000, 0.5, 0.49708596126252175],
    [5000, 0.2, 0.21752652764953992],
    [5000, 0.7, 0.686253457863705],
    [5000, 1.5, 1.4359122219593277],
  ])('%i draws at the quantiles of a Pareto law of shape %f', (draws, shape, expected) => {
    expect(tailShape(pareto(draws, shape))).toBeCloseTo(expected, 9)
  })

  test.each([
    [50, 2.3915435028365395],
    [2000, 0.9159032281540592],
  ])('%i log weights spread over 40 nats', (draws, expected) => {
    const weights = Float64Array.from(
      { length: draws },
      (_, i) => 700 + ((i * 0.6180339887498949) % 1) ** 2 * 40,
    )
    expect(tailShape(weights)).toBeCloseTo(expected, 9)
  })

  test('nearly equal weights have a short tail', () => {
    const weights = Float64Array.from({ length: 50 }, (_, i) => -900 + 0.001 * Math.sin(i))
    expect(tailShape(weights)).toBeCloseTo(-0.2787390141694225, 6)
  })
})

test.each([0.4, 0.6, 0.8])(
  'q with %f of the deviation of p: the shape is one less its square',
  (deviation) => {
    // The tail is Pareto's but for a power of its logarithm, so the fit comes near it and not to it.
    expect(Math.abs(tailShape(narrow(200_000, deviation)) - (1 - deviation ** 2))).toBeLessThan(0.1)
  },
)

test('with 5,000 draws most of a narrow q are told, and none of a wide enough one', () => {
  const beyond = (deviation: number) =>
    Array.from({ length: 50 }, (_, step) => tailShape(narrow(5000, deviation, step))).filter(
      (shape) => shape > mostReliableShape(5000),
    ).length
  expect(beyond(0.3)).toBeGreaterThan(35)
  expect(beyond(0.9)).toBe(0)
})

test('what one may trust grows with the draws, up to 0.7', () => {
  expect(mostReliableShape(100)).toBeCloseTo(0.5, 12)
  expect(mostReliableShape(1000)).toBeCloseTo(2 / 3, 12)
  expect(mostReliableShape(5000)).toBe(0.7)
})

test('equal weights, or equal but for smaller ones: no tail', () => {
  expect(tailShape(new Float64Array(100).fill(-812.5))).toBe(0)
  expect(tailShape(Float64Array.from({ length: 100 }, (_, i) => (i < 10 ? -900 - i : -800)))).toBe(0)
  expect(tailShape(Float64Array.of(-5))).toBe(0)
})

test('fewer than five that stand out: not to be told', () => {
  expect(tailShape(Float64Array.from({ length: 100 }, (_, i) => (i < 4 ? i : -10)))).toBe(Infinity)
  expect(tailShape(Float64Array.of(-3000, -1, -2500))).toBe(Infinity)
})

test('is never NaN, and does not hang on the level or the order of the weights', () => {
  const weights = fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 300 })
  fc.assert(
    fc.property(weights, (values) => {
      const shape = tailShape(Float64Array.from(values))
      expect(shape).not.toBeNaN()
      expect(tailShape(Float64Array.from(values).reverse())).toBe(shape)
    }),
  )
  expect(tailShape(pareto(500, 0.6).map((value) => value - 1e3))).toBeCloseTo(tailShape(pareto(500, 0.6)), 6)
})
