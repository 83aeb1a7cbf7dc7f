/**
 * Pooled means of known vectors: the weights, the error of the mean, and how often the intervals of bias hold the truth beside it and
 * beside an exact one.
 */
import { describe, expect, test } from 'vitest'
import { biasOf, type Bias } from './bias.ts'
import type { Interval } from './jackknife.ts'
import { pooledWeights, quadraticOfSum } from './pooled-mean.ts'
import { normal, uniform } from './random.ts'
import type { MeanDraws } from './signal.ts'

const D = 12
type Draws = Float64Array

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0)
const unit = (of: (j: number) => number) =>
  Array.from({ length: D }, (_, j) => of(j)).map((value, _, all) => value / Math.hypot(...all))
/** The gradient, and the direction of the bias. */
const g = unit((j) => Math.sin(1 + j))
const away = unit((j) => Math.cos(2 + 3 * j))

function drawsOf(rows: Draws): MeanDraws & { readonly mean: Float64Array } {
  const R = rows.length / D
  const mean = new Float64Array(D)
  rows.forEach((value, i) => (mean[i % D]! += value / R))
  const [squares, projections] = [new Float64Array(R), new Float64Array(R)]
  rows.forEach((value, i) => {
    const off = value - mean[i % D]!
    squares[Math.floor(i / D)]! += off * off
    projections[Math.floor(i / D)]! += off * mean[i % D]!
  })
  return { squares, projections, mean, meanSquare: sum(mean.map((value) => value * value)) }
}

const minus = (a: Draws, b: Draws): Draws => a.map((value, i) => value - b[i]!)
const weighted = (w: readonly number[], all: readonly Draws[]): Draws =>
  all[0]!.map((_, i) => all.reduce((total, one, k) => total + w[k]! * one[i]!, 0))
const noiseOf = (rows: Draws) => sum(drawsOf(rows).squares)
const quadraticsIn = (all: readonly Draws[], q = noiseOf) => ({
  own: (k: number) => q(all[k]!),
  apart: (k: number, l: number) => q(minus(all[k]!, all[l]!)),
})
const pooled = (all: readonly Draws[]): Draws => weighted(pooledWeights(all.length, quadraticsIn(all)), all)
const squaredError = (rows: Draws) =>
  drawsOf(rows).mean.reduce((all, value, j) => all + (value - g[j]!) ** 2, 0)

interface World {
  readonly draws: number
  /** Standard deviations of the unbiased estimators' coordinates. */
  readonly sds: readonly number[]
  /** The share of each one's variance that all have in common. */
  readonly shared: number
  /** |m - g| of the biased one, whose standard deviation is 1. */
  readonly bias: number
  /** The noise is that of an exponential variable, not normal. */
  readonly isSkew?: boolean
}

/** Draws of the unbiased estimators, and of the biased one on the same noise. */
function worldAt({ draws, sds, shared, bias, isSkew }: World, step: number) {
  const count = draws * D
  const key = { seed: 3, stream: 77, step }
  const noise = isSkew
    ? uniform((sds.length + 2) * count, 1e-7, 1, key).map((value) => -Math.log(value) - 1)
    : normal((sds.length + 2) * count, key)
  const make = (k: number, mean: readonly number[], sd: number): Draws =>
    Float64Array.from(
      { length: count },
      (_, i) =>
        mean[i % D]! +
        sd * (Math.sqrt(shared) * noise[i]! + Math.sqrt(1 - shared) * noise[(k + 1) * count + i]!),
    )
  const m = g.map((value, j) => value + bias * away[j]!)
  return { pool: sds.map((sd, k) => make(k, g, sd)), biased: make(sds.length, m, 1), m }
}

