/** What `npm run soak` calls growth. */
import { describe, expect, test } from 'vitest'
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
