import { describe, expect, test } from 'vitest'
import {
  childrenOf,
  keyOf,
  NODE_SHARES,
  NODES_PER_CELL,
  ringOf,
  sideOf,
  writeNodes,
  type Cell,
} from './cell.ts'
import { gaussLegendre } from './gauss-legendre.ts'
import { logDistance, logSumExp } from './log-sum.ts'

describe('Gauss and Legendre', () => {
  test('the rule of two and of three nodes', () => {
    expect([...gaussLegendre(2).nodes]).toEqual(
      [-1, 1].map((sign) => expect.closeTo(sign / Math.sqrt(3), 14)),
    )
    const { nodes, weights } = gaussLegendre(3)
    expect([...nodes]).toEqual([-1, 0, 1].map((sign) => expect.closeTo(sign * Math.sqrt(0.6), 14)))
    expect([...weights]).toEqual([5 / 9, 8 / 9, 5 / 9].map((weight) => expect.closeTo(weight, 14)))
  })

  test.each([1, 2, 3, 4, 5, 8, 20])('%i nodes are exact up to degree 2n - 1, and no further', (n) => {
    const { nodes, weights } = gaussLegendre(n)
    const integral = (degree: number) => nodes.reduce((sum, x, i) => sum + weights[i]! * x ** degree, 0)
    for (let degree = 0; degree < 2 * n; degree++)
      expect(integral(degree)).toBeCloseTo(degree % 2 ? 0 : 2 / (degree + 1), 13)
    if (n < 8) expect(Math.abs(integral(2 * n) - 2 / (2 * n + 1))).toBeGreaterThan(1e-7)
  })
})

describe('cells', () => {
  const cell: Cell = { level: 3, column: -5, row: 2 }
  const integrate = (one: Cell, f: (x: number, y: number) => number) => {
    const z = new Float64Array(2 * NODES_PER_CELL)
    writeNodes(one, z)
    return (
      NODE_SHARES.reduce((sum, share, i) => sum + share * f(z[2 * i]!, z[2 * i + 1]!), 0) * sideOf(one) ** 2
    )
  }

  test('the four children cover what their parent does', () => {
    const f = (x: number, y: number) => 1 + x * y * y + x ** 3
    const parts = childrenOf(cell).map((child) => integrate(child, f))
    expect(parts.reduce((a, b) => a + b)).toBeCloseTo(integrate(cell, f), 15)
    expect(integrate(cell, () => 1)).toBeCloseTo(1 / 64, 15)
    expect(integrate(cell, (x) => x) * 64).toBeCloseTo(-4.5 / 8, 15)
    expect(integrate(cell, (_, y) => y) * 64).toBeCloseTo(2.5 / 8, 15)
  })

  test('rings cover a square once', () => {
    const cells = [0, 1, 2].flatMap(ringOf)
    expect(cells).toHaveLength(36)
    expect(new Set(cells.map(keyOf)).size).toBe(36)
    expect(cells.every(({ column, row }) => column >= -3 && column < 3 && row >= -3 && row < 3)).toBe(true)
  })

  test('keys are exact and differ', () => {
    const corners = [-24, -1, 0, 23].flatMap((column) =>
      [-24, 0, 23].map((row) => ({ level: 0, column, row })),
    )
    let cells: Cell[] = corners
    const keys = new Set<number>()
    let count = 0
    for (let level = 0; level <= 14; level++) {
      for (const one of cells) keys.add(keyOf(one))
      count += cells.length
      cells = cells.map((one, i) => childrenOf(one)[i % 4]!)
    }
    expect(keys.size).toBe(count)
    expect([...keys].every(Number.isSafeInteger)).toBe(true)
  })
})

test('sums by logarithms, near and far from 1', () => {
  expect(logSumExp([-1000, -1000])).toBeCloseTo(-1000 + Math.LN2, 12)
  expect(logSumExp([800, -Infinity])).toBe(800)
  expect(logSumExp([])).toBe(-Infinity)
  expect(logDistance(-700, -700 + Math.log(3))).toBeCloseTo(-700 + Math.log(2), 12)
  expect(logDistance(2, 2)).toBe(-Infinity)
  expect(logDistance(-Infinity, -Infinity)).toBe(-Infinity)
})
