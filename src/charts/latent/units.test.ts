import { describe, expect, test } from 'vitest'
import { latentStatistics } from '../../math/latent-statistics.ts'
import { normal } from '../../math/random.ts'
import type { Encodings } from '../../protocol/latent.ts'
import { aggregateDensity, densityReach, totalKl, unitsOf } from './units.ts'

const COUNT = 500

/** The first latent is used, the second one is the prior's own. */
function encodings(): Encodings {
  const draws = normal(COUNT, { seed: 3, stream: 1, step: 0 })
  const mean = Float32Array.from({ length: 2 * COUNT }, (_, i) => (i % 2 === 0 ? 1.5 * draws[i / 2]! : 0))
  const spread = Float32Array.from({ length: 2 * COUNT }, (_, i) => (i % 2 === 0 ? Math.exp(-1.5) : 1))
  return { step: 1, count: COUNT, indices: new Uint32Array(COUNT), latent: 2, mean, spread }
}

const statisticsOf = ({ mean, spread, latent }: Encodings) => latentStatistics(mean, spread, latent)
const area = ({ xs, columns }: ReturnType<typeof aggregateDensity>, column: number) =>
  columns[column]!.reduce<number>((sum, value) => sum + Number(value), 0) * (xs[1]! - xs[0]!)

test('units come in their order, with what they cost and whether they are used', () => {
  const statistics = statisticsOf(encodings())
  const [inactive, active] = unitsOf(statistics, [1, 0])
  expect([inactive!.latent, active!.latent]).toEqual([1, 0])
  expect([inactive!.isActive, active!.isActive]).toEqual([false, true])
  expect(inactive!.kl).toBeCloseTo(0, 6)
  expect(active!.kl).toBeGreaterThan(1)
  expect(totalKl(statistics)).toBeCloseTo(active!.kl, 6)
})

describe('the aggregate posterior', () => {
  test('that is the prior lies on it', () => {
    const { columns } = aggregateDensity(encodings(), 1, 4)
    columns[0]!.forEach((value, i) => expect(columns[1]![i]).toBeCloseTo(Number(value), 6))
  })

  test('is a density, with the mean and the spread that the units tell', () => {
    const [unit] = unitsOf(statisticsOf(encodings()), [0, 1])
    const density = aggregateDensity(encodings(), 0, densityReach(unit!))
    expect(area(density, 1)).toBeCloseTo(1, 3)
    const step = density.xs[1]! - density.xs[0]!
    const moment = (power: number) =>
      density.xs.reduce((sum, x, i) => sum + step * x ** power * Number(density.columns[1]![i]), 0)
    expect(moment(1)).toBeCloseTo(unit!.mean, 2)
    expect(Math.sqrt(moment(2) - moment(1) ** 2)).toBeCloseTo(unit!.deviation, 2)
  })

  test('of posteriors that are points is still seen, with its area', () => {
    const points: Encodings = { ...encodings(), spread: new Float32Array(2 * COUNT).fill(1e-9) }
    const density = aggregateDensity(points, 0, 8)
    expect(area(density, 1)).toBeCloseTo(1, 2)
    expect(Math.max(...density.columns[1]!.map(Number))).toBeLessThan(5)
  })
})
