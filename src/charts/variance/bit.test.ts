import { expect, test } from 'vitest'
import { cubicThrough, exactMomentsOf, MOVED, type BitProblem } from '../../math/one-bit.ts'
import { meansOverTheta, noiseOverTemperature, pathShape, RELAXED } from './bit.ts'

const problem: BitProblem = {
  path: cubicThrough([0, 1 / 27, 8 / 27, 1]),
  theta: 0.3,
  temperature: 0.7,
  baseline: 0,
}

test('over theta: one line for the gradient, one for each that f between 0 and 1 moves', () => {
  const { aligned, x } = meansOverTheta(problem)
  expect(aligned.columns).toHaveLength(MOVED.length + 1)
  expect(x).toEqual([0, 1])
  const at = aligned.xs.indexOf(0.3)
  expect(aligned.columns.at(-1)![at]).toBeCloseTo(0.21, 12)
  MOVED.forEach((id, column) =>
    expect(aligned.columns[column]![at]).toBeCloseTo(exactMomentsOf(id, problem).mean, 12),
  )
})

test('over the temperature: the variance rises towards the slope 1/tau as the temperature falls, and the bias falls', () => {
  const { aligned, range } = noiseOverTemperature(problem)
  expect(aligned.columns).toHaveLength(1 + 2 * RELAXED.length)
  const [limit, variance, bias] = aligned.columns as readonly (readonly number[])[]
  expect(variance![0]! / limit![0]!).toBeGreaterThan(0.9)
  expect(variance!.at(-1)! / limit!.at(-1)!).toBeLessThan(0.5)
  expect(bias![0]!).toBeLessThan(0.1 * bias![24]!)
  expect(range![0]).toBeGreaterThan(0)
})

test('without a slope there is nothing on a log axis', () => {
  const flat = { ...problem, path: cubicThrough([1, 1, 1, 1]) }
  expect(noiseOverTemperature(flat).range).toBeNull()
})

test('the density is highest where it is 1, and lies at the ends when it is cold', () => {
  const { density } = pathShape({ ...problem, temperature: 0.05 })
  const heights = density.map(([, height]) => height)
  expect(Math.max(...heights)).toBe(1)
  expect(heights[Math.floor(heights.length / 2)]).toBeLessThan(0.05)
})
