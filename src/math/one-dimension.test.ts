import { describe, expect, test } from 'vitest'
import { BENCH_ESTIMATORS, drawEstimates, exactMoments, type Problem } from './one-dimension.ts'

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
    for (const kind of BENCH_ESTIMATORS) {
      const mean = drawn[kind].reduce((a, b) => a + b) / count
      const squares = drawn[kind].map((value) => (value - mean) ** 2)
      const variance = squares.reduce((a, b) => a + b) / count
      const fourth = squares.reduce((a, b) => a + b * b, 0) / count
      expect(Math.abs(mean - exact.gradient)).toBeLessThan(4.5 * Math.sqrt(exact[kind] / count) + 1e-9)
      expect(Math.abs(variance - exact[kind])).toBeLessThan(
        4.5 * Math.sqrt((fourth - variance ** 2) / count) + 1e-9,
      )
    }
  }
})

// Variances of one draw with the control variate, checked by quadrature elsewhere.
test.each([
  [{ sigma: 0.3, coordinate: 'mu' }, 0.002706],
  [{ sigma: 0.3, coordinate: 'log-sigma' }, 0.001791],
  [{ sigma: 1, coordinate: 'mu' }, 0.205476],
  [{ sigma: 1, coordinate: 'log-sigma' }, 1.245929],
] as const)('cos z with a Taylor control variate, %j: %f', (changes, expected) => {
  expect(exactMoments(at({ family: 'cosine', k: 1, ...changes })).taylor).toBeCloseTo(expected, 6)
})

test('of a parabola its second-order expansion leaves no noise', () => {
  for (const coordinate of ['mu', 'log-sigma'] as const)
    expect(exactMoments(at({ k: -3, sigma: 1.3, coordinate })).taylor).toBeCloseTo(0, 10)
})

describe('measure-valued gradients of z^2', () => {
  // By mu 4 mu w / sqrt(2 pi), w Rayleigh: its mean is sqrt(pi / 2), its variance 2 - pi / 2.
  test.each([0.5, 1, 2])('mu, sigma = %f: the closed form, whatever sigma is', (sigma) => {
    expect(exactMoments(at({ sigma, coordinate: 'mu' })).measureValued).toBeCloseTo(16 / Math.PI - 4, 6)
  })
  // By log sigma 2 mu sigma m (1 - u) + sigma^2 m^2 (1 - u^2), m Maxwell with E m^2 = 3 and E m^4 = 15, u uniform.
  test.each([0.5, 1, 2])('log sigma, sigma = %f', (sigma) => {
    const linear = (4 * sigma ** 2 * 3) / 3
    const second = sigma ** 4 * 15 * (8 / 15)
    const variance = linear + second - (2 * sigma ** 2) ** 2
    expect(exactMoments(at({ sigma, coordinate: 'log-sigma' })).measureValued).toBeCloseTo(variance, 6)
  })
})
