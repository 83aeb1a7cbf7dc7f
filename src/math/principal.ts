/**
 * Principal directions of a cloud of points, by Jacobi's rotations of its covariance: plain numbers, for the few dozen
 * dimensions a latent space has.
 */
import { columnCentre, covarianceOf } from './latent-statistics.ts'

export interface Principal {
  /** The cloud's mean [D]. */
  readonly centre: Float64Array
  /** Unit vectors [D] by falling variance. Of each, the largest component is positive. */
  readonly directions: readonly Float64Array[]
  /** Variance along each [D]. */
  readonly variances: Float64Array
  /** Part of the whole variance along each [D]; 0 for a cloud that is a point. */
  readonly shares: Float64Array
}

const MOST_SWEEPS = 60

/** The tangent of the smaller of the two rotations of the (p, q) plane that make a_pq zero. */
function tangentOf(app: number, aqq: number, apq: number): number {
  const theta = (aqq - app) / (2 * apq)
  return (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
}

/** Turns two rows or columns: the entries at `i` and `j` and at every `stride` after them, `size` of each. */
function turn(
  values: Float64Array,
  size: number,
  i: number,
  j: number,
  stride: number,
  tangent: number,
): void {
  const cosine = 1 / Math.sqrt(tangent * tangent + 1)
  const sine = tangent * cosine
  for (let k = 0; k < size; k++, i += stride, j += stride) {
    const a = values[i]!
    const b = values[j]!
    values[i] = cosine * a - sine * b
    values[j] = sine * a + cosine * b
  }
}

/** Turns a [D, D] on both sides, and the rows of `vectors`, so that a_pq is zero. */
function annihilate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const tangent = tangentOf(a[p * size + p]!, a[q * size + q]!, a[p * size + q]!)
  turn(a, size, p * size, q * size, 1, tangent)
  turn(a, size, p, q, size, tangent)
  turn(vectors, size, p * size, q * size, 1, tangent)
}

/** Eigenvalues and unit eigenvectors of a symmetric matrix [D, D], by falling eigenvalue. */
export function symmetricEigen(matrix: Float64Array, size: number) {
  const a = matrix.slice()
  const vectors = new Float64Array(size * size)
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1
  const scale = Math.hypot(...a)
  for (let sweep = 0, turned = true; turned && sweep < MOST_SWEEPS; sweep++) {
    turned = false
    for (let p = 0; p < size; p++)
      for (let q = p + 1; q < size; q++) {
        if (Math.abs(a[p * size + q]!) <= 1e-15 * scale) continue
        annihilate(a, vectors, size, p, q)
        turned = true
      }
  }
  const order = Array.from({ length: size }, (_, i) => i).sort((i, j) => a[j * size + j]! - a[i * size + i]!)
  return {
    values: Float64Array.from(order, (i) => a[i * size + i]!),
    vectors: order.map((i) => vectors.slice(i * size, (i + 1) * size)),
  }
}

/** An eigenvector's sign is anybody's choice; this one does not flip when the cloud moves a little. */
function withFixedSign(vector: Float64Array): Float64Array {
  const largest = vector.reduce((most, value) => (Math.abs(value) > Math.abs(most) + 1e-12 ? value : most), 0)
  return largest < 0 ? vector.map((value) => -value) : vector
}

/** Of the posteriors' means [N, D], row by row. */
export function principalDirections(mean: ArrayLike<number>, latent: number): Principal {
  const { values, vectors } = symmetricEigen(covarianceOf(mean, latent), latent)
  const variances = values.map((value) => Math.max(value, 0)) // rounding alone goes below
  const whole = variances.reduce((sum, value) => sum + value, 0)
  return {
    centre: columnCentre(mean, latent),
    directions: vectors.map(withFixedSign),
    variances,
    shares: variances.map((value) => (whole > 0 ? value / whole : 0)),
  }
}

/** Where each row [N, D] lies along one of the directions, seen from the centre [N]. */
export function projectOnto(
  values: ArrayLike<number>,
  latent: number,
  { centre, directions }: Principal,
  direction: number,
): Float64Array {
  const along = directions[direction]!
  return Float64Array.from({ length: values.length / latent }, (_, i) => {
    let sum = 0
    for (let j = 0; j < latent; j++) sum += (values[i * latent + j]! - centre[j]!) * along[j]!
    return sum
  })
}
