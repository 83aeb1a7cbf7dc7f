/** Points and weights for expectations under a standard normal distribution of a few dimensions. */

export interface NormalRule {
  /** [N, D]. */
  readonly points: Float64Array
  /** [N]; they add up to 1. */
  readonly weights: Float64Array
}

/**
 * The trapezoidal rule in each direction, `reach` to either side, without the corners. Its error falls geometrically with
 * the step for smooth functions, and with the step's square where a slope jumps, as at the kinks of a relu decoder.
 */
export function trapezoidalRule(dimensions: number, step: number, reach: number): NormalRule {
  const half = Math.round(reach / step)
  const side = 2 * half + 1
  const points: number[] = []
  const weights: number[] = []
  for (let at = 0; at < side ** dimensions; at++) {
    const u = Array.from(
      { length: dimensions },
      (_, i) => step * ((Math.floor(at / side ** i) % side) - half),
    )
    const square = u.reduce((sum, value) => sum + value * value, 0)
    if (square > reach * reach) continue
    points.push(...u)
    weights.push(Math.exp(-0.5 * square))
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return { points: Float64Array.from(points), weights: Float64Array.from(weights, (w) => w / total) }
}
