/**
 * Gradient estimators on one Gaussian and a known f, exactly and by drawing: the smallest place in which their
 * variances can be compared. Plain numbers.
 *
 * Reference: Mohamed, Rosca, Figurnov & Mnih, "Monte Carlo gradient estimation in machine learning", JMLR 21:132, 2020:
 * figures 2 and 3, whose three families of f these are; section 6 for measure-valued gradients. Miller, Foti, D'Amour & Adams,
 * "Reducing reparameterization gradient variance", 2017, arXiv 1705.07880, for the Taylor control variate.
 */
import { gaussLegendre } from './exact/gauss-legendre.ts'
import type { NoiseKey } from './philox.ts'
import { normal, uniform } from './random.ts'

interface Family {
  readonly value: (z: number, k: number) => number
  readonly slope: (z: number, k: number) => number
  readonly curvature: (z: number, k: number) => number
}

export const FUNCTION_FAMILIES = {
  /** (z - k)^2 */
  square: { value: (z, k) => (z - k) ** 2, slope: (z, k) => 2 * (z - k), curvature: () => 2 },
  /** cos kz */
  cosine: {
    value: (z, k) => Math.cos(k * z),
    slope: (z, k) => -k * Math.sin(k * z),
    curvature: (z, k) => -k * k * Math.cos(k * z),
  },
  /** exp(-k z^2) */
  bump: {
    value: (z, k) => Math.exp(-k * z * z),
    slope: (z, k) => -2 * k * z * Math.exp(-k * z * z),
    curvature: (z, k) => (4 * k * k * z * z - 2 * k) * Math.exp(-k * z * z),
  },
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

/** `taylor`: pathwise, with the gradient of f's second-order expansion about mu as a control variate. */
export const BENCH_ESTIMATORS = ['reparameterized', 'scoreFunction', 'taylor', 'measureValued'] as const
export type BenchEstimator = (typeof BENCH_ESTIMATORS)[number]

/** dz / d coordinate, and d log q(z) / d coordinate, at z = mu + sigma eps. */
export const pathAndScore = (coordinate: Coordinate, sigma: number, eps: number) =>
  coordinate === 'mu' ? { path: 1, score: eps / sigma } : { path: sigma * eps, score: eps * eps - 1 }

/** One-draw estimates of the gradient at z = mu + sigma eps. */
export function estimatesAt({ family, k, mu, sigma, coordinate, baseline }: Problem, eps: number) {
  const { value, slope, curvature } = FUNCTION_FAMILIES[family]
  const z = mu + sigma * eps
  const { path, score } = pathAndScore(coordinate, sigma, eps)
  const reparameterized = slope(z, k) * path
  // The slope of the expansion, with the same path, and the mean of that in closed form.
  const bend = curvature(mu, k) * sigma
  const local = (slope(mu, k) + bend * eps) * path
  const localMean = coordinate === 'mu' ? slope(mu, k) : bend * sigma
  return {
    reparameterized,
    scoreFunction: (value(z, k) - baseline) * score,
    taylor: reparameterized - local + localMean,
  }
}

/**
 * One measure-valued estimate: a constant times f at a draw of one density less f at a draw of another, of which the
 * derivative of the Gaussian's density is the difference. The two are drawn together, so that their noise cancels in part:
 * for mu z lies as far to the right as to the left, `size` (Rayleigh) standard deviations; for log sigma `size` is a draw from
 * the two-sided Maxwell distribution, and `share` (uniform) of it is a standard normal one.
 */
export function measureValuedAt(
  { family, k, mu, sigma, coordinate }: Problem,
  size: number,
  share: number,
): number {
  const f = (eps: number) => FUNCTION_FAMILIES[family].value(mu + sigma * eps, k)
  return coordinate === 'mu'
    ? (f(size) - f(-size)) / (sigma * Math.sqrt(2 * Math.PI))
    : f(size) - f(size * share)
}

/** E g(eps), eps ~ N(0, 1), by the trapezoidal rule, whose error falls geometrically with the step for smooth g. */
export function expectation(g: (eps: number) => number, step = 1 / 128, reach = 12): number {
  const steps = Math.round(reach / step)
  let sum = 0
  for (let i = -steps; i <= steps; i++) sum += g(i * step) * Math.exp(-0.5 * (i * step) ** 2)
  return (sum * step) / Math.sqrt(2 * Math.PI)
}

const SHARES = gaussLegendre(128)

/** E of a power of the measure-valued estimate. */
function measureValuedMoment(problem: Problem, power: 1 | 2): number {
  if (problem.coordinate === 'mu')
    // Rayleigh's density is |eps| sqrt(pi / 2) times that of |eps|.
    return (
      expectation((eps) => Math.abs(eps) * measureValuedAt(problem, Math.abs(eps), 0) ** power) *
      Math.sqrt(Math.PI / 2)
    )
  // The Maxwell density is eps^2 times the normal one. The rule of the shares is for [-1, 1].
  const overShares = (size: number) =>
    SHARES.nodes.reduce(
      (sum, node, i) =>
        sum + (SHARES.weights[i]! / 2) * measureValuedAt(problem, size, (1 + node) / 2) ** power,
      0,
    )
  return expectation((eps) => eps * eps * overShares(eps), 1 / 16, 8)
}

export interface ExactMoments extends Readonly<Record<BenchEstimator, number>> {
  /** The gradient itself, which all estimators have as their mean; the numbers by estimator are variances of one draw. */
  readonly gradient: number
  /** E f, the usual baseline, and E[f s^2] / E[s^2], the constant one of least variance. */
  readonly mean: number
  readonly bestBaseline: number
}

export function exactMoments(problem: Problem): ExactMoments {
  const { family, k, mu, sigma, coordinate } = problem
  const f = (eps: number) => FUNCTION_FAMILIES[family].value(mu + sigma * eps, k)
  const squaredScore = (eps: number) => (coordinate === 'mu' ? (eps / sigma) ** 2 : (eps * eps - 1) ** 2)
  const of = (kind: keyof ReturnType<typeof estimatesAt>, power: 1 | 2) =>
    expectation((eps) => estimatesAt(problem, eps)[kind] ** power)
  const gradient = of('reparameterized', 1)
  return {
    gradient,
    reparameterized: of('reparameterized', 2) - gradient ** 2,
    scoreFunction: of('scoreFunction', 2) - of('scoreFunction', 1) ** 2,
    taylor: expectation((eps) => (estimatesAt(problem, eps).taylor - gradient) ** 2),
    measureValued: measureValuedMoment(problem, 2) - measureValuedMoment(problem, 1) ** 2,
    mean: expectation(f),
    bestBaseline: expectation((eps) => f(eps) * squaredScore(eps)) / expectation(squaredScore),
  }
}

export type DrawnGradients = Readonly<Record<BenchEstimator, Float64Array>>

/** The stream of what only the measure-valued estimator draws: beside that of the others. */
const BESIDE = 0x100_0000

/** Rayleigh: the length of two normals; two-sided Maxwell: that of three, with the sign of another. */
function sizesOf({ coordinate }: Problem, count: number, key: NoiseKey): number[] {
  const normals = normal(4 * count, key)
  return Array.from({ length: count }, (_, i) => {
    const [a, b, c, d] = normals.subarray(4 * i, 4 * i + 4) as unknown as [number, number, number, number]
    return coordinate === 'mu' ? Math.hypot(a, b) : Math.sign(d) * Math.hypot(a, b, c)
  })
}

/** `count` draws of every estimator; the noise is the same but for the measure-valued one, whose draws are others. */
export function drawEstimates(problem: Problem, count: number, key: NoiseKey): DrawnGradients {
  const drawn = {
    reparameterized: new Float64Array(count),
    scoreFunction: new Float64Array(count),
    taylor: new Float64Array(count),
    measureValued: new Float64Array(count),
  }
  const sizes = sizesOf(problem, count, { ...key, stream: key.stream + BESIDE })
  const shares = uniform(count, 0, 1, { ...key, stream: key.stream + 2 * BESIDE })
  normal(count, key).forEach((eps, i) => {
    const one = estimatesAt(problem, eps)
    drawn.reparameterized[i] = one.reparameterized
    drawn.scoreFunction[i] = one.scoreFunction
    drawn.taylor[i] = one.taylor
    drawn.measureValued[i] = measureValuedAt(problem, sizes[i]!, shares[i]!)
  })
  return drawn
}
