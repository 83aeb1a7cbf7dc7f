import { describe, expect, it } from 'vitest'
import { labelBeside, placeLabels } from './marks.ts'

describe('the names of marks', () => {
  it('stand right of their line, and left of it where there is no room', () => {
    expect(labelBeside(100, 50, 300)).toEqual({ from: 104, to: 154 })
    expect(labelBeside(280, 50, 300)).toEqual({ from: 227, to: 277 })
  })

  it('do not run into each other, also where one stands left of its line', () => {
    // The third has no room on the right: it would stand over the second, whose line is far left of its own.
    const labels = [
      [10, 40],
      [180, 80],
      [280, 50],
    ].map(([left, width]) => labelBeside(left!, width!, 300))
    expect(placeLabels(labels, 6)).toEqual([0, 0, 1])
  })

  it('are left out where every row is taken', () => {
    const labels = [10, 12, 14, 16].map((left) => labelBeside(left, 50, 300))
    expect(placeLabels(labels, 6)).toEqual([0, 1, 2, null])
  })
})
