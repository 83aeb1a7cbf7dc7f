import { expect, test } from 'vitest'
import { createSliceClock } from './clock.ts'

function setUp() {
  const machine = { now: 5000 }
  const clock = createSliceClock(() => machine.now)
  const lap = (milliseconds: number, steps: number) => {
    machine.now += milliseconds
    return clock.lap(steps)
  }
  return { machine, clock, lap }
}

test('laps are seconds, without what was skipped', () => {
  const { machine, clock, lap } = setUp()
  expect(lap(12, 3)).toBeCloseTo(0.012)
  machine.now += 400
  clock.skip(400)
  expect(lap(20, 3)).toBeCloseTo(0.02)
})

test('a night asleep counts as the slice that it interrupted', () => {
  const { lap } = setUp()
  for (let i = 0; i < 20; i++) lap(12, 4)
  expect(lap(8 * 3600 * 1000, 4)).toBeCloseTo(0.012)
  expect(lap(12, 4)).toBeCloseTo(0.012)
})

test('a slow model is no sleep: neither its first step, nor one that takes a few times as long', () => {
  const { lap } = setUp()
  expect(lap(40_000, 1)).toBe(40)
  expect(lap(3000, 1)).toBe(3)
  expect(lap(20_000, 1)).toBe(20)
})

test('nor is a machine that is busy for a moment', () => {
  const { lap } = setUp()
  for (let i = 0; i < 20; i++) lap(10, 1)
  expect(lap(1900, 1)).toBe(1.9)
})

test('steps may grow slower for good: L goes from 1 to 64', () => {
  const { lap } = setUp()
  for (let i = 0; i < 20; i++) lap(40, 1)
  const seconds = Array.from({ length: 12 }, () => lap(2500, 1))
  expect(seconds).toEqual([expect.closeTo(0.04), ...new Array(11).fill(2.5)])
})

test('a clock that goes back takes nothing away', () => {
  const { lap } = setUp()
  expect(lap(-50, 1)).toBe(0)
})
