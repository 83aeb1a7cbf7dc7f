import { expect, test } from 'vitest'
import { inForceAt, temperatureAt } from './annealing.ts'
import { DEFAULT_SETTINGS, inForce, liveSettings } from './settings.ts'

const schedule = { temperature: 1, anneal: 1e-3, coldest: 0.5 }

test('falls by the factor exp(-r) a step, and not below the lowest temperature', () => {
  expect([0, 1, 500, 693, 694, 1e6].map((step) => temperatureAt(schedule, step))).toEqual([
    1,
    Math.exp(-0.001),
    Math.exp(-0.5),
    expect.closeTo(Math.exp(-0.693), 14),
    0.5,
    0.5,
  ])
})

test('never rises: where it begins below the lowest temperature, it stays', () => {
  expect(temperatureAt({ ...schedule, temperature: 0.3 }, 0)).toBe(0.3)
  expect(temperatureAt({ ...schedule, temperature: 0.3 }, 1000)).toBe(0.3)
})

test('without annealing it is that of the settings at every step, whatever the lowest one is', () => {
  for (const temperature of [0.1, 0.7, 10])
    for (const step of [0, 1, 12_345])
      expect(temperatureAt({ temperature, anneal: 0, coldest: 2 }, step)).toBe(temperature)
})

test('the other settings in force are not those of a step', () => {
  const live = liveSettings({ ...DEFAULT_SETTINGS, ...schedule })
  expect(inForceAt(live, 500)).toEqual({ ...inForce(live), temperature: Math.exp(-0.5) })
})
