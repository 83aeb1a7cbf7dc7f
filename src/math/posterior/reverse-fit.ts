/**
 * The Gaussian q of least KL(q || p), by variational Newton steps on expectations under q that a fixed rule gives: at the
 * optimum the average gradient is 0 and the precision is the average of -d^2 log p.
 *
 * Reference: Opper & Archambeau, "The variational Gaussian approximation revisited", Neural Computation 21, 2009, for the
 * conditions; Khan & Rue, "The Bayesian learning rule", JMLR 24:281, 2023, for the step.
 */
import { applied, cholesky, diagonalOf, gram, inverseOf, inverseOfLower } from './matrix.ts'
import { entropyOf, normalCovariance, normalWith, placed, type Normal } from './normals.ts'
import type { NormalRule } from './rule.ts'
import type { Slopes, PosteriorTarget } from './target.ts'

export type Shape = 'diagonal' | 'full'

export interface FitOptions {
  readonly target: PosteriorTarget
  /** Of a diagonal fit, the variances alone. */
  readonly start: Normal
  readonly shape: Shape
  readonly rule: NormalRule
  readonly mostSteps?: number
  /** A step that gains less, in nats, is the last. */
  readonly tolerance?: number
}

export interface ReverseFit {
  readonly q: Normal
  /** E_q[log p] + H(q) by the rule, with the target's own constant: log Z - KL(q || p). */
  readonly bound: number
  readonly steps: number
  /** Points at which the target was evaluated. */
  readonly evaluations: number
}

interface Judged {
  readonly q: Normal
  readonly slopes: Slopes
  readonly bound: number
}

interface Expectations {
  readonly mean: Float64Array
  readonly curvature: Float64Array
}

/** E_q of the gradient [D], and of -d^2 log p [D, D] by Stein's identity, from gradients alone. */
function expectations({ q, slopes: { gradient } }: Judged, { points, weights }: NormalRule): Expectations {
  const size = q.mean.length
  const mean = new Float64Array(size)
  const steins = new Float64Array(size * size)
  weights.forEach((weight, k) => {
    for (let i = 0; i < size; i++) {
      const own = weight * gradient[k * size + i]!
      mean[i]! += own
      for (let j = 0; j < size; j++) steins[i * size + j]! -= own * points[k * size + j]!
    }
  })
  const inverse = inverseOfLower(q.factor)
  const curvature = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      for (let k = 0; k < size; k++)
        curvature[i * size + j]! +=
          0.5 *
          (steins[i * size + k]! * inverse[k * size + j]! + steins[j * size + k]! * inverse[k * size + i]!)
  return { mean, curvature }
}

const onlyDiagonal = (matrix: Float64Array): Float64Array => {
  const size = Math.sqrt(matrix.length)
  return diagonalOf(matrix.filter((_, i) => i % (size + 1) === 0))
}

/** The Gaussian that lies `rate` of the way to the Newton step; null if it has no covariance. */
function stepped({ mean, factor }: Normal, { mean: slope, curvature }: Expectations, rate: number) {
  const precision = gram(inverseOfLower(factor)).map((value, i) => value + rate * (curvature[i]! - value))
  const covariance = inverseOf(precision)
  const next = covariance && cholesky(covariance)
  if (!next) return null
  const move = applied(covariance, slope)
  return { mean: mean.map((value, i) => value + rate * move[i]!), factor: next }
}

const MOST_HALVINGS = 8

export async function fitReverse(options: FitOptions): Promise<ReverseFit> {
  const { target, start, shape, rule, mostSteps = 60, tolerance = 1e-9 } = options
  let evaluations = 0
  async function judge(q: Normal): Promise<Judged> {
    const slopes = await target.slopes(placed(q, rule.points))
    evaluations += rule.weights.length
    const expected = rule.weights.reduce((sum, weight, k) => sum + weight * slopes.value[k]!, 0)
    return { q, slopes, bound: expected + entropyOf(q) }
  }
  async function improve(from: Judged): Promise<Judged | null> {
    const { mean, curvature } = expectations(from, rule)
    const wanted = { mean, curvature: shape === 'full' ? curvature : onlyDiagonal(curvature) }
    for (let halving = 0, rate = 1; halving < MOST_HALVINGS; halving++, rate /= 2) {
      const q = stepped(from.q, wanted, rate)
      const next = q && (await judge(q))
      if (next && next.bound > from.bound) return next
    }
    return null
  }
  let at = await judge(
    shape === 'full' ? start : normalWith(start.mean, onlyDiagonal(normalCovariance(start))),
  )
  let steps = 0
  while (steps < mostSteps) {
    const next = await improve(at)
    if (!next) break
    steps++
    const gain = next.bound - at.bound
    at = next
    if (gain < tolerance) break
  }
  return { q: at.q, bound: at.bound, steps, evaluations }
}

/** KL(q || p) of a p with several modes has a minimum at each: the least from several starts. All of them are counted. */
export async function fitFromAll(
  starts: readonly Normal[],
  options: Omit<FitOptions, 'start'>,
): Promise<ReverseFit> {
  const found: ReverseFit[] = []
  for (const start of starts) found.push(await fitReverse({ ...options, start }))
  const best = found.reduce((a, b) => (b.bound > a.bound + 1e-9 ? b : a))
  return { ...best, evaluations: found.reduce((sum, { evaluations }) => sum + evaluations, 0) }
}
