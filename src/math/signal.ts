/**
 * The signal in the draws of a vector-valued estimator, |g|^2 with g its mean, and the noise over it, each with an
 * interval by the delete-one jackknife.
 */
import {
  jackknifeCovariance,
  leaveOneOutLogVariances,
  sum,
  tQuantile975,
  varianceInterval,
  type Interval,
} from './jackknife.ts'

/** What R draws of a vector say of its mean g. */
export interface MeanDraws {
  /** |g_r - mean g|^2 [R]. */
  readonly squares: ArrayLike<number>
  /** <g_r - mean g, mean g> [R]. */
  readonly projections: ArrayLike<number>
  /** |mean g|^2. */
  readonly meanSquare: number
}

/** |mean g|^2 - S/R: without bias for |g|^2, the mean of <g_r, g_s> over all pairs of different draws. */
const squaredMean = (meanSquare: number, S: number, draws: number): number => meanSquare - S / draws

/** The same without draw r, for each r; the mean of the others is (R mean g - g_r) / (R - 1). */
export function leaveOneOutSquaredMeans({ squares, projections, meanSquare }: MeanDraws): number[] {
  const R = squares.length
  return leaveOneOutLogVariances(squares).map((logS, r) => {
    const withoutDraw = meanSquare - (2 / (R - 1)) * projections[r]! + squares[r]! / (R - 1) ** 2
    return squaredMean(withoutDraw, Math.exp(logS), R - 1)
  })
}

/**
 * |g|^2, the squared length of the mean of a noisy vector. The estimate has no bias, so it and its ends may be negative
 * where g is short: whoever divides by it looks at the lower end first. Needs R >= 3 draws.
 */
export function squaredMeanInterval(draws: MeanDraws): Interval {
  const R = draws.squares.length
  const value = squaredMean(draws.meanSquare, sum(draws.squares) / (R - 1), R)
  const without = leaveOneOutSquaredMeans(draws)
  const margin = tQuantile975(R - 1) * Math.sqrt(jackknifeCovariance(without, without))
  return { value, lo: value - margin, hi: value + margin }
}

/** Of two estimates, from their delete-one values; 0 where one of them does not vary. */
export const jackknifeCorrelation = (a: readonly number[], b: readonly number[]): number => {
  const scale = Math.sqrt(jackknifeCovariance(a, a) * jackknifeCovariance(b, b))
  return scale > 0 ? jackknifeCovariance(a, b) / scale : 0
}

/**
 * Noise over signal, V / |g|^2: `noise` are the squares |h_r - mean h|^2 of an estimator h, `signal` the draws of an
 * estimator with the same mean on the same noise, perhaps h itself. Null where the interval of |g|^2 holds 0: the ratio
 * may then be anything.
 *
 * The intervals of V (its error is a factor) and of |g|^2 (its error is a difference) become one for the difference of
 * their logarithms, each end from the ends that it comes of, with the correlation of both.
 *
 * Reference: Zou & Donner, "Construction of confidence limits about effect measures: a general approach", Statistics in
 * Medicine 27, 2008.
 */
export function noiseToSignalInterval(noise: ArrayLike<number>, signal: MeanDraws): Interval | null {
  const V = varianceInterval(noise)
  const length = squaredMeanInterval(signal)
  if (!(length.lo > 0)) return null
  const value = V.value / length.value
  if (V.value === 0) return { value, lo: value, hi: value }
  const together = jackknifeCorrelation(leaveOneOutLogVariances(noise), leaveOneOutSquaredMeans(signal))
  const margin = (a: number, b: number): number =>
    Math.sqrt(Math.max(a * a + b * b - 2 * together * a * b, 0))
  const below = margin(Math.log(V.value / V.lo), Math.log(length.hi / length.value))
  const above = margin(Math.log(V.hi / V.value), Math.log(length.value / length.lo))
  if (!Number.isFinite(below + above)) return null
  return { value, lo: value * Math.exp(-below), hi: value * Math.exp(above) }
}
