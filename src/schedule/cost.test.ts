import { expect, test } from 'vitest'
import { createCost } from './cost.ts'

/** The estimated cost after calls of these durations. */
function after(...seconds: readonly number[]): number | null {
  const cost = createCost()
  for (const one of seconds) cost.add(one)
  return cost.perUnit
}

test('the first call is cold and never counts, however long it took', () => {
  expect(after()).toBeNull()
  expect(after(10)).toBeNull()
  expect(after(10, 0.1)).toBe(0.1)
  expect(after(10, 0.1, 0.12)).toBe(0.1)
})

test('bursts change nothing: one, or two among five', () => {
  expect(after(1, 0.1, 30)).toBe(0.1)
  expect(after(1, 0.1, 0.1, 30, 0.1)).toBe(0.1)
  expect(after(1, 0.1, 30, 0.1, 30, 0.1)).toBe(0.1)
})

test('a machine that is four times slower from some moment on is known after three calls', () => {
  expect(after(1, 1, 1, 1, 1, 1, 4, 4)).toBe(1)
  expect(after(1, 1, 1, 1, 1, 1, 4, 4, 4)).toBe(4)
  expect(after(1, 4, 4, 4, 4, 4, 1, 1, 1)).toBe(1)
})

test('costs are those of a unit, and a clock that goes back costs nothing', () => {
  const cost = createCost()
  cost.add(5, 64)
  cost.add(0.64, 64)
  expect(cost.perUnit).toBeCloseTo(0.01, 12)
  const backwards = createCost()
  backwards.add(1)
  backwards.add(-3)
  expect(backwards.perUnit).toBe(0)
})
