import { expect, test } from 'vitest'
import { reportAt } from '../../store/testing/fake-engine.ts'
import { MEASURED_KS, type CoordinateSignal, type ProbeReport } from '../../protocol/variance.ts'
import {
  WEIGHTED_ESTIMATORS,
  againstKChart,
  expectedSlope,
  kAt,
  signalPoints,
  slopeByK,
} from './against-k.ts'

const signalOf = (value: number, margin = value / 2): CoordinateSignal => ({
  coordinates: 100,
  square: { value, lo: value - margin, hi: value + margin },
  plain: Math.sqrt(Math.abs(value)),
})
const reportOf = (k: number, pathwise: CoordinateSignal, dreg: CoordinateSignal): ProbeReport => {
  const report = reportAt(7, { importance: k })
  const { reparameterized, dreg: doubly } = report.estimators
  return {
    ...report,
    estimators: {
      reparameterized: { ...reparameterized!, weights: pathwise },
      dreg: { ...doubly!, weights: dreg },
    },
  }
}
const reports = [1, 2, 5, 10].map((k) => reportOf(k, signalOf(4 / k), signalOf(4 * k)))
const whole = MEASURED_KS.map((k) => reportOf(k, signalOf(4 / k), signalOf(4 * k)))

test('those of the importance-weighted bound, and what theory says of them', () => {
  expect(WEIGHTED_ESTIMATORS).toEqual(['reparameterized', 'dreg', 'vimco'])
  expect(WEIGHTED_ESTIMATORS.map(expectedSlope)).toEqual([-0.5, 0.5, null])
})

test('the slope of a power law is its exponent; of two points none is told', () => {
  expect(slopeByK(whole, 'reparameterized')).toBeCloseTo(-0.5, 10)
  expect(slopeByK(whole, 'dreg')).toBeCloseTo(0.5, 10)
  const faded = whole.map((one, i) => (i < 2 ? one : reportOf(one.importance!, signalOf(4), signalOf(1, 2))))
  expect(slopeByK(faded, 'dreg')).toBeNull()
})

test('while K are still to be measured, or were given up, no slope is told', () => {
  for (const some of [whole.slice(0, 3), whole.slice(0, -1)])
    expect(slopeByK(some, 'reparameterized')).toBeNull()
})

test('a signal that cannot be told from 0 is no point', () => {
  const weak = reportOf(20, signalOf(0.01, 0.02), signalOf(80))
  expect(signalPoints([...reports, weak], 'reparameterized').map(({ k }) => k)).toEqual([1, 2, 5, 10])
  expect(signalPoints([...reports, weak], 'dreg').map(({ k }) => k)).toEqual([1, 2, 5, 10, 20])
})

test('only what was measured is drawn, beside each other at one K', () => {
  const { aligned, range } = againstKChart(reports)
  expect(aligned.columns).toHaveLength(9)
  const numbers = aligned.columns[0]!.filter((value) => Number.isFinite(value))
  expect(numbers).toEqual(
    [2, Math.SQRT2 * 1, Math.sqrt(0.8), Math.sqrt(0.4)].map((one) => expect.closeTo(one, 10)),
  )
  expect(aligned.columns[6]!.some((value) => Number.isFinite(value))).toBe(false)
  expect(range![0]).toBeLessThan(0.5)
  expect(aligned.xs.map((x) => kAt(x, [1, 2, 5, 10]))).toEqual([1, 1, 2, 2, 5, 5, 10, 10])
})
