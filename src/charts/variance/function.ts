/** f and the density of z as curves over z, for the bench of one dimension. */
import { normalLogDensity } from '../../math/normal.ts'
import { FUNCTION_FAMILIES, type Problem } from '../../math/one-dimension.ts'
import type { Aligned } from '../align.ts'
import { extentOf, type Range } from '../axis.ts'

export interface FunctionChart {
  /** Columns: the density scaled to the height of f, then f. */
  readonly aligned: Aligned
  readonly x: Range
  readonly range: Range
}

const REACH = 4
const POINTS = 241
const ROOM = 0.08

/** f and the density of z, where the chart shows them. */
export function functionValues({ family, k, mu, sigma }: Problem) {
  const [from, to] = [mu - REACH * sigma, mu + REACH * sigma]
  const zs = Array.from({ length: POINTS }, (_, i) => from + ((to - from) * i) / (POINTS - 1))
  return {
    zs,
    f: zs.map((z) => FUNCTION_FAMILIES[family].value(z, k)),
    density: zs.map((z) => Math.exp(normalLogDensity((z - mu) / sigma)) / sigma),
  }
}

export function functionChart(problem: Problem): FunctionChart {
  const { zs, f, density } = functionValues(problem)
  const [low, high] = extentOf([f]) ?? [0, 0]
  const height = high - low || Math.abs(high) || 1
  const peak = Math.exp(normalLogDensity(0)) / problem.sigma
  return {
    aligned: { xs: zs, columns: [density.map((value) => low + (height * value) / peak), f] },
    x: [zs[0]!, zs.at(-1)!],
    range: [low - ROOM * height, low + (1 + ROOM) * height],
  }
}
