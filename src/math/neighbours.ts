/**
 * How much of a cloud of points lies where another cloud has none, in any number of dimensions and without a scale to
 * choose: by whose point the nearest one is.
 */

/** Squared distance of rows `i` of `a` and `j` of `b`; given up for Infinity once it is not below `bound`. */
function squaredDistance(
  a: ArrayLike<number>,
  i: number,
  b: ArrayLike<number>,
  j: number,
  dimensions: number,
  bound: number,
): number {
  let sum = 0
  for (let k = 0; k < dimensions; k++) {
    const difference = a[i * dimensions + k]! - b[j * dimensions + k]!
    sum += difference * difference
    if (sum >= bound) return Infinity
  }
  return sum
}

function nearestOwn(own: ArrayLike<number>, i: number, dimensions: number): number {
  const rows = own.length / dimensions
  let nearest = Infinity
  for (let j = 0; j < rows; j++)
    if (j !== i) nearest = Math.min(nearest, squaredDistance(own, i, own, j, dimensions, nearest))
  return nearest
}

/** Whether the nearest neighbour of row `i` of `own` [N, D], among both clouds, is of `own`. */
export function isAmongOwn(
  own: ArrayLike<number>,
  others: ArrayLike<number>,
  dimensions: number,
  i: number,
): boolean {
  const nearest = nearestOwn(own, i, dimensions)
  for (let j = 0; j < others.length / dimensions; j++)
    if (squaredDistance(own, i, others, j, dimensions, nearest) < nearest) return false
  return true
}

/**
 * The share of the rows of `own` [N, D] whose nearest neighbour among both clouds is another row of `own`, not one of
 * `others` [M, D]. With N = M draws of densities p and q it tends to E_p[p / (p + q)]: 1/2 where they are the same,
 * (N - 1) / (2N - 1) exactly, and 1 where q has nothing wherever p is.
 *
 * Reference: Schilling, "Multivariate two-sample tests based on nearest neighbors", Journal of the American Statistical
 * Association 81, 1986; Henze & Penrose, "On the multivariate runs test", Annals of Statistics 27, 1999 (the limit).
 */
export function shareAmongOwn(own: ArrayLike<number>, others: ArrayLike<number>, dimensions: number): number {
  const [rows, otherRows] = [own.length / dimensions, others.length / dimensions]
  if (!Number.isInteger(rows) || rows < 2 || !Number.isInteger(otherRows))
    throw new Error(`shareAmongOwn: expected rows of ${dimensions}, got ${own.length} and ${others.length}`)
  let among = 0
  for (let i = 0; i < rows; i++) if (isAmongOwn(own, others, dimensions, i)) among++
  return among / rows
}
