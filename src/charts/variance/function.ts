/** f and the density of z as curves over z, for the bench of one dimension. */
import { FAMILIES, type Problem } from '../../math/one-dimension.ts'
import type { Aligned } from '../align.ts'
import type { Range } from '../range.ts'

export interface FunctionChart {
  /** Columns: the density scaled to the height of f, then f. */
  readonly aligned: Aligned
  readonly x: Range
  readonly range: Range
}

const REACH = 4
const POINTS = 241
const ROOM = 0.08

export function functionChart({ family, k, mu, sigma }: Problem): FunctionChart {
  const x: Range = [mu - REACH * sigma, mu + REACH * sigma]
  const xs = Array.from({ length: POINTS }, (_, i) => x[0] + ((x[1] - x[0]) * i) / (POINTS - 1))
  const f = xs.map((z) => FAMILIES[family].value(z, k))
  const low = Math.min(...f)
  const high = Math.max(...f)
  const height = high - low || Math.abs(high) || 1
  const density = xs.map((z) => low + height * Math.exp(-0.5 * ((z - mu) / sigma) ** 2))
  return {
    aligned: { xs, columns: [density, f] },
    x,
    range: [low - ROOM * height, low + (1 + ROOM) * height],
  }
}
