/** The maximum of a posterior (MAP) by gradient ascent, with the path to it. */
import type { PosteriorTarget } from './target.ts'

export interface AscentOptions {
  readonly target: PosteriorTarget
  /** [D]. */
  readonly start: ArrayLike<number>
  /** Of the first move. */
  readonly length: number
  readonly mostSteps?: number
  /** Several steps in a row that gain less, in nats, are the last. */
  readonly tolerance?: number
  readonly pause?: () => Promise<void>
}

export interface Ascent {
  /** From the start to the maximum [steps + 1, D]. */
  readonly path: Float64Array
  /** log density up to its constant, along the path. */
  readonly values: Float64Array
  /** Points at which the target was evaluated. */
  readonly evaluations: number
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0)
const minus = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value - b[i]!)

/** Armijo's: of the gain that the slope promises, so much at least. */
const PROMISED = 1e-4
const MOST_HALVINGS = 30
/** One small step may only have met a kink. */
const SMALL_STEPS = 3

interface Place {
  readonly z: Float64Array
  readonly value: number
  readonly gradient: Float64Array
}

/** The rate that would be Newton's in one dimension, from the last two places; doubled where the slope does not fall. */
function nextRate(from: Place, to: Place, rate: number): number {
  const moved = minus(to.z, from.z)
  const fall = -dot(moved, minus(to.gradient, from.gradient))
  return fall > 0 ? dot(moved, moved) / fall : 2 * rate
}

/**
 * Moves along the gradient by Barzilai and Borwein's rate, halved until the density rises.
 *
 * Reference: Barzilai & Borwein, "Two-point step size gradient methods", IMA Journal of Numerical Analysis 8, 1988.
 */
export async function ascend(options: AscentOptions): Promise<Ascent> {
  const { target, start, length, mostSteps = 200, tolerance = 1e-5, pause } = options
  let evaluations = 0
  async function placeAt(z: Float64Array): Promise<Place> {
    const { value, gradient } = await target.slopes(z)
    evaluations++
    await pause?.()
    return { z, value: value[0]!, gradient }
  }
  async function better(from: Place, first: number): Promise<{ to: Place; rate: number } | null> {
    const square = dot(from.gradient, from.gradient)
    for (let halving = 0, rate = first; halving < MOST_HALVINGS; halving++, rate /= 2) {
      const to = await placeAt(from.z.map((value, i) => value + rate * from.gradient[i]!))
      if (to.value > from.value + PROMISED * rate * square) return { to, rate }
    }
    return null
  }
  let at = await placeAt(Float64Array.from(start))
  let rate = length / Math.max(Math.sqrt(dot(at.gradient, at.gradient)), 1e-12)
  const path: Place[] = [at]
  let small = 0
  while (path.length <= mostSteps) {
    const next = await better(at, rate)
    if (!next) break
    const gain = next.to.value - at.value
    rate = nextRate(at, next.to, next.rate)
    at = next.to
    path.push(at)
    small = gain < tolerance ? small + 1 : 0
    if (small === SMALL_STEPS) break
  }
  return {
    path: Float64Array.from(path.flatMap(({ z }) => [...z])),
    values: Float64Array.from(path, ({ value }) => value),
    evaluations,
  }
}

export interface BestAscent extends Ascent {
  /** Which of the starts it is from. */
  readonly start: number
  /** How much higher it ends than the ascent from the first start, in nats. */
  readonly above: number
}

/** Ascents to one maximum end at heights that differ by less, in nats. */
const SAME_HEIGHT = 0.01

/** The ascent that ends highest, the first of them if several do; all are counted. */
export async function ascendFromAll(
  starts: readonly ArrayLike<number>[],
  options: Omit<AscentOptions, 'start'>,
): Promise<BestAscent> {
  const found: Ascent[] = []
  for (const start of starts) found.push(await ascend({ ...options, start }))
  const heights = found.map(({ values }) => values.at(-1)!)
  const highest = heights.reduce((best, own, i) => (own > heights[best]! + SAME_HEIGHT ? i : best), 0)
  return {
    ...found[highest]!,
    evaluations: found.reduce((sum, { evaluations }) => sum + evaluations, 0),
    start: highest,
    above: heights[highest]! - heights[0]!,
  }
}
