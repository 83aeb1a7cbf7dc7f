/**
 * Exact means and variances of one-draw gradient estimates of E f(z) for discrete z, with respect to the logits: what every
 * estimator of a discrete code is held against. For one bit they are computed here, in closed form or by quadrature; those
 * of categoricals are numbers from enumeration and quadrature, to six digits.
 */
import { countedBits } from '../support/bits.ts'

/** f and its slope at any point between the states. */
export interface Extended {
  readonly f: (z: readonly number[]) => number
  readonly slope: (z: readonly number[]) => number[]
}

export interface Exact {
  readonly mean: readonly number[]
  /** The trace of the covariance. */
  readonly trace: number
  /** Its diagonal, where it is known. */
  readonly variances?: readonly number[]
}

/** One bit: f on [0, 1] and the probability of a 1. */
export interface BitProblem {
  readonly name: string
  readonly f: (z: number) => number
  readonly slope: (z: number) => number
  readonly theta: number
}

export const BITS: readonly BitProblem[] = [
  { name: '(z - .45)^2', f: (z) => (z - 0.45) ** 2, slope: (z) => 2 * (z - 0.45), theta: 0.2 },
  { name: 'e^z', f: Math.exp, slope: Math.exp, theta: 0.7 },
  { name: 'z^3', f: (z) => z ** 3, slope: (z) => 3 * z * z, theta: 0.3 },
  { name: '2 z + 5', f: (z) => 2 * z + 5, slope: () => 2, theta: 0.1 },
]

export const logit = (theta: number): number => Math.log(theta / (1 - theta))

const one = (mean: number, trace: number): Exact => ({ mean: [mean], trace, variances: [trace] })

