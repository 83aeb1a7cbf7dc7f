import { describe, expect, test } from 'vitest'
import { SETTINGS } from '../../protocol/settings.ts'
import {
  BETA_STOPS,
  LATENT_STOPS,
  LR_STOPS,
  PROBE_STOPS,
  SAMPLES_STOPS,
  SIGMA_STOPS,
  nearestStop,
  nextStop,
} from './stops.ts'

const OFFERED = {
  beta: BETA_STOPS,
  sigma: SIGMA_STOPS,
  lr: LR_STOPS,
  samples: SAMPLES_STOPS,
  latent: LATENT_STOPS,
  probe: PROBE_STOPS,
} as const

describe.each(Object.entries(OFFERED))('%s', (name, stops) => {
  const { min, max, initial } = SETTINGS[name as keyof typeof OFFERED]

  test('offers legal values in order, the default among them', () => {
    expect(stops).toEqual([...new Set(stops)].sort((a, b) => a - b))
    expect(stops[0]).toBeGreaterThanOrEqual(min)
    expect(stops.at(-1)).toBeLessThanOrEqual(max)
    expect(stops).toContain(initial)
  })
})

test('nearest and next stops', () => {
  expect(nearestStop(LR_STOPS, 0.0011)).toBe(LR_STOPS.indexOf(1e-3))
  expect(nextStop(LR_STOPS, 0.0011, 1)).toBe(1.5e-3)
  expect(nextStop(LR_STOPS, 0.0011, -1)).toBe(1e-3)
  expect(nextStop(LR_STOPS, 0.5, 1)).toBe(0.5)
})
