/**
 * How far the mean m of one estimator is from the mean g of another, from R draws of both with the same noise: |m - g|^2 and
 * the cosine of the angle between m and g, each with an interval by the delete-one jackknife.
 */
import { jackknifeCovariance, sum, tQuantile975, type Interval } from './jackknife.ts'
import { leaveOneOutSquaredMeans, squaredMeanInterval, type MeanDraws } from './signal.ts'

export interface PairedDraws {
  readonly of: MeanDraws
  readonly to: MeanDraws
  /** Of the differences, draw by draw. */
  readonly difference: MeanDraws
}

export interface Bias {
  /** |m - g|^2, without bias itself: the value and its lower end may be negative. */
  readonly square: Interval
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

/** Needs R >= 3 draws. */
export const biasOf = (draws: PairedDraws): Bias => ({
  square: squaredMeanInterval(draws.difference),
  cosine: cosineInterval(draws),
})