/** Mean and variance of what takes value `of(b)` at bit b. */
function overBits(theta: number, of: (bit: 0 | 1) => number): Exact {
  const mean = theta * of(1) + (1 - theta) * of(0)
  return one(mean, theta * of(1) ** 2 + (1 - theta) * of(0) ** 2 - mean ** 2)
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

/** The integral of g(x) rho(x) over x, rho the density of the logistic distribution, by Simpson's rule on both sides of `at`. */
function overLogistic(at: number, g: (x: number) => number): number {
  const weighted = (x: number) => g(x) * sigmoid(x) * sigmoid(-x)
  const simpson = (from: number, to: number, pieces = 40_000) => {
    const h = (to - from) / pieces
    let sum = weighted(from + h * 1e-9) + weighted(to - h * 1e-9)
    for (let i = 1; i < pieces; i++) sum += (i % 2 ? 4 : 2) * weighted(from + i * h)
    return (sum * h) / 3
  }
  return simpson(at - 60, at) + simpson(at, at + 60)
}

/** Of one draw through the relaxed bit; the slope of f is taken at `at(z, b)`. */
function relaxed({ theta, slope }: BitProblem, tau: number, at: (z: number, bit: number) => number): Exact {
  const gamma = logit(theta)
  const estimate = (x: number) => {
    const z = sigmoid((gamma + x) / tau)
    return (slope(at(z, gamma + x > 0 ? 1 : 0)) * z * (1 - z)) / tau
  }
  const mean = overLogistic(-gamma, estimate)
  return one(mean, overLogistic(-gamma, (x) => estimate(x) ** 2) - mean ** 2)
}

export const bitExact = {
  /** The gradient itself. */
  gradient: ({ theta, f }: BitProblem) => theta * (1 - theta) * (f(1) - f(0)),
  mean: ({ theta, f }: BitProblem) => theta * f(1) + (1 - theta) * f(0),
  score: ({ theta, f }: BitProblem, baseline: number) =>
    overBits(theta, (bit) => (f(bit) - baseline) * (bit - theta)),
  leaveOneOut({ theta, f }: BitProblem, samples: number): Exact {
    const v = theta * (1 - theta)
    const delta = f(1) - f(0)
    const K = samples
    return one(v * delta, (delta ** 2 / K) * (v * (1 - 3 * v) - (v * v * (K - 3)) / (K - 1)))
  },
  disarm({ theta, f }: BitProblem): Exact {
    const delta = f(1) - f(0)
    const m = Math.min(theta, 1 - theta)
    return one(theta * (1 - theta) * delta, delta ** 2 * (1 - m) ** 2 * m * (0.5 - m))
  },
  muprop: ({ theta, f, slope }: BitProblem) =>
    overBits(theta, (bit) => {
      const tangent = f(theta) + slope(theta) * (bit - theta)
      return (f(bit) - tangent) * (bit - theta) + theta * (1 - theta) * slope(theta)
    }),
  straightThrough: ({ theta, slope }: BitProblem) =>
    overBits(theta, (bit) => theta * (1 - theta) * slope(bit)),
  reinmax: ({ theta, slope }: BitProblem) =>
    overBits(theta, (bit) => ((bit ? 1 - theta : theta) * slope(bit)) / 2),
  gumbelSoftmax: (problem: BitProblem, tau: number) => relaxed(problem, tau, (z) => z),
  stGumbelSoftmax: (problem: BitProblem, tau: number) => relaxed(problem, tau, (_, bit) => bit),
}

/** Several bits, f = f0 + sum of delta_j b_j: traces of the score function, leave-one-out, DisARM and ARM. */
export interface LinearBits {
  readonly theta: readonly number[]
  readonly delta: readonly number[]
  readonly f0: number
  readonly trace: {
    readonly score: number
    readonly centred: number
    readonly leaveOneOut: Readonly<Record<2 | 4 | 8, number>>
    readonly disarm: number
    readonly arm: number
  }
}

export const LINEAR_BITS: readonly LinearBits[] = [
  {
    theta: [0.5, 0.5, 0.5],
    delta: [1, 1, 1],
    f0: 0,
    trace: {
      score: 2.0625,
      centred: 0.375,
      leaveOneOut: { 2: 0.5625, 4: 0.15625, 8: 0.060268 },
      disarm: 0.375,
      arm: 0.5625,
    },
  },
  {
    theta: [0.2, 0.5, 0.9],
    delta: [1, -2, 3],
    f0: 4,
    trace: {
      score: 17.2015,
      centred: 1.2125,
      leaveOneOut: { 2: 1.273, 4: 0.41425, 8: 0.175375 },
      disarm: 1.0169,
      arm: 1.4495,
    },
  },
  {
    theta: Array(5).fill(0.1) as number[],
    delta: Array(5).fill(2) as number[],
    f0: -10,
    trace: {
      score: 25.29,
      centred: 1.8,
      leaveOneOut: { 2: 1.386, 4: 0.531, 8: 0.242357 },
      disarm: 1.296,
      arm: 1.984667,
    },
  },
]

/** By enumeration of the draws: traces of the score function for `LinearBits`, against which the numbers are held. */
export function scoreTrace({ theta, delta, f0 }: LinearBits, baseline: number): number {
  const gradient = theta.map((p, j) => p * (1 - p) * delta[j]!)
  const second = countedBits(theta).reduce((sum, { bits, probability }) => {
    const f = bits.reduce((all, bit, j) => all + bit * delta[j]!, f0) - baseline
    return sum + probability * bits.reduce((all, bit, j) => all + (f * (bit - theta[j]!)) ** 2, 0)
  }, 0)
  return second - gradient.reduce((sum, g) => sum + g * g, 0)
}

/** MuProp of one latent of several classes, by enumeration. */
export function mupropExact(
  { f, slope }: Extended,
  pi: readonly number[],
  gradient: readonly number[],
): Exact {
  const at = slope(pi)
  const centre = pi.reduce((sum, p, j) => sum + p * at[j]!, 0)
  const estimate = (state: number) => {
    const left = f(pi.map((_, j) => (j === state ? 1 : 0))) - (f(pi) + at[state]! - centre)
    return pi.map((p, j) => left * ((j === state ? 1 : 0) - p) + p * (at[j]! - centre))
  }
  const second = (j: number) => pi.reduce((sum, p, state) => sum + p * estimate(state)[j]! ** 2, 0)
  const variances = gradient.map((g, j) => second(j) - g * g)
  return { mean: gradient, trace: variances.reduce((sum, value) => sum + value, 0), variances }
}

/** One latent of three classes. */
export interface ClassProblem extends Extended {
  readonly name: string
  readonly pi: readonly number[]
  readonly gradient: readonly number[]
  readonly score: { readonly zero: number; readonly centred: number }
  readonly leaveOneOut: Readonly<Record<2 | 4, number>>
  readonly straightThrough: Exact
  readonly reinmax: Exact
  /** At tau = 0.5. */
  readonly gumbelSoftmax: Exact
  readonly stGumbelSoftmax: Exact
}

/** f = c . z + z^T A z / 2. */
function quadratic(c: readonly number[], A: readonly (readonly number[])[]): Extended {
  const product = (z: readonly number[]) => A.map((row) => row.reduce((sum, a, j) => sum + a * z[j]!, 0))
  return {
    f: (z) => product(z).reduce((sum, az, i) => sum + z[i]! * (c[i]! + az / 2), 0),
    slope: (z) => product(z).map((az, i) => c[i]! + az),
  }
}

const exact = (mean: readonly number[], trace: number): Exact => ({ mean, trace })
const NONE = [
  [0, 0, 0],
  [0, 0, 0],
  [0, 0, 0],
]
const C1 = [0.166667, 0.166667, -0.333333]
const C2 = [-0.45, 0.03, 0.42]
const C3 = [-0.105, -0.13, 0.235]
const exponential = (z: readonly number[]) => Math.exp(z[0]! - z[1]! + z[2]! / 2)

export const CLASSES: readonly ClassProblem[] = [
  {
    name: 'C1',
    ...quadratic([1, 0, -1], [[0, 0, 0], [0, 2, 0], [0, 0, 1]]), // prettier-ignore
    pi: [1 / 3, 1 / 3, 1 / 3],
    gradient: C1,
    score: { zero: 0.333333, centred: 0.166667 },
    leaveOneOut: { 2: 0.333333, 4: 0.083333 },
    straightThrough: exact([0.222222, 0.111111, -0.333333], 0.098765),
    reinmax: exact(C1, 0.222222),
    gumbelSoftmax: exact([0.166796, 0.126188, -0.292984], 0.179383),
    stGumbelSoftmax: exact([0.158688, 0.134296, -0.292984], 0.352025),
  },
  {
    name: 'C2',
    ...quadratic([1, 2, 4], NONE),
    pi: [0.5, 0.3, 0.2],
    gradient: C2,
    score: { zero: 3.8822, centred: 0.6408 },
    leaveOneOut: { 2: 0.9102, 4: 0.2585 },
    straightThrough: exact(C2, 0),
    reinmax: exact(C2, 0.1602),
    gumbelSoftmax: exact([-0.399307, 0.008661, 0.390645], 0.40088),
    stGumbelSoftmax: exact([-0.399307, 0.008661, 0.390645], 0.40088),
  },
  {
    name: 'C3',
    ...quadratic([0, 1, 3], [[2, 1, 0], [1, -1, 0.5], [0, 0.5, 1]]), // prettier-ignore
    pi: [0.7, 0.2, 0.1],
    gradient: C3,
    score: { zero: 1.71335, centred: 0.7554 },
    leaveOneOut: { 2: 0.56935, 4: 0.220792 },
    straightThrough: exact([-0.105, -0.04, 0.145], 0.03426),
    reinmax: exact(C3, 0.4806),
    gumbelSoftmax: exact([-0.111718, -0.100784, 0.212502], 0.270869),
    stGumbelSoftmax: exact([-0.096696, -0.104864, 0.20156], 0.354514),
  },
  {
    name: 'C4',
    f: exponential,
    slope: (z) => [1, -1, 0.5].map((c) => c * exponential(z)),
    pi: [0.1, 0.3, 0.6],
    gradient: [0.134686, -0.301064, 0.166378],
    score: { zero: 1.253528, centred: 0.363934 },
    leaveOneOut: { 2: 0.393208, 4: 0.12619 },
    straightThrough: exact([0.123428, -0.45257, 0.329142], 0.09248),
    reinmax: exact([0.15809, -0.364826, 0.206736], 0.20166),
    gumbelSoftmax: exact([0.127708, -0.302979, 0.175271], 0.193105),
    stGumbelSoftmax: exact([0.151773, -0.36072, 0.208939], 0.436222),
  },
]