const each = <T>(count: number, of: (step: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => of(i))

describe('quadratic forms of a sum', () => {
  const { pool } = worldAt({ draws: 5, sds: [1, 2, 3], shared: 0.3, bias: 0 }, 9)
  test.each([[[0.2, 0.5, 0.3]], [[1, -0.4, -0.6]], [[0, 1, 0]], [[2, -3, 0.5]]])('with %j', (c) => {
    for (const q of [noiseOf, (rows: Draws) => drawsOf(rows).meanSquare])
      expect(quadraticOfSum(c, quadraticsIn(pool, q))).toBeCloseTo(q(weighted(c, pool)), 9)
    const along = (rows: Draws) => drawsOf(rows).projections[2]!
    expect(quadraticOfSum(c, quadraticsIn(pool, along))).toBeCloseTo(along(weighted(c, pool)), 9)
  })
})

/** Of estimators with this covariance. */
const quadraticsOfCovariance = (C: readonly (readonly number[])[]) => ({
  own: (k: number) => C[k]![k]!,
  apart: (k: number, l: number) => C[k]![k]! + C[l]![l]! - 2 * C[k]![l]!,
})

describe('the weights', () => {
  test('of independent estimators are their inverse variances', () => {
    const weights = pooledWeights(
      3,
      quadraticsOfCovariance([
        [1, 0, 0],
        [0, 4, 0],
        [0, 0, 100],
      ]),
    )
    weights.forEach((weight, k) => expect(weight).toBeCloseTo([1, 0.25, 0.01][k]! / 1.26, 6))
  })
  test('are none of those that only add noise of a better one', () => {
    expect(
      pooledWeights(
        2,
        quadraticsOfCovariance([
          [9, 3],
          [3, 1],
        ]),
      ),
    ).toEqual([0, 1])
  })
  test('of estimators that are all the same are any, and of one without noise all', () => {
    expect(
      sum(
        pooledWeights(
          2,
          quadraticsOfCovariance([
            [2, 2],
            [2, 2],
          ]),
        ),
      ),
    ).toBe(1)
    expect(
      pooledWeights(
        2,
        quadraticsOfCovariance([
          [0, 0],
          [0, 5],
        ]),
      ),
    ).toEqual([1, 0])
    expect(pooledWeights(1, quadraticsOfCovariance([[7]]))).toEqual([1])
  })
  test('leave no better ones above 0, on a grid', () => {
    const C = [
      [2, 0.9, 1.1],
      [0.9, 1.5, -0.2],
      [1.1, -0.2, 6],
    ]
    const noise = (w: readonly number[]) => quadraticOfSum(w, quadraticsOfCovariance(C))
    const weights = pooledWeights(3, quadraticsOfCovariance(C))
    expect(sum(weights)).toBeCloseTo(1, 12)
    for (let a = 0; a <= 50; a++)
      for (let b = 0; a + b <= 50; b++)
        expect(noise(weights)).toBeLessThanOrEqual(noise([a / 50, b / 50, 1 - (a + b) / 50]) + 1e-9)
  })
})

describe('the error of the pooled mean beside that of the least noisy estimator', () => {
  const ratioIn = (world: World, mean: (all: readonly Draws[]) => Draws) => {
    const found = each(300, (step) => {
      const { pool } = worldAt(world, step)
      return { own: squaredError(mean(pool)), best: squaredError(pool[0]!) }
    })
    return sum(found.map(({ own }) => own)) / sum(found.map(({ best }) => best))
  }
  const alone = { draws: 16, sds: [1, Math.SQRT2, 2], shared: 0, bias: 0 }
  // Standard error of a ratio of sums of 300 chi squares with 12 degrees of freedom, at most: sqrt(2 / 3600) = 0.024 of each.
  test('is what theory says, of independent noise', () => {
    expect(Math.abs(ratioIn(alone, pooled) / (4 / 7) - 1)).toBeLessThan(4.5 * 0.034)
    expect(Math.abs(ratioIn({ ...alone, isSkew: true }, pooled) / (4 / 7) - 1)).toBeLessThan(4.5 * 0.05)
  })
  test('is no larger where they share their noise, as it is with inverse variances', () => {
    const together = { ...alone, sds: [1, 1.2, 1.4], shared: 0.95 }
    const inverse = (all: readonly Draws[]) => {
      const weights = all.map((one) => 1 / noiseOf(one))
      return weighted(
        weights.map((weight) => weight / sum(weights)),
        all,
      )
    }
    expect(ratioIn(together, pooled)).toBeLessThan(1.02)
    expect(ratioIn(together, inverse)).toBeGreaterThan(1.1)
  })
})

const holds = (own: Interval | null, value: number) =>
  own !== null && own.lo <= value + 1e-9 && value - 1e-9 <= own.hi

const TRIALS = 600
/** The standard error of a share of 95 % among the trials. */
const ERROR = Math.sqrt((0.95 * 0.05) / TRIALS)
const shareOf = (found: readonly Bias[], is: (one: Bias) => boolean) => found.filter(is).length / TRIALS

function biasesIn(world: World) {
  const trials = each(TRIALS, (step) => {
    const { pool, biased } = worldAt(world, step)
    const exact = Float64Array.from(biased, (_, i) => g[i % D]!)
    const [first, ...others] = pool
    const beside = (own: Draws, to: Draws) =>
      biasOf({ of: drawsOf(own), to: drawsOf(to), difference: drawsOf(minus(own, to)) })
    return {
      pooled: beside(biased, pooled(pool)),
      exact: beside(biased, exact),
      others: beside(first!, pooled(others)),
    }
  })
  const of = (name: keyof (typeof trials)[number]) => trials.map((one) => one[name])
  return { pooled: of('pooled'), exact: of('exact'), others: of('others') }
}

describe.each([
  ['normal noise, one far better', { draws: 64, sds: [0.3, 3, 6], shared: 0.5, bias: 0.7 }],
  ['skew noise, alike', { draws: 64, sds: [1, 1.5, 2], shared: 0.5, bias: 0.7, isSkew: true }],
] as const)('a known bias: %s', (_, world) => {
  const { m } = worldAt(world, 0)
  const cosine = m.reduce((all, value, j) => all + value * g[j]!, 0) / Math.hypot(...m)
  const found = biasesIn(world)
  test.each(['pooled', 'exact'] as const)('beside the %s truth, intervals hold it in 95 %%', (name) => {
    const near = (is: (one: Bias) => boolean) =>
      expect(Math.abs(shareOf(found[name], is) - 0.95)).toBeLessThan(4.5 * ERROR)
    near(({ square }) => holds(square, world.bias ** 2))
    near(({ error }) => holds(error, D + world.bias ** 2))
    near(({ cosine: own }) => own === null || holds(own, cosine))
    expect(shareOf(found[name], ({ cosine: own }) => own === null)).toBeLessThan(0.05)
    const values = found[name].map(({ square }) => square.value)
    const mean = sum(values) / TRIALS
    const sd = Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / TRIALS)
    expect(Math.abs(mean - world.bias ** 2)).toBeLessThan((4.5 * sd) / Math.sqrt(TRIALS))
    expect(shareOf(found[name], ({ square }) => square.lo > 0)).toBeGreaterThan(0.6)
  })
  test('an unbiased estimator has none beside the others', () => {
    const { others } = found
    expect(shareOf(others, ({ square }) => square.lo > 0)).toBeLessThan(0.025 + 4.5 * ERROR)
    expect(shareOf(others, ({ square }) => holds(square, 0))).toBeGreaterThan(0.95 - 4.5 * ERROR)
    const variance = D * world.sds[0] ** 2
    expect(shareOf(others, ({ error }) => holds(error, variance))).toBeGreaterThan(0.95 - 4.5 * ERROR)
    expect(shareOf(others, ({ cosine: own }) => own === null || holds(own, 1))).toBeGreaterThan(
      0.95 - 4.5 * ERROR,
    )
  })
})

