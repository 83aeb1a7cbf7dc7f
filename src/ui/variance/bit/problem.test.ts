import { expect, test } from 'vitest'
import { UNMOVED } from '../../../math/one-bit.ts'
import {
  BIT_PRESET_NAMES,
  BIT_PRESETS,
  BIT_STOPS,
  HIGHEST,
  LOWEST,
  solveBit,
  verdictOf,
  withValue,
} from './problem.ts'

test.each(BIT_PRESET_NAMES)('%s can be reached with the sliders and handles', (name) => {
  const { values, theta, temperature } = BIT_PRESETS[name]
  expect(BIT_STOPS.theta).toContain(theta)
  expect(BIT_STOPS.temperature).toContain(temperature)
  for (const value of values) {
    expect(value).toBeGreaterThanOrEqual(LOWEST)
    expect(value).toBeLessThanOrEqual(HIGHEST)
  }
})

test('each example is what its name says', () => {
  expect(verdictOf(BIT_PRESETS.presetWrongSign)).toMatchObject({ straight: 'wrong-sign', reinmax: 'exact' })
  expect(verdictOf(BIT_PRESETS.presetWrongSign)!.ratio).toBeCloseTo(-5, 9)
  expect(verdictOf(BIT_PRESETS.presetReinmaxExact)).toMatchObject({ straight: 'biased', reinmax: 'exact' })
  expect(verdictOf(BIT_PRESETS.presetReinmaxWorse)).toMatchObject({ straight: 'biased', reinmax: 'worse' })
  expect(verdictOf(BIT_PRESETS.presetLine)).toMatchObject({ straight: 'exact', reinmax: 'exact' })
})

test('no verdict where there is no gradient', () => {
  expect(verdictOf({ ...BIT_PRESETS.presetLine, values: [1, 0, 0.5, 1] })).toBeNull()
})

test('dragging f between 0 and 1 moves the biased estimators alone', () => {
  const before = BIT_PRESETS.presetReinmaxWorse
  const after = withValue(withValue(before, 1, 0.8), 2, -0.7)
  const means = (choices: typeof before | typeof after) =>
    solveBit(choices).rows.map(({ id, exact }) => [id, exact.mean] as const)
  const now = new Map(means(after))
  for (const [id, mean] of means(before)) {
    const moved = Math.abs(now.get(id)! - mean)
    if ((UNMOVED as readonly string[]).includes(id)) expect(moved).toBeLessThan(1e-12)
    else expect(moved).toBeGreaterThan(0.05)
  }
})

test('a handle stays within its range, in hundredths', () => {
  const { presetLine } = BIT_PRESETS
  expect(withValue(presetLine, 2, 9).values[2]).toBe(HIGHEST)
  expect(withValue(presetLine, 0, -9).values[0]).toBe(LOWEST)
  expect(withValue(presetLine, 1, 0.12345).values).toEqual([
    presetLine.values[0],
    0.12,
    presetLine.values[2],
    presetLine.values[3],
  ])
})

test('what is measured agrees with what is exact', () => {
  for (const name of BIT_PRESET_NAMES)
    for (const { exact, measured } of solveBit(BIT_PRESETS[name]).rows) {
      expect(Math.abs(measured.mean - exact.mean)).toBeLessThan(
        4.5 * Math.sqrt(exact.variance / measured.count) + 1e-9,
      )
      expect(Math.abs(measured.variance - exact.variance)).toBeLessThan(4.5 * measured.varianceError + 1e-9)
    }
})
