/** One latent of the exact posterior alone, and a histogram of draws beside it: densities over z. Pure. */
import type { DensityMap } from '../../protocol/latent.ts'
import { stepOf } from './posterior-regions.ts'

export interface Marginal {
  readonly xs: Float64Array
  readonly density: Float64Array
}

/** p(z1|x) or p(z2|x) from the map: the sum over the other axis. */
export function marginalOf(map: DensityMap, axis: 0 | 1): Marginal {
  const { left, bottom, side, logDensity } = map
  const step = stepOf(map)
  const density = new Float64Array(side)
  logDensity.forEach((log, i) => {
    const place = axis === 0 ? i % side : Math.floor(i / side)
    density[place]! += Math.exp(log) * step
  })
  return { xs: density.map((_, i) => (axis === 0 ? left : bottom) + i * step), density }
}

export interface DrawnDensity {
  readonly from: number
  readonly binWidth: number
  /** Of each bin: its share of all draws over its width. */
  readonly density: Float64Array
}

/** z [N, 2], over the map's width; draws beyond it count in the total alone. */
export function histogramOf(z: ArrayLike<number>, map: DensityMap, axis: 0 | 1, bins: number): DrawnDensity {
  const from = axis === 0 ? map.left : map.bottom
  const binWidth = map.width / bins
  const density = new Float64Array(bins)
  const count = z.length / 2
  for (let i = 0; i < count; i++) {
    const bin = Math.floor((z[2 * i + axis]! - from) / binWidth)
    if (bin >= 0 && bin < bins) density[bin]! += 1 / (count * binWidth)
  }
  return { from, binWidth, density }
}
