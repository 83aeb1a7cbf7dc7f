/** Against exact means and variances of the smallest model; sticking the landing is held to its own, biased mean. */
import { expect, test } from 'vitest'
import { momentsOf } from './moments.ts'
import type { Coordinate } from './one-dimension.ts'
import { exactWeightMoments, MOST_EXACT } from './one-weight-moments.ts'
import { WEIGHT_ESTIMATORS, drawWeightEstimates } from './one-weight.ts'

/** mu, sigma, K; by (mu, log sigma): the gradient, then variances, then the mean of sticking the landing. */
const ROWS = [
  [0.8, 0.6, 1, [0.4, 0.28], [1.44, 1.0944], [0.217778, 0.2144], null, [0.4, 0.28]],
  [
    0.8,
    0.6,
    2,
    [0.266187, 0.217099],
    [0.960965, 0.790415],
    [0.063211, 0.113833],
    [1.153333, 0.878716],
    [0.452039, 0.341632],
  ],
  [
    0.8,
    0.6,
    3,
    [0.203953, 0.179776],
    [0.741032, 0.665588],
    [0.032615, 0.077646],
    [0.760642, 0.602649],
    [0.476241, 0.373434],
  ],
  [
    1.5,
    0.4,
    2,
    [-0.875162, 0.663143],
    [0.549803, 0.283866],
    [1.540623, 1.062649],
    [6.183065, 5.683294],
    [-1.26528, 0.91088],
  ],
  [
    0.3,
    1.1,
    2,
    [0.577622, -0.298022],
    [2.30161, 3.345798],
    [0.47793, 0.669697],
    [2.644136, 5.167302],
    [0.917448, -0.523771],
  ],
  [
    0.3,
    1.1,
    3,
    [0.321616, -0.107817],
    [1.339818, 1.742026],
    [0.167763, 0.166597],
    [0.525333, 0.979965],
    [0.767229, -0.338112],
  ],
] as const
const COORDINATES: readonly Coordinate[] = ['mu', 'log-sigma']
const KEY = { seed: 1, stream: 311, step: 0 }

test.each(ROWS)(
  'q = N(%f, %f^2), K = %i: exact, and what is drawn within standard errors',
  (mu, sigma, k, gradient, pathwise, dreg, vimco, landing) => {
    COORDINATES.forEach((coordinate, i) => {
      const problem = { mu, sigma, k, coordinate }
      const exact = exactWeightMoments(problem)!
      expect(exact.pathwise.mean).toBeCloseTo(gradient[i]!, 5)
      expect(exact.dreg.mean).toBeCloseTo(gradient[i]!, 5)
      expect(exact.landing.mean).toBeCloseTo(landing[i]!, 5)
      expect(exact.pathwise.variance).toBeCloseTo(pathwise[i]!, 5)
      expect(exact.dreg.variance).toBeCloseTo(dreg[i]!, 5)
      if (vimco) {
        expect(exact.vimco.mean).toBeCloseTo(gradient[i]!, 5)
        expect(exact.vimco.variance).toBeCloseTo(vimco[i]!, 5)
      }
      const drawn = drawWeightEstimates(problem, 20_000, KEY)
      for (const id of WEIGHT_ESTIMATORS) {
        if (id === 'vimco' && !vimco) continue
        const { mean, meanError, variance, varianceError } = momentsOf(drawn[id])
        expect(Math.abs(mean - exact[id].mean)).toBeLessThan(4.5 * meanError)
        expect(Math.abs(variance - exact[id].variance)).toBeLessThan(4.5 * varianceError)
      }
    })
  },
)

test('of a wide q, too: by a sum over all triples of draws with a step of 1 / 24', () => {
  const exact = exactWeightMoments({ mu: -2, sigma: 2, k: 3, coordinate: 'mu' })!
  const expected = {
    pathwise: [2.7640731, 7.8947483],
    dreg: [2.7640731, 5.2473411],
    vimco: [2.7640731, 19.2893657],
    landing: [3.1685639, 6.0444167],
  } as const
  for (const id of WEIGHT_ESTIMATORS) {
    expect(exact[id].mean).toBeCloseTo(expected[id][0], 4)
    expect(exact[id].variance / expected[id][1]).toBeCloseTo(1, 4)
  }
})

/** Ends and middles of the page’s sliders. */
const RANGE = [-3, -1.5, 0, 1, 3].flatMap((mu) =>
  [0.1, 0.4, 0.9, 1, 2].flatMap((sigma) =>
    COORDINATES.map((coordinate) => ({ mu, sigma, coordinate }) as const),
  ),
)

test.each(Array.from({ length: MOST_EXACT }, (_, i) => i + 1))(
  'K = %i: what is unbiased has one mean, wherever the sliders stand',
  (k) => {
    for (const one of RANGE) {
      const { pathwise, dreg, vimco } = exactWeightMoments({ ...one, k })!
      const where = JSON.stringify(one)
      expect(Math.abs(dreg.mean - pathwise.mean), where).toBeLessThan(1e-6)
      if (k > 1) expect(Math.abs(vimco.mean - pathwise.mean), where).toBeLessThan(1e-4)
    }
  },
)

test('K = 1 is the ELBO: sticking the landing is the doubly reparameterized gradient; K > 3 is only drawn', () => {
  const drawn = drawWeightEstimates({ mu: 0.8, sigma: 0.6, k: 1, coordinate: 'mu' }, 100, KEY)
  expect(drawn.landing).toEqual(drawn.dreg)
  expect(exactWeightMoments({ mu: 0.8, sigma: 0.6, k: 4, coordinate: 'mu' })).toBeNull()
})

// A q that is wider than the posterior: of a narrower one the weights have too heavy tails.
test('for large K signal over noise falls as 1 / sqrt K along the path, and rises as sqrt K for the doubly reparameterized', () => {
  const ratio = (k: number, id: 'pathwise' | 'dreg') => {
    const problem = { mu: 0.8, sigma: 0.9, k, coordinate: 'mu' } as const
    // The mean by the quieter one: it is that of both.
    const drawn = drawWeightEstimates(problem, 8000, KEY)
    return Math.abs(momentsOf(drawn.dreg).mean) / momentsOf(drawn[id]).deviation
  }
  const slope = (id: 'pathwise' | 'dreg') => Math.log(ratio(32, id) / ratio(8, id)) / Math.log(4)
  expect(slope('pathwise')).toBeCloseTo(-0.5, 1)
  expect(slope('dreg')).toBeCloseTo(0.5, 1)
})
