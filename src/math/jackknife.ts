/**
 * The variance of a vector-valued estimator from R draws, with an interval that survives heavy tails: the delete-one
 * jackknife on the logarithm, since a chi-squared interval assumes what the score function breaks.
 *
 * Reference: Efron & Tibshirani, "An introduction to the bootstrap", 1993, chapter 11.
 */

/** A quantity with a two-sided 95 % interval. */
export interface Interval {
  readonly value: number
  readonly lo: number
  readonly hi: number
}

/** Quantile 0.975 of the standard normal distribution. */
const QUANTILE_975 = 1.959963984540054

/** The 95 % interval of a normal variable about its mean, from its standard error. */
export const normalInterval = (value: number, standardError: number): readonly [number, number] => [
  value - QUANTILE_975 * standardError,
  value + QUANTILE_975 * standardError,
]

/** Quantile 0.975 of Student's t for 1, 2 and 3 degrees of freedom. */
const T_OF_FEW = [12.70620474, 4.30265273, 3.18244631]

/** Quantile 0.975 of Student's t, within 1e-3: from four degrees of freedom on by Fisher's expansion in 1/df. */
export function tQuantile975(df: number): number {
  const known = T_OF_FEW[df - 1]
  if (known !== undefined) return known
  const z = QUANTILE_975
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160,
  ]
  return terms.reduce((sum, term, i) => sum + term / df ** (i + 1), z)
}

export const sum = (values: ArrayLike<number>): number => {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]!
  return total
}

/**
 * log S without draw r, for each r: S_(-r) = [(R-1) S - R/(R-1) |g_r - mean g|^2] / (R-2), from the squared distances
 * |g_r - mean g|^2 [R].
 */
export function leaveOneOutLogVariances(squares: ArrayLike<number>): number[] {
  const R = squares.length
  const total = sum(squares) // (R - 1) S
  return Array.from(squares, (square) => Math.log((total - (R / (R - 1)) * square) / (R - 2)))
}

/** Of delete-one values: (R - 1) / R times the sum of the products of their deviations; of one list, its variance. */
export function jackknifeCovariance(a: readonly number[], b: readonly number[]): number {
  const R = a.length
  const [centreA, centreB] = [sum(a) / R, sum(b) / R]
  return ((R - 1) / R) * sum(a.map((value, r) => (value - centreA) * (b[r]! - centreB)))
}

/** Interval of exp(theta) from the estimate theta and its delete-one values. */
function jackknifeInterval(theta: number, withoutOne: readonly number[]): Interval {
  const margin = tQuantile975(withoutOne.length - 1) * Math.sqrt(jackknifeCovariance(withoutOne, withoutOne))
  return { value: Math.exp(theta), lo: Math.exp(theta - margin), hi: Math.exp(theta + margin) }
}

/** S = sum_r |g_r - mean g|^2 / (R-1), the trace of the covariance of one draw. Needs R >= 3 draws. */
export function varianceInterval(squares: ArrayLike<number>): Interval {
  const S = sum(squares) / (squares.length - 1)
  return S === 0
    ? { value: 0, lo: 0, hi: 0 }
    : jackknifeInterval(Math.log(S), leaveOneOutLogVariances(squares))
}

/** Ratio of two variances measured on the same draws, `above` over `below`. */
export function varianceRatioInterval(above: ArrayLike<number>, below: ArrayLike<number>): Interval {
  const without = leaveOneOutLogVariances(below)
  const differences = leaveOneOutLogVariances(above).map((value, r) => value - without[r]!)
  return jackknifeInterval(Math.log(sum(above) / sum(below)), differences)
}
