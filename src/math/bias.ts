/**
 * How far the mean m of one estimator is from the mean g of another, from R draws of both with the same noise: |m - g|^2, the mean
 * squared error of a draw and the cosine of the angle between m and g, each with an interval by the delete-one jackknife. The other
 * estimator may be exact, or a pooled mean with noise of its own: what the draws differ by holds the noise of both.
 */
import {
  jackknifeCovariance,
  leaveOneOutLogVariances,
  sum,
  tQuantile975,
  varianceInterval,
  type Interval,
} from './jackknife.ts'
import {
  jackknifeCorrelation,
  leaveOneOutSquaredMeans,
  squaredMeanInterval,
  type MeanDraws,
} from './signal.ts'

export interface PairedDraws {
  readonly of: MeanDraws
  readonly to: MeanDraws
  /** Of the differences, draw by draw. */
  readonly difference: MeanDraws
}

export interface Bias {
  /** |m - g|^2, without bias itself: the value and its lower end may be negative. */
  readonly square: Interval
  /** V + |m - g|^2, the mean squared error of a draw. Where V is far below the noise in g, it may be negative too. */
  readonly error: Interval
  /** Null where m or g cannot be told from 0. */
  readonly cosine: Interval | null
}

const cosineOf = (m: number, g: number, d: number): number => (m + g - d) / 2 / Math.sqrt(m * g)
const within = (value: number): number => Math.min(1, Math.max(-1, value))

function cosineInterval({ of, to, difference }: PairedDraws): Interval | null {
  const [m, g, d] = [squaredMeanInterval(of), squaredMeanInterval(to), squaredMeanInterval(difference)]
  if (!(m.lo > 0 && g.lo > 0)) return null
  const [ms, gs, ds] = [of, to, difference].map(leaveOneOutSquaredMeans)
  const without = ms!.map((own, r) => cosineOf(own, gs![r]!, ds![r]!))
  if (!Number.isFinite(sum(without))) return null
  const value = cosineOf(m.value, g.value, d.value)
  const margin = tQuantile975(without.length - 1) * Math.sqrt(jackknifeCovariance(without, without))
  return { value: within(value), lo: within(value - margin), hi: within(value + margin) }
}

/**
 * The sum of the variance and the squared bias. Their intervals become one, each end from the ends that it comes of, with the
 * correlation of both: that of the variance is not symmetric.
 *
 * Reference: Zou & Donner, "Construction of confidence limits about effect measures: a general approach", Statistics in
 * Medicine 27, 2008.
 */
function errorInterval({ of, difference }: PairedDraws, square: Interval): Interval {
  const V = varianceInterval(of.squares)
  const together = jackknifeCorrelation(
    leaveOneOutLogVariances(of.squares),
    leaveOneOutSquaredMeans(difference),
  )
  const value = V.value + square.value
  const margin = (a: number, b: number): number =>
    Number.isFinite(a) ? Math.sqrt(Math.max(a * a + b * b + 2 * together * a * b, 0)) : a
  return {
    value,
    lo: value - margin(V.value - V.lo, square.value - square.lo),
    hi: value + margin(V.hi - V.value, square.hi - square.value),
  }
}

/** Needs R >= 3 draws. */
export function biasOf(draws: PairedDraws): Bias {
  const square = squaredMeanInterval(draws.difference)
  return { square, error: errorInterval(draws, square), cosine: cosineInterval(draws) }
}
