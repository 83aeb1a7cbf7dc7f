/**
 * Exact variances of one-draw gradient estimates of E f, coordinate by coordinate: by enumeration of the draws, of the pairs of
 * draws, or, for leave-one-out, from the moments of f and the score. They give the standard error of a mean of estimates.
 */
import { countedBits } from '../support/bits.ts'
import type { Extended } from './discrete-cases.ts'

/** A value of the code, its probability, and what its logits' score is there. */
export interface State {
  readonly probability: number
  readonly code: readonly number[]
  readonly score: readonly number[]
}

export const statesOfBits = (theta: readonly number[]): State[] =>
  countedBits(theta).map(({ bits, probability }) => ({
    probability,
    code: bits,
    score: bits.map((bit, j) => bit - theta[j]!),
  }))

export const statesOfClasses = (pi: readonly number[]): State[] =>
  pi.map((probability, state) => {
    const code = pi.map((_, c) => (c === state ? 1 : 0))
    return { probability, code, score: code.map((one, c) => one - pi[c]!) }
  })

type Values = (state: State) => readonly number[]

const meanOver = (states: readonly State[], of: (state: State) => number): number =>
  states.reduce((sum, state) => sum + state.probability * of(state), 0)

/** Of an estimate that one draw decides. */
export const variancesOver = (states: readonly State[], of: Values): number[] =>
  states[0]!.score.map((_, j) => {
    const mean = meanOver(states, (state) => of(state)[j]!)
    return meanOver(states, (state) => (of(state)[j]! - mean) ** 2)
  })

export const scoreVariances = (states: readonly State[], f: Extended['f'], baseline: number): number[] =>
  variancesOver(states, ({ code, score }) => score.map((s) => (f(code) - baseline) * s))

/**
 * Leave-one-out with K draws is the covariance of f and the score over the sample, and this the variance of such a covariance:
 * (mu22 - mu11^2 (K - 2) / (K - 1) + mu20 mu02 / (K - 1)) / K.
 */
export function leaveOneOutVariances(states: readonly State[], f: Extended['f'], draws: number): number[] {
  const mean = meanOver(states, ({ code }) => f(code))
  const moment = (ofF: number, ofScore: number, j: number) =>
    meanOver(states, ({ code, score }) => (f(code) - mean) ** ofF * score[j]! ** ofScore)
  return states[0]!.score.map((_, j) => {
    const product = moment(2, 0, j) * moment(0, 2, j)
    const rest = (product - moment(1, 1, j) ** 2 * (draws - 2)) / (draws - 1)
    return (moment(2, 2, j) + rest) / draws
  })
}

/** J(p) g = p (g - sum of p g). */
const pulled = (p: readonly number[], g: readonly number[]): number[] => {
  const centre = p.reduce((sum, one, j) => sum + one * g[j]!, 0)
  return p.map((one, j) => one * (g[j]! - centre))
}

/** Of one latent of several classes. */
export const straightThroughVariances = (pi: readonly number[], slope: Extended['slope']): number[] =>
  variancesOver(statesOfClasses(pi), ({ code }) => pulled(pi, slope(code)))

/** At tau = 1: 2 J((pi + D) / 2) g - J(pi) g / 2. */
export const reinmaxVariances = (pi: readonly number[], slope: Extended['slope']): number[] =>
  variancesOver(statesOfClasses(pi), ({ code }) => {
    const half = pi.map((p, j) => (p + code[j]!) / 2)
    const own = pulled(pi, slope(code))
    return pulled(half, slope(code)).map((value, j) => 2 * value - own[j]! / 2)
  })

/** u uniform on (0, 1) decides a bit, 1[u > 1 - theta], and its antithetic one, 1[u < theta]: where u may lie for each pair. */
export interface PairOfBits {
  readonly bits: readonly [first: number, second: number]
  /** In the middle of where it may lie. */
  readonly u: number
  readonly probability: number
  /** E (u - 1/2) and E (u - 1/2)^2 there. */
  readonly first: number
  readonly second: number
}

export function pairsOfBit(theta: number): PairOfBits[] {
  const ends = [0, Math.min(theta, 1 - theta), Math.max(theta, 1 - theta), 1]
  return [0, 1, 2].flatMap((i) => {
    const [from, to] = [ends[i]! - 0.5, ends[i + 1]! - 0.5]
    if (to - from < 1e-12) return []
    const u = (from + to) / 2 + 0.5
    const bits = [Number(u > 1 - theta), Number(u < theta)] as const
    const second = (to ** 3 - from ** 3) / (3 * (to - from))
    return [{ bits, u, probability: to - from, first: (from + to) / 2, second }]
  })
}

/** Each with each. */
export const combined = (all: readonly (readonly PairOfBits[])[]): PairOfBits[][] =>
  all.reduce<PairOfBits[][]>((rows, own) => rows.flatMap((row) => own.map((one) => [...row, one])), [[]])

/** Means and variances of the gradients from pairs of draws: ARM, and DisARM, which is its mean given the pair. */
export function pairMoments(theta: readonly number[], f: Extended['f']) {
  const rows = combined(theta.map(pairsOfBit)).map((pairs) => ({
    pairs,
    probability: pairs.reduce((all, pair) => all * pair.probability, 1),
    difference: f(pairs.map(({ bits }) => bits[0])) - f(pairs.map(({ bits }) => bits[1])),
  }))
  const mean = theta.map((_, j) =>
    rows.reduce((sum, row) => sum + row.probability * row.difference * row.pairs[j]!.first, 0),
  )
  const variances = (square: (pair: PairOfBits) => number) =>
    theta.map((_, j) =>
      rows.reduce(
        (sum, row) => sum + row.probability * row.difference ** 2 * square(row.pairs[j]!),
        -(mean[j]! ** 2),
      ),
    )
  return { mean, arm: variances(({ second }) => second), disarm: variances(({ first }) => first ** 2) }
}
