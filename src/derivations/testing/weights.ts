/**
 * Importance weights in the smallest model: z ~ N(0, 1), x ~ N(z, 1), q = N(mu, sigma^2), log w = log p(x|z) - beta
 * (log q - log p), gradients with respect to (mu, log sigma), and expectations over K draws by the trapezoidal rule. Float64.
 */
import { dot, logNormal, sum } from './numbers.ts'

export interface Weighted {
  readonly x: number
  readonly mu: number
  readonly sigma: number
  /** Weight of the KL, 1 if absent. */
  readonly beta?: number
}

/** The tables': x = 2, three encoders. */
export const GOOD: Weighted = { x: 2, mu: 0.8, sigma: 0.6 }
export const NARROW: Weighted = { x: 2, mu: 1.5, sigma: 0.4 }
/** The true posterior of x. */
export const exactOf = (x: number): Weighted => ({ x, mu: x / 2, sigma: Math.sqrt(1 / 2) })
export const logEvidence = ({ x }: Weighted): number => logNormal(x, 0, Math.SQRT2)

export const WEIGHTED: readonly Weighted[] = [GOOD, NARROW, { x: -0.7, mu: 0.2, sigma: 0.9 }]

/** One draw by its noise: log w, its derivative with respect to z, the path's and the score's derivatives. */
export interface Draw {
  readonly beta: number
  readonly logW: number
  readonly byZ: number
  readonly path: readonly [number, number]
  readonly score: readonly [number, number]
}

export function drawOf({ x, mu, sigma, beta = 1 }: Weighted, eps: number): Draw {
  const z = mu + sigma * eps
  return {
    beta,
    logW: logNormal(x, z, 1) - beta * (logNormal(z, mu, sigma) - logNormal(z, 0, 1)),
    byZ: x - z - beta * (z - eps / sigma),
    path: [1, sigma * eps],
    score: [eps / sigma, eps * eps - 1],
  }
}

/** log of the mean weight. */
export function logMean(draws: readonly Pick<Draw, 'logW'>[]): number {
  const top = Math.max(...draws.map(({ logW }) => logW))
  return top + Math.log(sum(draws.map(({ logW }) => Math.exp(logW - top))) / draws.length)
}

/** w_k over their sum. */
export const normalised = (draws: readonly Pick<Draw, 'logW'>[]): number[] => {
  const top = logMean(draws) + Math.log(draws.length)
  return draws.map(({ logW }) => Math.exp(logW - top))
}

/** Sum of a_k v_k. */
export const combined = (factors: readonly number[], vectors: readonly (readonly number[])[]): number[] =>
  [0, 1].map((i) =>
    dot(
      factors,
      vectors.map((vector) => vector[i]!),
    ),
  )

const STEPS = [0, 1 / 16, 1 / 10, 1 / 5]
const REACH = 7.5

/** E h over K independent draws; h returns numbers. */
export function overDraws(
  K: number,
  model: Weighted,
  h: (draws: readonly Draw[], eps: readonly number[]) => readonly number[],
): number[] {
  const step = STEPS[K]!
  const side = Math.round(REACH / step)
  const nodes = Array.from({ length: 2 * side + 1 }, (_, i) => (i - side) * step)
  const known = nodes.map((eps) => drawOf(model, eps))
  const weights = nodes.map((eps) => step * Math.exp(logNormal(eps, 0, 1)))
  const total: number[] = []
  const [draws, at]: [Draw[], number[]] = [[], []]
  const visit = (k: number, weight: number): void => {
    if (weight < 1e-17) return
    if (k === K) return h(draws, at).forEach((value, i) => (total[i] = (total[i] ?? 0) + weight * value))
    nodes.forEach((eps, i) => {
      draws[k] = known[i]!
      at[k] = eps
      visit(k + 1, weight * weights[i]!)
    })
  }
  visit(0, 1)
  return total
}

export const boundOf = (K: number, model: Weighted): number =>
  overDraws(K, model, (draws) => [logMean(draws)])[0]!

/** Means and variances of a gradient estimate by its two coordinates. */
export function momentsOf(
  K: number,
  model: Weighted,
  estimate: (draws: readonly Draw[]) => readonly number[],
): { readonly mean: number[]; readonly variance: number[] } {
  const all = overDraws(K, model, (draws) => estimate(draws).flatMap((value) => [value, value * value]))
  const mean = [all[0]!, all[2]!]
  return { mean, variance: [all[1]! - mean[0]! ** 2, all[3]! - mean[1]! ** 2] }
}

/** The total derivative along the path: sum of w~_k (d log w / dz dz/dgamma - beta score). */
export const pathwise = (draws: readonly Draw[]): number[] =>
  combined(
    normalised(draws),
    draws.map(({ beta, byZ, path, score }) => path.map((value, i) => byZ * value - beta * score[i]!)),
  )

/** sum of f(w~_k) d log w / dz dz/dgamma. */
export const alongPath = (draws: readonly Draw[], factor: (share: number) => number): number[] =>
  combined(
    normalised(draws).map(factor),
    draws.map(({ byZ, path }) => path.map((value) => byZ * value)),
  )

/** log of the mean weight with draw k an average one. */
export function ofOthers(draws: readonly Pick<Draw, 'logW'>[], k: number): number {
  const others = draws.filter((_, j) => j !== k)
  return logMean([...others, { logW: sum(others.map(({ logW }) => logW)) / others.length }])
}

/** sum of (what draw k adds to the log of the mean weight - beta w~_k) score. */
export const vimcoOf = (draws: readonly Draw[]): number[] =>
  combined(
    normalised(draws).map((share, k) => logMean(draws) - ofOthers(draws, k) - draws[k]!.beta * share),
    draws.map(({ score }) => score),
  )
