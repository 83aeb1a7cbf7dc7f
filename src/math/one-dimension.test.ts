import { describe, expect, test } from 'vitest'
import { drawEstimates, exactMoments, type Problem } from './one-dimension.ts'

const at = (changes: Partial<Problem>): Problem => ({
  family: 'square',
  k: 0,
  mu: 1,
  sigma: 1,
  coordinate: 'mu',
  baseline: 0,
  ...changes,
})

// Golden values at mu = sigma = 1: variance reparameterized, score function, score function at the best baseline.
test.each([
  [{ family: 'square', k: 0, coordinate: 'mu' }, 4, 30, 14],
  [{ family: 'square', k: 0, coordinate: 'log-sigma' }, 12, 136, 64],
  [{ family: 'square', k: -3, coordinate: 'mu' }, 4, 495, 134],
  [{ family: 'square', k: -3, coordinate: 'log-sigma' }, 72, 1546, 664],
  [{ family: 'cosine', k: 1, coordinate: 'mu' }, 0.267674, 0.323993, 0.323993],
  [{ family: 'cosine', k: 1, coordinate: 'log-sigma' }, 0.308127, 0.836287, 0.78259],
  [{ family: 'cosine', k: 5, coordinate: 'mu' }, 12.5, 0.5, 0.5],
  [{ family: 'cosine', k: 5, coordinate: 'log-sigma' }, 12.5, 1, 1],
] as const)('%j has variances %f, %f, %f', (changes, pathwise, score, best) => {
  const problem = at(changes)
  const exact = exactMoments(problem)
  expect(exact.reparameterized).toBeCloseTo(pathwise, 5)
  expect(exact.scoreFunction).toBeCloseTo(score, 5)
  expect(exactMoments({ ...problem, baseline: exact.bestBaseline }).scoreFunction).toBeCloseTo(best, 5)
})

describe('exp(-k z^2)', () => {
  test.each([0.1, 1, 4])('k = %f: E f and its gradient in closed form', (k) => {
    const [mu, sigma] = [0.7, 0.9]
    const spread = 1 + 2 * k * sigma * sigma
    const mean = Math.exp((-k * mu * mu) / spread) / Math.sqrt(spread)
    const exact = exactMoments(at({ family: 'bump', k, mu, sigma }))
    expect(exact.mean).toBeCloseTo(mean, 10)
    expect(exact.gradient).toBeCloseTo((-2 * k * mu * mean) / spread, 10)
  })
})

test.each(['square', 'cosine', 'bump'] as const)('%s: draws have the exact mean and variance', (family) => {
  for (const coordinate of ['mu', 'log-sigma'] as const) {
    const problem = at({ family, k: 2, coordinate, baseline: 0.3 })
    const exact = exactMoments(problem)
    const count = 50_000
    const drawn = drawEstimates(problem, count, { seed: 1, stream: 300, step: 0 })
    for (const kind of ['reparameterized', 'scoreFunction'] as const) {
      const mean = drawn[kind].reduce((a, b) => a + b) / count
      const squares = drawn[kind].map((value) => (value - mean) ** 2)
      const variance = squares.reduce((a, b) => a + b) / count
      const fourth = squares.reduce((a, b) => a + b * b, 0) / count
      expect(Math.abs(mean - exact.gradient)).toBeLessThan(4.5 * Math.sqrt(exact[kind] / count))
      expect(Math.abs(variance - exact[kind])).toBeLessThan(4.5 * Math.sqrt((fourth - variance ** 2) / count))
    }
  }
})
