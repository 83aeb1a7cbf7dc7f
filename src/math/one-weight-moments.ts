/**
 * Exact means and variances of the estimators in one-weight.ts. Plain numbers, fast enough to follow a slider.
 *
 * Three of them have the form sum_k w_k^p g_k / (sum_k w_k)^p. With 1 / S^p = (1 / Gamma(p)) * integral over t of
 * t^(p-1) e^(-t S) the draws separate: with u = log t, x = t w and phi = E e^-x
 *
 *   mean     K / Gamma(p) * integral over u of A phi^(K-1), A = E[x^p g e^-x]
 *   square   1 / Gamma(2p) * integral over u of K B phi^(K-1) + K (K-1) A^2 phi^(K-2), B = E[x^2p g^2 e^-x]
 *
 * One sum over a draw and one over u, however large K is. Both by the trapezoidal rule, whose error falls geometrically with the
 * step. VIMCO compares each draw with all others: its moments are a sum over the draws themselves.
 */
import { normalLogDensity } from './normal.ts'
import { weightedDraw, type WeightedDraw, type WeightEstimator, type WeightProblem } from './one-weight.ts'

export interface WeightMoments {
  readonly mean: number
  readonly variance: number
}

/** Rounding may leave a variance of 0 below it. */
const momentsFrom = (mean: number, square: number): WeightMoments => ({
  mean,
  variance: Math.max(0, square - mean * mean),
})

/** Draws eps = -reach ... reach with their probabilities; the largest w is 1. */
interface Nodes {
  readonly draws: readonly WeightedDraw[]
  readonly probability: Float64Array
  readonly w: Float64Array
}

function nodesOf(problem: WeightProblem, step: number, reach: number): Nodes {
  const side = Math.round(reach / step)
  const eps = Float64Array.from({ length: 2 * side + 1 }, (_, i) => (i - side) * step)
  const draws = Array.from(eps, (one) => weightedDraw(problem, one))
  const top = draws.reduce((most, { logW }) => Math.max(most, logW), -Infinity)
  return {
    draws,
    probability: eps.map((one) => step * Math.exp(normalLogDensity(one))),
    w: Float64Array.from(draws, ({ logW }) => Math.exp(logW - top)),
  }
}

type Separable = Exclude<WeightEstimator, 'vimco'>

/** The power of the shares, and what they weight. */
const TERMS: Readonly<Record<Separable, readonly [1 | 2, (draw: WeightedDraw) => number]>> = {
  pathwise: [1, ({ along, score }) => along - score],
  dreg: [2, ({ along }) => along],
  landing: [1, ({ along }) => along],
}

/** 1 / Gamma(n), n = 1, 2, 4. */
const INVERSE_GAMMA = [NaN, 1, 1, NaN, 1 / 6]

const STEP = 1 / 32
const REACH = 7.5
const STEP_OF_LOG_T = 0.4
/** Where x = t w is at most e^-30 for every draw. */
const FIRST_LOG_T = -30
/** e^-x is 0 to all digits that matter. */
const MOST_X = 40
/** log t goes as far as x = e^4 for draws that are so likely together. */
const LIKELY = 5.5

function lastLogT({ draws, w }: Nodes): number {
  const side = (draws.length - 1) / 2
  const near = w.filter((_, i) => Math.abs(i - side) * STEP <= LIKELY)
  return 4 - Math.log(near.reduce((least, one) => Math.min(least, one)))
}

/** phi, and of each power p and g the means A and B, at one t: sums over the draws. */
function atT({ probability, w }: Nodes, terms: readonly { p: 1 | 2; g: Float64Array }[], t: number) {
  let phi = 0
  const [A, B] = [terms.map(() => 0), terms.map(() => 0)]
  for (let i = 0; i < w.length; i++) {
    const x = t * w[i]!
    if (x > MOST_X) continue
    const q = probability[i]! * Math.exp(-x)
    phi += q
    for (let e = 0; e < terms.length; e++) {
      const { p, g } = terms[e]!
      const own = (p === 1 ? x : x * x) * g[i]!
      A[e]! += q * own
      B[e]! += q * own * own
    }
  }
  return { phi, A, B }
}

