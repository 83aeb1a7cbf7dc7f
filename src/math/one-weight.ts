/**
 * Gradient estimators of the importance-weighted bound in the smallest model, z ~ N(0, 1), x|z ~ N(z, 1) with x = 2, for
 * q = N(mu, sigma^2), by drawing; exactly for a few draws: one-weight-moments.ts. Plain numbers.
 *
 * Reference: Burda, Grosse & Salakhutdinov, 2015, arXiv 1509.00519 (the total derivative along the path); Roeder, Wu & Duvenaud,
 * 2017, arXiv 1703.09194 (sticking the landing); Tucker et al., 2018, arXiv 1810.04152 (doubly reparameterized); Mnih &
 * Rezende, 2016, arXiv 1602.06725 (VIMCO).
 */
import { logSumExp } from './exact/log-sum.ts'
import { sum } from './jackknife.ts'
import { normalLogDensity } from './normal.ts'
import { pathAndScore, type Coordinate } from './one-dimension.ts'
import type { NoiseKey } from './philox.ts'
import { normal } from './random.ts'

export interface WeightProblem {
  readonly mu: number
  readonly sigma: number
  /** Draws taken together, K. */
  readonly k: number
  readonly coordinate: Coordinate
}

export const WEIGHT_ESTIMATORS = ['pathwise', 'dreg', 'vimco', 'landing'] as const
export type WeightEstimator = (typeof WEIGHT_ESTIMATORS)[number]

const X = 2

export interface WeightedDraw {
  readonly logW: number
  /** d log w / dz dz / d parameter. */
  readonly along: number
  /** d log q / d parameter at the draw. */
  readonly score: number
}

const logNormal = (z: number, mean: number, sd: number): number =>
  normalLogDensity((z - mean) / sd) - Math.log(sd)

export function weightedDraw({ mu, sigma, coordinate }: WeightProblem, eps: number): WeightedDraw {
  const z = mu + sigma * eps
  const byZ = -z + (X - z) + eps / sigma
  const { path, score } = pathAndScore(coordinate, sigma, eps)
  return {
    logW: logNormal(z, 0, 1) + logNormal(X, z, 1) - logNormal(z, mu, sigma),
    along: byZ * path,
    score,
  }
}

/** Up to this share of the sum, a weight can be subtracted from it without losing digits. */
const MOST_SHARE = 0.9

/** What each draw adds to the log of the mean weight, beside the geometric mean of the others in its place. */
function gains(logs: readonly number[], all: number): number[] {
  const total = sum(logs)
  return logs.map((own, k) => {
    const instead = (total - own) / (logs.length - 1)
    if (own - all > Math.log(MOST_SHARE))
      return all - logSumExp(logs.map((log, j) => (j === k ? instead : log)))
    return -Math.log1p(Math.exp(instead - all) - Math.exp(own - all))
  })
}

/** One estimate of the gradient of L_K by each; VIMCO compares draws and has none for K = 1. */
function estimatesOf(draws: readonly WeightedDraw[]): Readonly<Record<WeightEstimator, number>> {
  const logs = draws.map(({ logW }) => logW)
  const all = logSumExp(logs)
  const shares = logs.map((log) => Math.exp(log - all))
  const over = (weight: (share: number, one: WeightedDraw, k: number) => number) =>
    sum(draws.map((one, k) => weight(shares[k]!, one, k)))
  const gain = draws.length > 1 ? gains(logs, all) : null
  return {
    pathwise: over((share, { along, score }) => share * (along - score)),
    dreg: over((share, { along }) => share * share * along),
    vimco: gain ? over((share, { score }, k) => (gain[k]! - share) * score) : NaN,
    landing: over((share, { along }) => share * along),
  }
}

/** `count` estimates by each, on the same noise. */
export function drawWeightEstimates(
  problem: WeightProblem,
  count: number,
  key: NoiseKey,
): Readonly<Record<WeightEstimator, Float64Array>> {
  const { k } = problem
  const noise = normal(count * k, key)
  const drawn = Object.fromEntries(WEIGHT_ESTIMATORS.map((id) => [id, new Float64Array(count)])) as Record<
    WeightEstimator,
    Float64Array
  >
  for (let i = 0; i < count; i++) {
    const found = estimatesOf(
      Array.from(noise.subarray(i * k, (i + 1) * k), (eps) => weightedDraw(problem, eps)),
    )
    for (const id of WEIGHT_ESTIMATORS) drawn[id][i] = found[id]
  }
  return drawn
}
