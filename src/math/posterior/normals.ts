/** Gaussians of a few dimensions, by their mean and a factor of their covariance. */
import { applied, cholesky, inverseOfLower, logDeterminant, outerOf } from './matrix.ts'

export interface Normal {
  /** [D]. */
  readonly mean: Float64Array
  /** [D, D], lower triangular: the covariance is factor factor^T. */
  readonly factor: Float64Array
}

export function normalWith(mean: ArrayLike<number>, covariance: Float64Array): Normal {
  const factor = cholesky(covariance)
  if (!factor) throw new Error('normalWith: expected a positive definite covariance')
  return { mean: Float64Array.from(mean), factor }
}

export const normalCovariance = ({ factor }: Normal): Float64Array => outerOf(factor)

/** mean + factor u for every row of u [N, D]. */
export const placed = ({ mean, factor }: Normal, u: Float64Array): Float64Array =>
  applied(factor, u).map((value, i) => value + mean[i % mean.length]!)

/** The u of which each row of z [N, D] is the image. */
export const whitened = ({ mean, factor }: Normal, z: Float64Array): Float64Array =>
  applied(
    inverseOfLower(factor),
    z.map((value, i) => value - mean[i % mean.length]!),
  )

/** log q(z) at each row of z [N, D]. */
export function logDensities(q: Normal, z: Float64Array): Float64Array {
  const dimensions = q.mean.length
  const u = whitened(q, z)
  const constant = -0.5 * dimensions * Math.log(2 * Math.PI) - logDeterminant(q.factor)
  return Float64Array.from({ length: z.length / dimensions }, (_, row) => {
    let square = 0
    for (let i = 0; i < dimensions; i++) square += u[row * dimensions + i]! ** 2
    return constant - 0.5 * square
  })
}

export const entropyOf = ({ mean, factor }: Normal): number =>
  0.5 * mean.length * (1 + Math.log(2 * Math.PI)) + logDeterminant(factor)

/** KL(q || p) of two Gaussians. */
export function normalKl(q: Normal, p: Normal): number {
  const inverse = inverseOfLower(p.factor)
  const dimensions = q.mean.length
  const shift = applied(
    inverse,
    q.mean.map((value, i) => value - p.mean[i]!),
  )
  // Of P^-1 Q, whose squares add up to the trace of the ratio of the covariances.
  let squares = 0
  for (let column = 0; column < dimensions; column++) {
    const own = Float64Array.from({ length: dimensions }, (_, i) => q.factor[i * dimensions + column]!)
    squares += applied(inverse, own).reduce((sum, value) => sum + value * value, 0)
  }
  const away = shift.reduce((sum, value) => sum + value * value, 0)
  return 0.5 * (squares + away - dimensions) + logDeterminant(p.factor) - logDeterminant(q.factor)
}
