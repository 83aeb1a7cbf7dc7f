/**
 * Gradient estimators on one bit and a known f, exactly and by drawing: b is 1 with probability theta = sigmoid(gamma), and the
 * gradient is that of E f(b) with respect to gamma. f is a path over [0, 1], of which E f sees the two ends only; whatever goes
 * through a relaxed bit or a slope sees what lies between. Plain numbers.
 *
 * Reference: Liu, Dong, Liu, Yu & Gao, "Bridging discrete and backpropagation", 2023, arXiv 2304.08612 (straight-through and ReinMax as
 * rules for f(1) - f(0)); Jang, Gu & Poole 2017, arXiv 1611.01144 (Gumbel-Softmax); Yin & Zhou 2019, arXiv 1807.11143 (ARM); Dong, Mnih &
 * Tucker 2020, arXiv 2006.10680 (DisARM); Gu, Levine, Sutskever & Mnih 2016, arXiv 1511.05176 (MuProp).
 */
import { logistic } from './discrete-noise.ts'
import { gaussLegendre } from './exact/gauss-legendre.ts'
import type { NoiseKey } from './philox.ts'

/** f between the two values of a bit. */
export interface BitPath {
  readonly value: (z: number) => number
  readonly slope: (z: number) => number
}

/** Where a cubic's four values stand. */
export const CUBIC_KNOTS = [0, 1 / 3, 2 / 3, 1] as const

export type CubicValues = readonly [number, number, number, number]

/** The cubic with these values at 0, 1/3, 2/3 and 1, by Newton's divided differences. */
export function cubicThrough([a, b, c, d]: CubicValues): BitPath {
  const first = 3 * (b - a)
  const second = 4.5 * (c - 2 * b + a)
  const third = 4.5 * (d - 3 * c + 3 * b - a)
  const [, k1, k2] = CUBIC_KNOTS
  return {
    value: (z) => a + z * (first + (z - k1) * (second + (z - k2) * third)),
    slope: (z) => first + (2 * z - k1) * second + (3 * z * z - 2 * (k1 + k2) * z + k1 * k2) * third,
  }
}

export interface BitProblem {
  readonly path: BitPath
  /** P(b = 1), strictly between 0 and 1. */
  readonly theta: number
  readonly temperature: number
  /** Subtracted from f under the score function. */
  readonly baseline: number
}

/** In the order of the page: what sees only f(0) and f(1), then what also sees the path. */
export const UNMOVED = ['enumeration', 'score-function', 'arm', 'disarm', 'muprop'] as const
export const MOVED = ['straight-through', 'gumbel-softmax', 'st-gumbel-softmax', 'reinmax'] as const
export const BIT_ESTIMATORS = [...UNMOVED, ...MOVED] as const
export type BitEstimator = (typeof BIT_ESTIMATORS)[number]

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))
const logit = (p: number): number => Math.log(p / (1 - p))
/** p (1 - p), and with p = sigmoid(x) the density of the logistic distribution. */
const spread = (p: number): number => p * (1 - p)
const logisticDensity = (x: number): number => spread(sigmoid(x))

export const exactGradient = ({ path, theta }: BitProblem): number =>
  spread(theta) * (path.value(1) - path.value(0))

/** Those that depend on the noise through b alone. */
const OF_BIT = {
  enumeration: exactGradient,
  'score-function': ({ path, theta, baseline }, b) => (path.value(b) - baseline) * (b - theta),
  /** The score function with f's tangent at theta as its baseline, and the tangent's own gradient. */
  muprop({ path, theta }, b) {
    const tangent = path.value(theta) + path.slope(theta) * (b - theta)
    return (path.value(b) - tangent) * (b - theta) + path.slope(theta) * spread(theta)
  },
  'straight-through': ({ path, theta }, b) => spread(theta) * path.slope(b),
  reinmax({ path, theta, temperature }, b) {
    const middle = (sigmoid(logit(theta) / temperature) + b) / 2
    return (2 * spread(middle) - spread(theta) / 2) * path.slope(b)
  },
} satisfies Partial<Record<BitEstimator, (problem: BitProblem, b: 0 | 1) => number>>

type OfBit = keyof typeof OF_BIT
const isOfBit = (id: BitEstimator): id is OfBit => id in OF_BIT

/** Those that depend on more of the logistic noise than the bit that it makes. */
const OF_NOISE = {
  arm({ path, theta }, noise) {
    const [b, opposite] = pairOf(theta, noise)
    return (path.value(b) - path.value(opposite)) * (sigmoid(noise) - 0.5)
  },
  disarm({ path, theta }, noise) {
    const [b, opposite] = pairOf(theta, noise)
    return ((path.value(b) - path.value(opposite)) / 2) * (b - opposite) * Math.max(theta, 1 - theta)
  },
  'gumbel-softmax'({ path, theta, temperature }, noise) {
    const z = sigmoid((logit(theta) + noise) / temperature)
    return (path.slope(z) * spread(z)) / temperature
  },
  'st-gumbel-softmax'({ path, theta, temperature }, noise) {
    const z = sigmoid((logit(theta) + noise) / temperature)
    return (path.slope(bitOf(theta, noise)) * spread(z)) / temperature
  },
} satisfies Record<Exclude<BitEstimator, OfBit>, (problem: BitProblem, noise: number) => number>

const bitOf = (theta: number, noise: number): 0 | 1 => (logit(theta) + noise > 0 ? 1 : 0)

