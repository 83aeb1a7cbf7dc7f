/**
 * The mean of several estimators of one vector g, pooled: t = sum_k w_k g_k with weights that sum to 1. The estimators may share
 * their noise. All that is needed are quadratic forms q (squared norms) of each estimator and of each pair's difference, whose
 * errors do not cancel where two estimators are near each other.
 */

/** A quadratic form of K vectors and of their differences. */
export interface Quadratics {
  /** q(g_k). */
  readonly own: (k: number) => number
  /** q(g_k - g_l), for k < l. */
  readonly apart: (k: number, l: number) => number
}

/** q(sum_k c_k g_k) = (sum_k c_k) sum_k c_k q(g_k) - sum_(k < l) c_k c_l q(g_k - g_l). */
export function quadraticOfSum(c: readonly number[], { own, apart }: Quadratics): number {
  const sum = c.reduce((all, one) => all + one, 0)
  return c.reduce((all, ck, k) => {
    const pairs = c.reduce((less, cl, l) => (l > k && cl !== 0 ? less + cl * apart(k, l) : less), 0)
    return ck === 0 ? all : all + ck * (sum * own(k) - pairs)
  }, 0)
}

/** Each step is exact along one pair; a few sweeps are enough for a handful of estimators. */
const SWEEPS = 200
const SETTLED = 1e-9

/**
 * The weights that give the pooled mean the least variance, from the variances of the estimators and of their differences: none
 * below 0, and their sum is 1. Of independent estimators they are the inverse variances. Estimators on the same noise are not
 * independent, and with inverse variances their pooled mean may be noisier than the best of them; with these it never is, as far
 * as the variances are known. Estimated variances make them depend on the draws, by a scalar each: what bias this brings is of
 * the order of 1/R, and far below the noise of a vector with many coordinates.
 */
export function pooledWeights(count: number, { own, apart }: Quadratics): readonly number[] {
  const places = Array.from({ length: count }, (_, k) => k)
  const variances = places.map(own)
  const distances = places.map((k) =>
    places.map((l) => (k === l ? 0 : apart(Math.min(k, l), Math.max(k, l)))),
  )
  const best = variances.indexOf(Math.min(...variances))
  const weights = places.map((k) => (k === best ? 1 : 0))
  /** Of the variance, by the weight of one. */
  const slope = (k: number) =>
    variances[k]! - places.reduce((all, l) => all + weights[l]! * distances[k]![l]!, 0)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let most = 0
    for (const k of places)
      for (const l of places.slice(k + 1)) {
        const distance = distances[k]![l]!
        if (!(distance > 0)) continue
        const whole = (slope(l) - slope(k)) / (2 * distance)
        const moved = Math.min(Math.max(whole, -weights[k]!), weights[l]!)
        weights[k]! += moved
        weights[l]! -= moved
        most = Math.max(most, Math.abs(moved))
      }
    if (!(most > SETTLED)) break
  }
  return weights
}