function separableMoments(problem: WeightProblem): Readonly<Record<Separable, WeightMoments>> {
  const { k } = problem
  const nodes = nodesOf(problem, STEP, REACH)
  const ids = Object.keys(TERMS) as Separable[]
  const terms = ids.map((id) => ({ p: TERMS[id][0], g: Float64Array.from(nodes.draws, TERMS[id][1]) }))
  const [means, squares] = [ids.map(() => 0), ids.map(() => 0)]
  const add = (e: number, mean: number, square: number) => {
    means[e]! += mean
    squares[e]! += square
  }
  if (k === 1)
    terms.forEach(({ g }, e) =>
      g.forEach((own, i) => add(e, nodes.probability[i]! * own, nodes.probability[i]! * own * own)),
    )
  else
    for (let u = FIRST_LOG_T, last = lastLogT(nodes); u <= last; u += STEP_OF_LOG_T) {
      const { phi, A, B } = atT(nodes, terms, Math.exp(u))
      const one = STEP_OF_LOG_T * k * phi ** (k - 1)
      const two = STEP_OF_LOG_T * k * (k - 1) * phi ** (k - 2)
      terms.forEach(({ p }, e) =>
        add(e, INVERSE_GAMMA[p]! * one * A[e]!, INVERSE_GAMMA[2 * p]! * (one * B[e]! + two * A[e]! ** 2)),
      )
    }
  return Object.fromEntries(ids.map((id, e) => [id, momentsFrom(means[e]!, squares[e]!)])) as Record<
    Separable,
    WeightMoments
  >
}

/** The most draws over which the mean is taken exactly. */
export const MOST_EXACT = 3

/** Of a wide q the weights change fast with eps; of a narrow one a few large ones, far out, count much. */
function vimcoGrid({ k, sigma }: WeightProblem): readonly [step: number, reach: number] {
  if (k === 2) return [1 / 20, 8]
  return sigma < 1 ? [1 / 6, 8] : [1 / 8, 6.5]
}

/** Of draws [k] by their places: the sum over k of (what draw k adds to the log of the mean weight - w~_k) score_k. */
function vimcoAt({ draws, w }: Nodes, root: Float64Array, chosen: Int32Array): number {
  let total = 0
  for (const i of chosen) total += w[i]!
  let estimate = 0
  for (let k = 0; k < chosen.length; k++) {
    const own = chosen[k]!
    // Added up, since of one large weight subtracted from the total nothing would be left.
    let [others, geometric] = [0, 1]
    for (let j = 0; j < chosen.length; j++)
      if (j !== k) {
        others += w[chosen[j]!]!
        geometric *= root[chosen[j]!]!
      }
    estimate += (Math.log(total / (others + geometric)) - w[own]! / total) * draws[own]!.score
  }
  return estimate
}

/** Over draws in ascending order, each with the number of its orders. */
function vimcoMoments(problem: WeightProblem): WeightMoments {
  const { k } = problem
  const [step, reach] = vimcoGrid(problem)
  const nodes = nodesOf(problem, step, reach)
  const { probability, w } = nodes
  const side = (w.length - 1) / 2
  const root = w.map((one) => one ** (1 / (k - 1)))
  const chosen = new Int32Array(k)
  let [mean, square] = [0, 0]
  const visit = (at: number, weight: number, length: number, repeated: number): void => {
    if (at === k) {
      const found = vimcoAt(nodes, root, chosen)
      mean += weight * found
      square += weight * found * found
      return
    }
    const before = at > 0 ? chosen[at - 1]! : 0
    for (let i = before; i < w.length; i++) {
      const squared = length + ((i - side) * step) ** 2
      if (squared > reach ** 2) continue
      const same = at > 0 && i === before ? repeated + 1 : 1
      chosen[at] = i
      visit(at + 1, (weight * probability[i]! * (at + 1)) / same, squared, same)
    }
  }
  visit(0, 1, 0, 0)
  return momentsFrom(mean, square)
}

/** Null for more than `MOST_EXACT` draws. VIMCO compares draws and has none for K = 1. */
export function exactWeightMoments(
  problem: WeightProblem,
): Readonly<Record<WeightEstimator, WeightMoments>> | null {
  if (problem.k > MOST_EXACT) return null
  const vimco = problem.k > 1 ? vimcoMoments(problem) : { mean: NaN, variance: NaN }
  return { ...separableMoments(problem), vimco }
}
