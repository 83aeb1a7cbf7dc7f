/** Gauss and Legendre's rule: n nodes that integrate polynomials up to degree 2n - 1 exactly. */

export interface QuadratureRule {
  /** On [-1, 1], rising. */
  readonly nodes: Float64Array
  /** They add up to 2. */
  readonly weights: Float64Array
}

/** The Legendre polynomial of degree n and its slope at x, by the three-term recurrence. */
function legendre(n: number, x: number): readonly [number, number] {
  let [before, value] = [1, x]
  for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k]
  return [value, (n * (x * value - before)) / (x * x - 1)]
}

/** The nodes are the polynomial's roots, by Newton's method from Chebyshev's. */
export function gaussLegendre(n: number): QuadratureRule {
  const nodes = new Float64Array(n)
  const weights = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let x = -Math.cos((Math.PI * (i + 0.75)) / (n + 0.5))
    for (let step = 0; step < 10; step++) {
      const [value, slope] = legendre(n, x)
      x -= value / slope
    }
    nodes[i] = x
    weights[i] = 2 / ((1 - x * x) * legendre(n, x)[1] ** 2)
  }
  return { nodes, weights }
}
