/**
 * Both gradient estimators on one Gaussian and a known f, exactly and by drawing: the smallest place in which their
 * variances can be compared. Plain numbers.
 *
 * Reference: Mohamed, Rosca, Figurnov & Mnih, "Monte Carlo gradient estimation in machine learning", JMLR 21:132, 2020,
 * figures 2 and 3, whose three families of f these are.
 */
import type { NoiseKey } from './philox.ts'
import { normal } from './random.ts'

interface Family {
  readonly value: (z: number, k: number) => number
  readonly slope: (z: number, k: number) => number
}

export const FUNCTION_FAMILIES = {
  /** (z - k)^2 */
  square: { value: (z, k) => (z - k) ** 2, slope: (z, k) => 2 * (z - k) },
  /** cos kz */
  cosine: { value: (z, k) => Math.cos(k * z), slope: (z, k) => -k * Math.sin(k * z) },
  /** exp(-k z^2) */
  bump: { value: (z, k) => Math.exp(-k * z * z), slope: (z, k) => -2 * k * z * Math.exp(-k * z * z) },
} as const satisfies Record<string, Family>

export type FunctionFamilyName = keyof typeof FUNCTION_FAMILIES

/** What the gradient of E f(z), z ~ N(mu, sigma^2), is taken with respect to. */
export type Coordinate = 'mu' | 'log-sigma'

export interface Problem {
  readonly family: FunctionFamilyName
  readonly k: number
  readonly mu: number
  readonly sigma: number
  readonly coordinate: Coordinate
  /** Subtracted from f under the score function. */
  readonly baseline: number
}

/** One-draw estimates of the gradient at z = mu + sigma eps. */
export function estimatesAt({ family, k, mu, sigma, coordinate, baseline }: Problem, eps: number) {
  const { value, slope } = FUNCTION_FAMILIES[family]
  const z = mu + sigma * eps
  const path = coordinate === 'mu' ? 1 : sigma * eps
  const score = coordinate === 'mu' ? eps / sigma : eps * eps - 1
  return { reparameterized: slope(z, k) * path, scoreFunction: (value(z, k) - baseline) * score }
}

/** E g(eps), eps ~ N(0, 1), by the trapezoidal rule, whose error falls geometrically with the step for smooth g. */
export function expectation(g: (eps: number) => number, step = 1 / 128, reach = 12): number {
  const steps = Math.round(reach / step)
  let sum = 0
  for (let i = -steps; i <= steps; i++) sum += g(i * step) * Math.exp(-0.5 * (i * step) ** 2)
  return (sum * step) / Math.sqrt(2 * Math.PI)
}

export interface ExactMoments {
  /** The gradient itself, which both estimators have as their mean. */
  readonly gradient: number
  /** Variance of one draw. */
  readonly reparameterized: number
  readonly scoreFunction: number
  /** E f, the usual baseline, and E[f s^2] / E[s^2], the constant one of least variance. */
  readonly mean: number
  readonly bestBaseline: number
}

export function exactMoments(problem: Problem): ExactMoments {
  const { family, k, mu, sigma, coordinate } = problem
  const f = (eps: number) => FUNCTION_FAMILIES[family].value(mu + sigma * eps, k)
  const squaredScore = (eps: number) => (coordinate === 'mu' ? (eps / sigma) ** 2 : (eps * eps - 1) ** 2)
  const of = (kind: 'reparameterized' | 'scoreFunction', power: 1 | 2) =>
    expectation((eps) => estimatesAt(problem, eps)[kind] ** power)
  const gradient = of('reparameterized', 1)
  return {
    gradient,
    reparameterized: of('reparameterized', 2) - gradient ** 2,
    scoreFunction: of('scoreFunction', 2) - of('scoreFunction', 1) ** 2,
    mean: expectation(f),
    bestBaseline: expectation((eps) => f(eps) * squaredScore(eps)) / expectation(squaredScore),
  }
}

export interface DrawnGradients {
  readonly reparameterized: Float64Array
  readonly scoreFunction: Float64Array
}

/** `count` draws of both estimators, on the same noise. */
export function drawEstimates(problem: Problem, count: number, key: NoiseKey): DrawnGradients {
  const drawn = { reparameterized: new Float64Array(count), scoreFunction: new Float64Array(count) }
  normal(count, key).forEach((eps, i) => {
    const { reparameterized, scoreFunction } = estimatesAt(problem, eps)
    drawn.reparameterized[i] = reparameterized
    drawn.scoreFunction[i] = scoreFunction
  })
  return drawn
}
