import { expect, test } from 'vitest'
import { coordinateSignal, type CoordinateRows } from './coordinate-signal.ts'
import { normal } from './random.ts'

const R = 64
const WIDTH = 20
const TRIALS = 200

/** Means of these sizes; noise of 3 for each coordinate. */
function draws(trial: number, means: (i: number) => number, scale = 3): CoordinateRows {
  const noise = normal(R * WIDTH, { seed: 12, stream: 211, step: trial })
  return { width: WIDTH, values: Float64Array.from(noise, (eps, at) => means(at % WIDTH) + scale * eps) }
}

const trials = <T>(of: (trial: number) => T): T[] => Array.from({ length: TRIALS }, (_, trial) => of(trial))
const meanOf = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length

test.each([
  ['no signal', () => 0],
  ['a weak one', () => 0.3],
  ['one that differs by coordinate', (i: number) => (i % 2 ? 3 : 0)],
] as const)('%s: SNR squared without bias, and inside its interval', (_, means) => {
  const exact = meanOf(Array.from({ length: WIDTH }, (__, i) => (means(i) / 3) ** 2))
  const found = trials((trial) => {
    const rows = draws(trial, means)
    return coordinateSignal(rows, rows)!.square
  })
  const values = found.map(({ value }) => value)
  const centre = meanOf(values)
  const error = Math.sqrt(meanOf(values.map((value) => (value - centre) ** 2)) / TRIALS)
  // What is left of the correction for the mean is of the order of R^-2.
  expect(Math.abs(centre - exact)).toBeLessThan(4.5 * error + 2 / (R * (R - 1)))
  const covered = found.filter(({ lo, hi }) => lo <= exact && exact <= hi).length / TRIALS
  expect(covered).toBeGreaterThan(0.9)
})

test('of noise alone the published mean is not 0 but what R draws leave', () => {
  const plain = trials((trial) => {
    const rows = draws(trial, () => 0)
    return coordinateSignal(rows, rows)!.plain
  })
  expect(meanOf(plain)).toBeCloseTo(Math.sqrt(2 / (Math.PI * R)), 2)
})

test('a quieter estimator with the same mean measures the signal, the noise is the other’s own', () => {
  const found = trials((trial) => {
    const loud = draws(trial, () => 0.1)
    const quiet = draws(TRIALS + trial, () => 0.1, 0.1)
    return { by: coordinateSignal(loud, quiet)!.square, alone: coordinateSignal(loud, loud)!.square }
  })
  const width = (of: 'by' | 'alone') => meanOf(found.map((one) => one[of].hi - one[of].lo))
  expect(meanOf(found.map(({ by }) => by.value))).toBeCloseTo((0.1 / 3) ** 2, 4)
  expect(width('by')).toBeLessThan(width('alone') / 10)
})

test('a coordinate without noise has no such ratio', () => {
  const { values } = draws(0, () => 1)
  const still = { width: WIDTH, values: Array.from(values, (value, at) => (at % WIDTH < 5 ? 0 : value)) }
  expect(coordinateSignal(still, still)!.coordinates).toBe(15)
  expect(
    coordinateSignal({ width: 1, values: [2, 2, 2, 2, 2] }, { width: 1, values: [2, 2, 2, 2, 2] }),
  ).toBeNull()
})
