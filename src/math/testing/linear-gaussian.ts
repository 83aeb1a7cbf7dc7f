/**
 * x = W z + noise, z ~ N(0, I) in the plane: the model of which everything is known in closed form. For tests.
 *
 * Reference: Tipping & Bishop, "Probabilistic principal component analysis", JRSS B 61, 1999.
 */
import type { Gaussian } from '../exact/leaf.ts'

export interface LinearGaussian {
  /** [pixels, 2], row by row. */
  readonly weight: ArrayLike<number>
  /** Standard deviation of each pixel. */
  readonly noise: number
  /** [pixels]. */
  readonly x: ArrayLike<number>
}

export interface Known {
  readonly logEvidence: number
  /** Mean of p(z|x), and its precision [[a, b], [b, c]]. */
  readonly mean: readonly [number, number]
  readonly precision: { readonly a: number; readonly b: number; readonly c: number }
  /** Standard deviations of p(z|x) along the axes, and with the other coordinate given. */
  readonly sigma: readonly [number, number]
  readonly conditional: readonly [number, number]
  logLikelihood(z1: number, z2: number): number
  /** KL(q || p(z|x)). */
  gap(q: Gaussian): number
}

export function solve({ weight, noise, x }: LinearGaussian): Known {
  const pixels = x.length
  let [a, b, c, u, v, square] = [1, 0, 1, 0, 0, 0]
  for (let i = 0; i < pixels; i++) {
    const [w1, w2, own] = [weight[2 * i]! / noise, weight[2 * i + 1]! / noise, x[i]! / noise]
    a += w1 * w1
    b += w1 * w2
    c += w2 * w2
    u += w1 * own
    v += w2 * own
    square += own * own
  }
  const determinant = a * c - b * b
  const mean = [(c * u - b * v) / determinant, (a * v - b * u) / determinant] as const
  const logNormaliser = -0.5 * pixels * Math.log(2 * Math.PI * noise * noise)
  return {
    logEvidence: logNormaliser - 0.5 * Math.log(determinant) - 0.5 * (square - u * mean[0] - v * mean[1]),
    mean,
    precision: { a, b, c },
    sigma: [Math.sqrt(c / determinant), Math.sqrt(a / determinant)],
    conditional: [1 / Math.sqrt(a), 1 / Math.sqrt(c)],
    logLikelihood: (z1, z2) =>
      logNormaliser -
      0.5 * (square + (a - 1) * z1 * z1 + 2 * b * z1 * z2 + (c - 1) * z2 * z2 - 2 * (u * z1 + v * z2)),
    gap(q) {
      const [d1, d2] = [q.mean[0] - mean[0], q.mean[1] - mean[1]]
      const [s1, s2] = q.sigma
      const distance = a * d1 * d1 + 2 * b * d1 * d2 + c * d2 * d2
      return 0.5 * (a * s1 * s1 + c * s2 * s2 + distance - 2 - Math.log(determinant) - 2 * Math.log(s1 * s2))
    },
  }
}
