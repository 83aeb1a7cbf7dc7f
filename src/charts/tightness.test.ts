import { expect, test } from 'vitest'
import { likelihoodAt } from '../store/testing/fake-engine.ts'
import { boundEnds, tightnessChart } from './tightness.ts'

const report = likelihoodAt(7)

test('a column for log p(x), three for the bounds with the ends of their intervals, and three for the mixture', () => {
  const { aligned, range } = tightnessChart(report)
  expect(aligned.xs).toEqual([1, 50, 5000])
  const [exact, bounds, low, high] = aligned.columns
  expect(exact).toEqual([-98, undefined, -98])
  expect(bounds).toEqual([-101, -98.5, -98.1])
  report.bounds.forEach((one, i) => expect([low![i], high![i]]).toEqual(boundEnds(one)))
  const [mixture, lowest, highest] = aligned.columns.slice(4)
  expect(mixture).toEqual([undefined, undefined, report.defensive!.value])
  expect([lowest![2], highest![2]]).toEqual(boundEnds(report.defensive!))
  expect(range![0]).toBeLessThan(-101.04)
  expect(range![1]).toBeGreaterThan(-98)
})

test('without an exact value there is no line, and bounds that are all alike have an axis', () => {
  const flat = report.bounds.map((one) => ({ ...one, value: -5, noise: 0 }))
  const { aligned, range } = tightnessChart({ ...report, bounds: flat, exact: null, defensive: null })
  expect(aligned.columns[0]!.every((value) => value === undefined)).toBe(true)
  expect(range![1]).toBeGreaterThan(range![0])
})
