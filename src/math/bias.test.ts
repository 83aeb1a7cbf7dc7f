/** Bias and cosine of known vectors: the intervals hold the truth about as often as they say. */
import { describe, expect, test } from 'vitest'
import { biasOf, type PairedDraws } from './bias.ts'
import { normal } from './random.ts'
import type { MeanDraws } from './signal.ts'

const R = 32
const REPEATS = 300
const [m, g] = [
  [1, 0.5, 0, 0],
  [1, 0, 0, 0.2],
]

function drawsOf(rows: readonly (readonly number[])[]): MeanDraws {
  const mean = rows[0]!.map((_, j) => rows.reduce((sum, row) => sum + row[j]! / rows.length, 0))
  const away = rows.map((row) => row.map((value, j) => value - mean[j]!))
  return {
    squares: away.map((row) => row.reduce((sum, value) => sum + value * value, 0)),
    projections: away.map((row) => row.reduce((sum, value, j) => sum + value * mean[j]!, 0)),
    meanSquare: mean.reduce((sum, value) => sum + value * value, 0),
  }
}

/** R draws of m and of g, the noise of g being half that of m. */
function paired(of: readonly number[], sd: number, step: number): PairedDraws {
  const noise = normal(R * m.length, { seed: 8, stream: 501, step })
  const rows = (centre: readonly number[], scale: number) =>
    Array.from({ length: R }, (_, r) => centre.map((value, j) => value + scale * noise[r * m.length + j]!))
  const [a, b] = [rows(of, sd), rows(g, sd / 2)]
  const difference = a.map((row, r) => row.map((value, j) => value - b[r]![j]!))
  return { of: drawsOf(a), to: drawsOf(b), difference: drawsOf(difference) }
}

const holds = ({ lo, hi }: { lo: number; hi: number }, value: number) => lo <= value && value <= hi

describe('over many repeats', () => {
  const all = Array.from({ length: REPEATS }, (_, step) => biasOf(paired(m, 0.4, step)))
  const square = 0.5 ** 2 + 0.2 ** 2
  const cosine = 1 / Math.hypot(1, 0.5) / Math.hypot(1, 0.2)

  test('the square of the bias has no bias, and its interval holds the truth in nine cases of ten', () => {
    const mean = all.reduce((sum, one) => sum + one.square.value / REPEATS, 0)
    const sd = Math.sqrt(all.reduce((sum, one) => sum + (one.square.value - mean) ** 2 / REPEATS, 0))
    expect(Math.abs(mean - square)).toBeLessThan((4.5 * sd) / Math.sqrt(REPEATS))
    expect(all.filter((one) => holds(one.square, square)).length / REPEATS).toBeGreaterThan(0.88)
  })

  test('so does that of the cosine', () => {
    expect(all.filter(({ cosine: own }) => own && holds(own, cosine)).length / REPEATS).toBeGreaterThan(0.88)
  })
})

test('without bias the interval of its square holds 0, and the cosine is near 1', () => {
  const { square, cosine } = biasOf(paired(g, 0.05, 1))
  expect(holds(square, 0)).toBe(true)
  expect(cosine!.value).toBeGreaterThan(0.99)
})

test('a mean that cannot be told from 0 has no direction', () => {
  expect(biasOf(paired([0, 0, 0, 0], 2, 2)).cosine).toBeNull()
})