test('a bias of 0 is not told from 0, with few draws too', () => {
  const { pooled: beside, exact } = biasesIn({ draws: 16, sds: [1, 1.5, 2], shared: 0.5, bias: 0 })
  for (const all of [beside, exact]) {
    expect(shareOf(all, ({ square }) => square.lo > 0)).toBeLessThan(0.025 + 4.5 * ERROR)
    expect(shareOf(all, ({ square }) => holds(square, 0))).toBeGreaterThan(0.95 - 4.5 * ERROR)
    expect(shareOf(all, ({ error }) => holds(error, D))).toBeGreaterThan(0.95 - 4.5 * ERROR)
  }
})

test('an unbiased estimator hides in a pool that holds it, and a bias that it should not have with it', () => {
  const world = { draws: 64, sds: [0.3, 3, 6], shared: 0, bias: 0 }
  const found = each(50, (step) => {
    const { pool } = worldAt(world, step)
    const wrong = pool[0]!.map((value, i) => value + 2 * away[i % D]!)
    const all = [wrong, ...pool.slice(1)]
    const beside = (to: Draws) =>
      biasOf({ of: drawsOf(wrong), to: drawsOf(to), difference: drawsOf(minus(wrong, to)) }).square.value
    return { others: beside(pooled(all.slice(1))), all: beside(pooled(all)) }
  })
  expect(sum(found.map(({ others }) => others)) / 50).toBeGreaterThan(3)
  expect(sum(found.map(({ all }) => all)) / 50).toBeLessThan(0.1)
})
