import { describe, expect, test } from 'vitest'
import { formOf } from '../../protocol/codes.ts'
import { planSheet } from '../../store/latent/sheet.ts'
import { cellAt, indexOf, onManifold, onTraversal, pointOfCell, setBy } from './place.ts'

const REAL = formOf({ family: 'gaussian', latent: 2, classes: 2 })

describe('the manifold', () => {
  const plan = planSheet([1, 0], REAL)

  test('stands as a graph does: z2 grows upwards', () => {
    const point = (row: number, column: number) => pointOfCell(plan, { row, column }, [9, 9])
    expect(point(19, 0)).toEqual([plan.values[0], plan.values[0]])
    expect(point(0, 19)).toEqual([plan.values[19], plan.values[19]])
    expect(point(0, 0)).toEqual([plan.values[0], plan.values[19]])
  })

  test('a cell lies where its z does', () => {
    for (const [row, column] of [
      [0, 0],
      [3, 17],
      [19, 8],
    ] as const) {
      const [z1, z2] = pointOfCell(plan, { row, column }, [0, 0]) as [number, number]
      const [x, y] = onManifold(z1, z2)
      expect(x).toBeCloseTo((column + 0.5) / 20, 10)
      expect(y).toBeCloseTo((row + 0.5) / 20, 10)
      expect(cellAt(plan, x, y)).toEqual({ row, column })
    }
  })

  test('outside is the nearest cell', () => {
    expect(cellAt(plan, -0.1, 1)).toEqual({ row: 19, column: 0 })
    expect(cellAt(plan, 1, -3)).toEqual({ row: 0, column: 19 })
    expect(indexOf(plan, { row: 19, column: 19 })).toBe(399)
  })
})

describe('the traversal', () => {
  const plan = planSheet([2, 0, 1], REAL)

  test('a cell sets one latent and leaves the others', () => {
    expect(setBy(plan, { row: 0, column: 0 })).toEqual([{ latent: 2, value: -3 }])
    expect(pointOfCell(plan, { row: 1, column: 10 }, [0.5, 0.6, 0.7])).toEqual([3, 0.6, 0.7])
  })

  test('a value lies in the middle of its image', () => {
    plan.values.forEach((value, column) =>
      expect(onTraversal(plan, value)).toBeCloseTo((column + 0.5) / plan.columns, 10),
    )
    expect(onTraversal(plan, 99)).toBe(1)
    expect(onTraversal(plan, -99)).toBe(0)
  })
})
