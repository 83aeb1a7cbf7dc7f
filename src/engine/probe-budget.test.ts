import { describe, expect, test } from 'vitest'
import { createBudget } from './probe-budget.ts'

/** Training slices of 20 ms; a draw of one sample costs `unit` seconds. Returns what was measured when. */
function simulate(share: number, unit: number, samples: number, seconds: number) {
  let clock = 0
  const budget = createBudget(() => clock)
  const measured: { at: number; draws: number }[] = []
  let probing = 0
  while (clock < seconds) {
    clock += 0.02
    const draws = budget.drawsDue(share, samples)
    if (draws === 0) continue
    const cost = unit * draws * samples
    measured.push({ at: clock, draws })
    clock += cost
    probing += cost
    budget.spent(draws, samples, cost)
  }
  return { measured, share: probing / clock }
}

describe('the budget of the variance probe', () => {
  test.each([
    [0.08, 0.004, 1],
    [0.08, 0.004, 8],
    [0.2, 0.03, 1],
    [0.02, 0.0005, 64],
  ])('share %f, %f s a draw, L = %i: kept over a long run, and not wasted', (share, unit, samples) => {
    const result = simulate(share, unit, samples, 2000)
    expect(result.share).toBeLessThanOrEqual(share * 1.01)
    expect(result.share).toBeGreaterThan(share * 0.9)
  })

  test('the first measurements are fast ones, then thorough ones where they are cheap', () => {
    const { measured } = simulate(0.08, 0.004, 1, 60)
    expect(measured.slice(0, 4).map(({ draws }) => draws)).toEqual([16, 16, 16, 16])
    expect(measured.length).toBeGreaterThan(6)
    expect(measured.slice(4).every(({ draws }) => draws === 64)).toBe(true)
    expect(simulate(0.08, 0.004, 32, 60).measured.every(({ draws }) => draws === 16)).toBe(true)
  })

  test('nothing is measured when it is off, and a pause buys nothing', () => {
    expect(simulate(0, 0.001, 1, 100).measured).toEqual([])
    let clock = 0
    const budget = createBudget(() => clock)
    budget.drawsDue(0.1, 1)
    budget.spent(16, 1, 0.1)
    clock += 1000
    budget.resume()
    clock += 0.01
    expect(budget.drawsDue(0.1, 1)).toBe(0)
  })
})
