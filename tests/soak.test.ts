/** What `npm run soak` calls growth. */
import { describe, expect, test } from 'vitest'
import { growthOf } from '../scripts/soak/growth.ts'
import type { Sample } from '../scripts/soak/measure.ts'
import { slopeOf } from '../scripts/soak/slope.ts'

const at = (values: readonly number[]) => values.map((value, i) => ({ step: 1000 * i, value }))

describe('growth a step', () => {
  test('of a line is its slope', () => {
    expect(slopeOf(at([5, 7, 9, 11]))).toBeCloseTo(0.002, 12)
  })
  test('of what goes up and down about the same value is nothing', () => {
    expect(slopeOf(at([5, 9, 5, 9, 5, 9, 5]))).toBe(0)
  })
  test('is not moved by one value that stands out', () => {
    expect(slopeOf(at([5, 5, 5, 5, 500, 5, 5]))).toBe(0)
    expect(slopeOf(at([0, 1, 2, 3, 0, 5, 6, 7]))).toBeCloseTo(0.001, 12)
  })
  test('of too little is nothing', () => {
    expect(slopeOf([])).toBe(0)
    expect(slopeOf(at([3]))).toBe(0)
  })
})

describe('a soak', () => {
  const sample = (step: number, change: Partial<Sample> = {}): Sample => ({
    ...{ step, seconds: step / 100, tensors: 51, tensorBytes: 2e6, wasmBytes: 2e7, workerHeap: 6e7 },
    ...{ pageHeap: 2e7, canvases: 6, elements: 4000, nodes: 6000, listeners: 500, stored: 6e6, ...change },
  })
  const steps = Array.from({ length: 20 }, (_, i) => 5000 * (i + 1))
  const grown = (samples: readonly Sample[]) =>
    growthOf(samples, 100_000)
      .filter(({ isFlat }) => !isFlat)
      .map(({ head }) => head)

  test('of a page that stays as it is ends well', () => {
    expect(
      growthOf(
        steps.map((step) => sample(step)),
        100_000,
      ),
    ).toHaveLength(10)
    expect(grown(steps.map((step) => sample(step)))).toEqual([])
  })

  test('finds a tensor that is lost every 50,000 steps, and 100 bytes a step', () => {
    const leaking = (step: number) =>
      sample(step, { tensors: 51 + Math.floor(step / 50_000), pageHeap: 2e7 + 100 * step })
    expect(grown(steps.map(leaking))).toEqual(['tensors', 'page MB'])
  })

  test('says nothing of what happens before the warm-up is over, or of too few steps', () => {
    expect(grown(steps.map((step) => sample(step, { nodes: step < 25_000 ? step : 25_000 })))).toEqual([])
    expect(
      growthOf(
        steps.slice(0, 6).map((step) => sample(step)),
        30_000,
      ),
    ).toEqual([])
  })
})
