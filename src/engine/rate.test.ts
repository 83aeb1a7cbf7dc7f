import { expect, test } from 'vitest'
import { createRate } from './rate.ts'

test('what comes in pieces of any length averages to count over seconds', () => {
  const rate = createRate(1)
  for (const seconds of [0.5, 0.01, 3, 0.2]) rate.add(50 * seconds, seconds)
  expect(rate.perSecond).toBeCloseTo(50, 9)
})

test('a new pace is told after a few times the time that is averaged', () => {
  const rate = createRate(2)
  for (let i = 0; i < 100; i++) rate.add(4, 0.1)
  expect(rate.perSecond).toBeCloseTo(40, 6)
  for (let i = 0; i < 100; i++) rate.add(1, 0.1)
  expect(rate.perSecond).toBeGreaterThan(10)
  expect(rate.perSecond).toBeLessThan(10.5)
})

test('after a restart the first piece says it all; no time says nothing', () => {
  const rate = createRate(1)
  rate.add(1000, 1)
  rate.restart()
  rate.add(5, 0)
  expect(rate.perSecond).toBe(1000)
  rate.add(1, 0.1)
  expect(rate.perSecond).toBe(10)
})
