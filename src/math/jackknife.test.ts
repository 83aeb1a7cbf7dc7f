import { describe, expect, test } from 'vitest'
import { normal } from './random.ts'
import {
  leaveOneOutLogVariances,
  tQuantile975,
  varianceInterval,
  varianceRatioInterval,
} from './jackknife.ts'

/** R draws of a d-dimensional vector, with coordinate j of standard deviation scale(j). */
function draw(R: number, d: number, step: number, scale: (j: number) => number): number[][] {
  const noise = normal(R * d, { seed: 11, stream: 200, step })
  return Array.from({ length: R }, (_, r) =>
    Array.from({ length: d }, (_, j) => scale(j) * noise[r * d + j]!),
  )
}
const squaresOf = (draws: number[][]): number[] => {
  const centre = draws[0]!.map((_, j) => draws.reduce((sum, row) => sum + row[j]!, 0) / draws.length)
  return draws.map((row) => row.reduce((sum, value, j) => sum + (value - centre[j]!) ** 2, 0))
}

test.each([
  [1, 12.7062],
  [2, 4.3027],
  [3, 3.1824],
  [4, 2.7764],
  [15, 2.1314],
  [63, 1.9983],
  [1000, 1.9623],
])('the 0.975 quantile of t with %i degrees of freedom is %f', (df, expected) => {
  expect(Math.abs(tQuantile975(df) - expected)).toBeLessThan(1e-3)
})

test('the delete-one formula equals leaving the draw out', () => {
  const draws = draw(9, 4, 0, (j) => j + 1)
  leaveOneOutLogVariances(squaresOf(draws)).forEach((value, r) => {
    const others = draws.filter((_, other) => other !== r)
    const S = squaresOf(others).reduce((a, b) => a + b) / (others.length - 1)
    expect(value).toBeCloseTo(Math.log(S), 10)
  })
})

describe('coverage of the 95 % interval, on synthetic data', () => {
  const trials = 2000
  /** Share of trials whose interval holds the truth; its own standard error is about 0.5 %. */
  const coverage = (covers: (trial: number) => boolean) =>
    Array.from({ length: trials }, (_, trial) => covers(trial)).filter(Boolean).length / trials
  const dimensions = 12
  const truth = (scale: (j: number) => number) =>
    Array.from({ length: dimensions }, (_, j) => scale(j) ** 2).reduce((a, b) => a + b)

  test.each([
    [16, 'equal scales', () => 1],
    [64, 'equal scales', () => 1],
    [64, 'scales falling off', (j: number) => 0.7 ** j],
  ])('R = %i, %s: 93 to 97 %%', (R, _, scale) => {
    const share = coverage((trial) => {
      const { lo, hi } = varianceInterval(squaresOf(draw(R, dimensions, trial, scale)))
      return lo <= truth(scale) && truth(scale) <= hi
    })
    expect(share).toBeGreaterThan(0.93)
    expect(share).toBeLessThan(0.97)
  })

  test('of a ratio on shared noise, R = 64: 93 to 97 %', () => {
    const share = coverage((trial) => {
      const below = draw(64, dimensions, trial, (j) => 0.7 ** j)
      const above = draw(64, dimensions, trial, () => 3)
      const { lo, hi } = varianceRatioInterval(squaresOf(above), squaresOf(below))
      const ratio = truth(() => 3) / truth((j) => 0.7 ** j)
      return lo <= ratio && ratio <= hi
    })
    expect(share).toBeGreaterThan(0.93)
    expect(share).toBeLessThan(0.97)
  })
})

test('an estimator without noise has variance 0', () => {
  expect(varianceInterval([0, 0, 0, 0])).toEqual({ value: 0, lo: 0, hi: 0 })
})
