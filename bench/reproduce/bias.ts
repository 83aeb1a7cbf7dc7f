/** The bias of an estimator, from draws of its gradient and the exact one. Pure. */
import type { Interval } from '../../src/math/jackknife.ts'
import { squaredMeanInterval } from '../../src/math/signal.ts'

export interface Bias {
  /** |E g - g*|^2 over |g*|^2. It is estimated without bias, so the value and its ends may be negative. */
  readonly square: Interval
}

const square = (values: readonly number[]): number => values.reduce((sum, value) => sum + value * value, 0)

/** `draws` rows of a gradient's coordinates, in row-major order; the first row of `exact` is the exact gradient. */
export function biasOf(values: ArrayLike<number>, exact: ArrayLike<number>, draws: number): Bias {
  const width = values.length / draws
  const truth = Array.from({ length: width }, (_, i) => exact[i]!)
  const errors = Array.from({ length: draws }, (_, r) =>
    truth.map((value, i) => values[r * width + i]! - value),
  )
  const mean = truth.map((_, i) => errors.reduce((sum, row) => sum + row[i]!, 0) / draws)
  const deviations = errors.map((row) => row.map((value, i) => value - mean[i]!))
  const { value, lo, hi } = squaredMeanInterval({
    squares: deviations.map(square),
    projections: deviations.map((row) => row.reduce((sum, one, i) => sum + one * mean[i]!, 0)),
    meanSquare: square(mean),
  })
  const signal = square(truth)
  return { square: { value: value / signal, lo: lo / signal, hi: hi / signal } }
}
