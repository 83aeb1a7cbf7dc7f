/** The bench of one bit as curves: means over theta, bias and variance over the temperature, and f itself. */
import {
  exactGradient,
  exactMomentsOf,
  MOVED,
  relaxedDensity,
  varianceTimesTemperature,
  type BitEstimator,
  type BitProblem,
} from '../../math/one-bit.ts'
import { align, type Aligned } from '../align.ts'
import { decades, yRange, type Range } from '../axis.ts'
import type { Points } from '../bound.ts'
import { onLog } from './series.ts'

export interface BitChart {
  readonly aligned: Aligned
  readonly x: Range
  readonly range: Range | null
}

const POINTS = 49
/** Strictly between 0 and 1. */
const THETAS = Array.from({ length: POINTS }, (_, i) => (i + 1) / (POINTS + 1))

/** Columns: the mean of each of MOVED, then the exact gradient, which is the mean of all others. */
export function meansOverTheta(problem: BitProblem): BitChart {
  const over = (at: (problem: BitProblem) => number): Points => ({
    xs: THETAS,
    ys: THETAS.map((theta) => at({ ...problem, theta })),
  })
  const curves = [...MOVED.map((id) => over((at) => exactMomentsOf(id, at).mean)), over(exactGradient)]
  return { aligned: align(curves), x: [0, 1], range: yRange(curves, 'linear') }
}

/** What the temperature changes most. */
export const RELAXED = ['gumbel-softmax', 'st-gumbel-softmax'] as const satisfies readonly BitEstimator[]

export const COLDEST = 0.05
export const WARMEST = 2
const TEMPERATURES = Array.from(
  { length: POINTS },
  (_, i) => COLDEST * (WARMEST / COLDEST) ** (i / (POINTS - 1)),
)
/** A bias that changes its sign is 0 there: the axis ends this far below the largest value. */
const DEEPEST = 1e-5

/** Columns: what the variance of Gumbel-Softmax tends to; then variance and squared bias of each of RELAXED. */
export function noiseOverTemperature(problem: BitProblem): BitChart {
  const gradient = exactGradient(problem)
  const limit = varianceTimesTemperature(problem)
  const over = (at: (temperature: number) => number): Points => ({
    xs: TEMPERATURES,
    ys: TEMPERATURES.map((temperature) => onLog(at(temperature))),
  })
  const curves = [
    over((temperature) => limit / temperature),
    ...RELAXED.flatMap((id) => {
      const moments = (temperature: number) => exactMomentsOf(id, { ...problem, temperature })
      return [
        over((temperature) => moments(temperature).variance),
        over((temperature) => (moments(temperature).mean - gradient) ** 2),
      ]
    }),
  ]
  const most = Math.max(...curves.flatMap(({ ys }) => ys.filter((y) => y > 0)))
  const shown = curves.map(({ xs, ys }) => ({ xs, ys: ys.map((y) => (y >= DEEPEST * most ? y : NaN)) }))
  return { aligned: align(curves), x: [COLDEST, WARMEST], range: decades(shown) }
}

const CELLS = 120

/** f at the ends and between, and the density of the relaxed bit in the middle of each cell, 1 where it is largest. */
export function pathShape(problem: BitProblem) {
  const zs = Array.from({ length: CELLS + 1 }, (_, i) => i / CELLS)
  const middles = zs.slice(1).map((z) => z - 0.5 / CELLS)
  const density = middles.map((z) => relaxedDensity(problem, z))
  const most = Math.max(...density)
  return {
    path: zs.map((z) => [z, problem.path.value(z)] as const),
    density: middles.map((z, i) => [z, density[i]! / most] as const),
  }
}
