import { expect, test } from 'vitest'
import { BENCH_ESTIMATORS } from '../../../math/one-dimension.ts'
import { PRESETS, PRESET_NAMES, STOPS, solve } from './problem.ts'

test.each(PRESET_NAMES)('%s can be reached with the sliders', (name) => {
  const { family, k, mu, sigma } = PRESETS[name]
  expect(STOPS.k[family]).toContain(k)
  expect(STOPS.mu).toContain(mu)
  expect(STOPS.sigma).toContain(sigma)
})

test('the score function wins where it is said to', () => {
  const { ratio, exact } = solve(PRESETS.presetWins)
  expect(ratio).toBeCloseTo(0.04, 4)
  expect(exact.scoreFunction).toBeCloseTo(0.5, 4)
})

test('the Taylor control variate helps where f is nearly a parabola, and does far worse where it is not', () => {
  const [helps, fails] = [solve(PRESETS.presetTaylor).exact, solve(PRESETS.presetTaylorFails).exact]
  expect(helps.reparameterized / helps.taylor).toBeGreaterThan(9)
  expect(fails.taylor / fails.reparameterized).toBeGreaterThan(40)
})

test('baselines: E f, and the one of least variance', () => {
  const at = (baseline: 'zero' | 'mean' | 'best') => solve({ ...PRESETS.presetSquare, baseline })
  // f = z^2 at mu = sigma = 1: E f = 2, and the best for mu is 4 (A + 3C).
  expect(at('mean').problem.baseline).toBeCloseTo(2, 6)
  expect(at('best').problem.baseline).toBeCloseTo(4, 6)
  expect(at('zero').exact.scoreFunction).toBeCloseTo(30, 5)
  expect(at('best').exact.scoreFunction).toBeCloseTo(14, 5)
})

test('what is measured agrees with what is exact', () => {
  for (const name of PRESET_NAMES) {
    const { exact, measured } = solve(PRESETS[name])
    for (const kind of BENCH_ESTIMATORS) {
      const { variance, varianceError } = measured[kind]
      expect(Math.abs(variance - exact[kind])).toBeLessThan(4.5 * varianceError + 1e-9)
    }
  }
})
