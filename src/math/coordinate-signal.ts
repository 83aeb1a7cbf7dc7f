/**
 * Signal over noise of a vector-valued estimator, coordinate by coordinate: SNR_i = |E g_i| / sd g_i, summarised over
 * coordinates.
 *
 * Reference: Rainforth et al., "Tighter variational bounds are not necessarily better", ICML 2018, arXiv 1802.04537,
 * section 3, which plots it for single weights and as a mean over some of each layer, chosen at random.
 */
import { jackknifeCovariance, tQuantile975, type Interval } from './jackknife.ts'

/** R draws of n coordinates, [R, n] in row-major order. */
export interface CoordinateRows {
  readonly values: ArrayLike<number>
  readonly width: number
}

export interface CoordinateSignal {
  /** Coordinates that have noise: the others have no such ratio. */
  readonly coordinates: number
  /**
   * The mean over coordinates of SNR_i^2. The noise that is left in the mean of the draws is subtracted, so that the value
   * and its lower end may be negative: then the signal cannot be told from 0.
   */
  readonly square: Interval
  /** The mean over coordinates of |mean of the draws| / sd, as it is published: of noise alone it is about sqrt(2 / (pi R)). */
  readonly plain: number
}

interface Column {
  readonly draws: readonly number[]
  readonly mean: number
  readonly variance: number
}

function columnsOf({ values, width }: CoordinateRows): Column[] {
  const R = values.length / width
  return Array.from({ length: width }, (_, i) => {
    const draws = Array.from({ length: R }, (__, r) => values[r * width + i]!)
    const mean = draws.reduce((sum, value) => sum + value, 0) / R
    return { draws, mean, variance: draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (R - 1) }
  })
}

/** The same without draw r. */
function without({ draws, mean, variance }: Column, r: number): Pick<Column, 'mean' | 'variance'> {
  const R = draws.length
  const off = draws[r]! - mean
  return { mean: mean - off / (R - 1), variance: ((R - 1) * variance - (R / (R - 1)) * off ** 2) / (R - 2) }
}

/** The mean of 1 / s^2 over R normal draws is that much more than 1 / sigma^2. */
const inverseBias = (R: number): number => (R - 1) / (R - 3)

type Spread = Pick<Column, 'mean' | 'variance'>

const squaredRatio = (own: Spread, signal: Spread, R: number): number =>
  (signal.mean ** 2 - signal.variance / R) / own.variance / inverseBias(R)

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * `signal`: draws of an estimator with the same mean on the same noise, perhaps the same, which measures that mean best.
 * Null where no coordinate has noise. Needs R >= 5 draws.
 */
export function coordinateSignal(own: CoordinateRows, signal: CoordinateRows): CoordinateSignal | null {
  const R = own.values.length / own.width
  const ofSignal = columnsOf(signal)
  const pairs = columnsOf(own)
    .map((column, i) => [column, ofSignal[i]!] as const)
    .filter(([{ variance }]) => variance > 0)
  if (pairs.length === 0) return null
  const value = meanOf(pairs.map(([column, other]) => squaredRatio(column, other, R)))
  const withoutOne = Array.from({ length: R }, (_, r) =>
    meanOf(pairs.map(([column, other]) => squaredRatio(without(column, r), without(other, r), R - 1))),
  )
  const margin = tQuantile975(R - 1) * Math.sqrt(jackknifeCovariance(withoutOne, withoutOne))
  return {
    coordinates: pairs.length,
    square: { value, lo: value - margin, hi: value + margin },
    plain: meanOf(pairs.map(([{ mean, variance }]) => Math.abs(mean) / Math.sqrt(variance))),
  }
}