/** The bit and that of the opposite noise. */
const pairOf = (theta: number, noise: number) => [bitOf(theta, noise), bitOf(theta, -noise)] as const

/** One estimate, from logistic noise. */
export const estimateOf = (id: BitEstimator, problem: BitProblem, noise: number): number =>
  isOfBit(id) ? OF_BIT[id](problem, bitOf(problem.theta, noise)) : OF_NOISE[id](problem, noise)

export interface BitMoments {
  readonly mean: number
  /** Of one draw. */
  readonly variance: number
}

function momentsOfBit(id: OfBit, problem: BitProblem): BitMoments {
  const { theta } = problem
  const [at0, at1] = [OF_BIT[id](problem, 0), OF_BIT[id](problem, 1)]
  return { mean: (1 - theta) * at0 + theta * at1, variance: spread(theta) * (at1 - at0) ** 2 }
}

/** The logit of the relaxed bit, t in (0, 36): beyond it sigmoid's slope is under 1e-15. */
const PANELS = 18
const PANEL = 2
const RULE = gaussLegendre(12)
const NODES = Array.from({ length: PANELS }, (_, panel) =>
  [...RULE.nodes].map((node, i) => ({
    t: PANEL * (panel + (node + 1) / 2),
    weight: (PANEL * RULE.weights[i]!) / 2,
  })),
).flat()

/**
 * E g(z) over the relaxed bits below and above 1/2, z the relaxed bit at the temperature: the noise is tau t - gamma at z = sigmoid(t).
 * g has z (1 - z) as a factor, which lets the integral end.
 */
function relaxedMeans({ theta, temperature }: BitProblem, g: (z: number) => number) {
  const gamma = logit(theta)
  const at = (t: number) => g(sigmoid(t)) * logisticDensity(temperature * t - gamma) * temperature
  let [below, above] = [0, 0]
  for (const { t, weight } of NODES) {
    below += weight * at(-t)
    above += weight * at(t)
  }
  return { below, above }
}

const varianceOf = (mean: number, second: number): BitMoments => ({ mean, variance: second - mean ** 2 })

function momentsOfRelaxed({ path, ...problem }: BitProblem): BitMoments {
  const own = (power: 1 | 2) => (z: number) => ((path.slope(z) * spread(z)) / problem.temperature) ** power
  const whole = (power: 1 | 2) => {
    const { below, above } = relaxedMeans({ path, ...problem }, own(power))
    return below + above
  }
  return varianceOf(whole(1), whole(2))
}

function momentsOfHardened(problem: BitProblem): BitMoments {
  const { path, temperature } = problem
  const of = (power: 1 | 2) => {
    const { below, above } = relaxedMeans(problem, (z) => (spread(z) / temperature) ** power)
    return path.slope(0) ** power * below + path.slope(1) ** power * above
  }
  return varianceOf(of(1), of(2))
}

function momentsOfPair(id: 'arm' | 'disarm', problem: BitProblem): BitMoments {
  const { path, theta } = problem
  const square = (path.value(1) - path.value(0)) ** 2
  const [most, least] = [Math.max(theta, 1 - theta), Math.min(theta, 1 - theta)]
  const variance =
    id === 'arm'
      ? (2 / 3) * (1 / 8 - Math.abs(0.5 - theta) ** 3) - spread(theta) ** 2
      : most ** 2 * least * (0.5 - least)
  return { mean: exactGradient(problem), variance: square * variance }
}

/** In closed form; of the two that are relaxed, by quadrature. */
export function exactMomentsOf(id: BitEstimator, problem: BitProblem): BitMoments {
  if (isOfBit(id)) return momentsOfBit(id, problem)
  if (id === 'gumbel-softmax') return momentsOfRelaxed(problem)
  if (id === 'st-gumbel-softmax') return momentsOfHardened(problem)
  return momentsOfPair(id, problem)
}

/** E f, the usual baseline, and the one that leaves the score function without variance. */
export const bitBaselines = ({ path, theta }: Pick<BitProblem, 'path' | 'theta'>) => ({
  mean: (1 - theta) * path.value(0) + theta * path.value(1),
  best: theta * path.value(0) + (1 - theta) * path.value(1),
})

/** What tau times the variance of Gumbel-Softmax tends to as tau falls: theta (1 - theta) times the integral of f'^2 z (1 - z). */
export const varianceTimesTemperature = ({ path, theta }: Pick<BitProblem, 'path' | 'theta'>): number => {
  const at = (t: number) => (path.slope(sigmoid(t)) * logisticDensity(t)) ** 2
  return spread(theta) * NODES.reduce((sum, { t, weight }) => sum + weight * (at(t) + at(-t)), 0)
}

/** The density of the relaxed bit at z. */
export const relaxedDensity = (
  { theta, temperature }: Pick<BitProblem, 'theta' | 'temperature'>,
  z: number,
): number => (temperature * logisticDensity(temperature * logit(z) - logit(theta))) / spread(z)

/** `count` estimates of each, all on the same noise. */
export function drawBitEstimates(
  problem: BitProblem,
  count: number,
  key: NoiseKey,
): Readonly<Record<BitEstimator, Float64Array>> {
  const noise = logistic(count, key)
  const drawn = BIT_ESTIMATORS.map(
    (id) => [id, Float64Array.from(noise, (one) => estimateOf(id, problem, one))] as const,
  )
  return Object.fromEntries(drawn) as Record<BitEstimator, Float64Array>
}
