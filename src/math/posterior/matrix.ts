/** Matrices of few rows, [D, D] row by row. */

export const identity = (size: number): Float64Array =>
  Float64Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? 1 : 0))

export const diagonalOf = (values: ArrayLike<number>): Float64Array => {
  const matrix = identity(values.length)
  for (let i = 0; i < values.length; i++) matrix[i * (values.length + 1)] = values[i]!
  return matrix
}

/** The lower triangular L with L L^T = matrix; null unless the matrix is positive definite. */
export function cholesky(matrix: Float64Array): Float64Array | null {
  const size = Math.sqrt(matrix.length)
  const factor = new Float64Array(matrix.length)
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i * size + j]!
      for (let k = 0; k < j; k++) rest -= factor[i * size + k]! * factor[j * size + k]!
      if (i === j && !(rest > 0 && rest < Infinity)) return null
      factor[i * size + j] = i === j ? Math.sqrt(rest) : rest / factor[j * size + j]!
    }
  return factor
}

/** The inverse of a lower triangular matrix. */
export function inverseOfLower(factor: Float64Array): Float64Array {
  const size = Math.sqrt(factor.length)
  const inverse = new Float64Array(factor.length)
  for (let j = 0; j < size; j++)
    for (let i = j; i < size; i++) {
      let rest = i === j ? 1 : 0
      for (let k = j; k < i; k++) rest -= factor[i * size + k]! * inverse[k * size + j]!
      inverse[i * size + j] = rest / factor[i * size + i]!
    }
  return inverse
}

/** A^T A. */
export function gram(a: Float64Array): Float64Array {
  const size = Math.sqrt(a.length)
  const product = new Float64Array(a.length)
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      for (let k = 0; k < size; k++) product[i * size + j]! += a[k * size + i]! * a[k * size + j]!
  return product
}

/** A A^T. */
export const outerOf = (a: Float64Array): Float64Array => gram(transposed(a))

export const transposed = (a: Float64Array): Float64Array => {
  const size = Math.sqrt(a.length)
  return a.map((_, i) => a[(i % size) * size + Math.floor(i / size)]!)
}

/** The inverse of a positive definite matrix; null unless it is one. */
export function inverseOf(matrix: Float64Array): Float64Array | null {
  const factor = cholesky(matrix)
  return factor && gram(inverseOfLower(factor))
}

/** rows [N, D] times A^T: A applied to each row. */
export function applied(a: Float64Array, rows: Float64Array): Float64Array {
  const size = Math.sqrt(a.length)
  return rows.map((_, at) => {
    const [row, i] = [at - (at % size), at % size]
    let sum = 0
    for (let k = 0; k < size; k++) sum += a[i * size + k]! * rows[row + k]!
    return sum
  })
}

/** The logarithm of the determinant of a lower triangular matrix with a positive diagonal. */
export function logDeterminant(factor: Float64Array): number {
  const size = Math.sqrt(factor.length)
  let sum = 0
  for (let i = 0; i < size; i++) sum += Math.log(factor[i * (size + 1)]!)
  return sum
}
