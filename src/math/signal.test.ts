import { expect, test } from 'vitest'
import { tQuantile975, varianceInterval, type Interval } from './jackknife.ts'
import { normal } from './random.ts'
import { noiseToSignalInterval, squaredMeanInterval, type MeanDraws } from './signal.ts'

const R = 64
const dimensions = 24
/** What the noisy estimator draws is so many times as far from the mean. */
const TIMES = 100
/** The noise of each coordinate. */
const scales = Array.from({ length: dimensions }, (_, j) => 0.95 ** j)
const noiseOf = (times: number) => times ** 2 * scales.reduce((sum, scale) => sum + scale ** 2, 0)
/** Of length 1, unlike in each coordinate. */
const mean = Array.from({ length: dimensions }, (_, j) => Math.sin(1 + j)).map(
  (value, _, all) => value / Math.sqrt(all.reduce((sum, one) => sum + one ** 2, 0)),
)
/** Row by row. */
function drawsOf(rows: Float64Array, width = dimensions): MeanDraws {
  const R = rows.length / width
  const centre = new Float64Array(width)
  rows.forEach((value, i) => (centre[i % width]! += value / R))
  const squares = new Float64Array(R)
  const projections = new Float64Array(R)
  rows.forEach((value, i) => {
    const [r, j] = [Math.floor(i / width), i % width]
    squares[r]! += (value - centre[j]!) ** 2
    projections[r]! += (value - centre[j]!) * centre[j]!
  })
  return { squares, projections, meanSquare: centre.reduce((sum, value) => sum + value ** 2, 0) }
}
/** Draws with this |g|^2; of the noisier estimator half of the noise is that of the less noisy one. */
function estimators(trial: number, draws: number, square: number) {
  const noise = normal(2 * draws * dimensions, { seed: 11, stream: 201, step: trial })
  const length = Math.sqrt(square)
  const g = (i: number) => length * mean[i % dimensions]!
  const own = (i: number) => scales[i % dimensions]! * noise[i]!
  const other = (i: number) => scales[i % dimensions]! * noise[draws * dimensions + i]!
  const of = (value: (i: number) => number) =>
    drawsOf(Float64Array.from({ length: draws * dimensions }, (_, i) => g(i) + value(i)))
  return { quiet: of(own), noisy: of((i) => (TIMES * (own(i) + other(i))) / Math.SQRT2) }
}
const each = <T>(trials: number, of: (trial: number) => T): T[] =>
  Array.from({ length: trials }, (_, trial) => of(trial))

const shareOf = <T>(all: readonly T[], is: (one: T) => boolean) => all.filter(is).length / all.length

test('the mean over pairs of different draws, and its delete-one values', () => {
  const rows = Array.from({ length: 7 }, (_, r) =>
    [...normal(3, { seed: 11, stream: 202, step: r })].map((value) => value + 0.5),
  )
  const ofPairs = (some: number[][]) => {
    const products = some.flatMap((a, r) =>
      some.flatMap((b, s) => (r === s ? [] : [a.reduce((sum, value, j) => sum + value * b[j]!, 0)])),
    )
    return products.reduce((a, b) => a + b) / products.length
  }
  const without = rows.map((_, r) => ofPairs(rows.filter((_, other) => other !== r)))
  const centre = without.reduce((a, b) => a + b) / 7
  const margin =
    tQuantile975(6) * Math.sqrt((6 / 7) * without.reduce((sum, value) => sum + (value - centre) ** 2, 0))
  const { value, lo, hi } = squaredMeanInterval(drawsOf(Float64Array.from(rows.flat()), 3))
  expect(value).toBeCloseTo(ofPairs(rows), 10)
  expect([lo, hi]).toEqual([expect.closeTo(value - margin, 8), expect.closeTo(value + margin, 8)])
})

const isNothing = (found: Interval | null) => found === null

/** Of each trial: the intervals of the quiet and of the noisy estimator. */
const tried = (trials: number, draws: number, square: number) =>
  each(trials, (trial) => {
    const { quiet, noisy } = estimators(trial, draws, square)
    return [noiseToSignalInterval(quiet.squares, quiet), noiseToSignalInterval(noisy.squares, quiet)] as const
  })

/** Share of the trials in which nothing wrong is shown, for each estimator. */
const rightOf = (found: ReturnType<typeof tried>, square: number) =>
  ([1, TIMES] as const).map((times, e) => {
    const truth = noiseOf(times) / square
    return shareOf(found, (both) => isNothing(both[e]!) || (both[e]!.lo <= truth && truth <= both[e]!.hi))
  })

// With few draws the jackknife of |g|^2 errs on the careful side.
test.each([
  [64, 1, 0.97],
  [64, 0.2, 0.97],
  [16, 1, 0.98],
])('R = %i, |g|^2 = %f V: 92 to 97 percent hold the truth, for both estimators', (draws, signal, most) => {
  const square = signal * noiseOf(1)
  const found = tried(1000, draws, square)
  expect(shareOf(found, ([quiet]) => isNothing(quiet))).toBe(0)
  for (const share of rightOf(found, square)) {
    expect(share).toBeGreaterThan(0.92)
    expect(share).toBeLessThanOrEqual(most)
  }
})

test('a signal that can hardly be told from 0 is often not shown, and seldom shown wrongly', () => {
  const square = 0.1 * noiseOf(1)
  const found = tried(300, 16, square)
  const missing = shareOf(found, ([quiet]) => isNothing(quiet))
  expect(missing).toBeGreaterThan(0.1)
  expect(missing).toBeLessThan(0.9)
  for (const share of rightOf(found, square)) expect(share).toBeGreaterThan(0.95)
})

test('without a signal there is nothing to show', () => {
  expect(shareOf(tried(300, R, 0), ([quiet]) => isNothing(quiet))).toBeGreaterThan(0.97)
})

test('of its own signal the noisy estimator finds a random number; the quiet one finds the order', () => {
  const square = 0.2 * noiseOf(1)
  const isNear = (value: number) => Math.abs(Math.log((value * square) / noiseOf(TIMES))) < Math.log(1.5)
  const found = each(200, (trial) => {
    const { quiet, noisy } = estimators(trial, R, square)
    return {
      bare: varianceInterval(noisy.squares).value / squaredMeanInterval(noisy).value,
      byItself: noiseToSignalInterval(noisy.squares, noisy),
      byQuiet: noiseToSignalInterval(noisy.squares, quiet),
    }
  })
  expect(shareOf(found, ({ bare }) => isNear(bare))).toBeLessThan(0.02)
  expect(shareOf(found, ({ byItself }) => isNothing(byItself))).toBeGreaterThan(0.95)
  expect(shareOf(found, ({ byQuiet }) => byQuiet !== null && isNear(byQuiet.value))).toBeGreaterThan(0.98)
})

test('without noise the ratio is 0; what is not finite has none', () => {
  const still = { squares: [0, 0, 0], projections: [0, 0, 0], meanSquare: 4 }
  expect(noiseToSignalInterval(still.squares, still)).toEqual({ value: 0, lo: 0, hi: 0 })
  expect(noiseToSignalInterval([NaN, 1, 1], still)).toBeNull()
  expect(noiseToSignalInterval([1, 1, 1], { ...still, meanSquare: Infinity })).toBeNull()
})
