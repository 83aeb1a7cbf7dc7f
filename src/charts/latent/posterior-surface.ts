/** The exact posterior of two latents and the encoder's Gaussian as heights over the same grid. Numbers only. */
import { normalLogDensity } from '../../math/normal.ts'
import type { QuadraturePosterior } from '../../protocol/latent.ts'
import { stepOf } from './posterior-regions.ts'

/** Row by row, as the map has them: a row a z2, in nats per unit of area. */
export interface PosteriorHeights {
  readonly z1: readonly number[]
  readonly z2: readonly number[]
  readonly exact: readonly (readonly number[])[]
  readonly guess: readonly (readonly number[])[]
}

/** log p(z|x) and log q(z|x). */
export function posteriorHeights({
  density,
  mean,
  spread,
}: Pick<QuadraturePosterior, 'density' | 'mean' | 'spread'>): PosteriorHeights {
  const { left, bottom, side, logDensity } = density
  const step = stepOf(density)
  const places = (from: number) => Array.from({ length: side }, (_, i) => from + i * step)
  const [z1, z2] = [places(left), places(bottom)]
  const logOf = (axis: 0 | 1, z: number) =>
    normalLogDensity((z - mean[axis]!) / spread[axis]!) - Math.log(spread[axis]!)
  return {
    z1,
    z2,
    exact: z2.map((_, row) => [...logDensity.subarray(row * side, (row + 1) * side)]),
    guess: z2.map((b) => z1.map((a) => logOf(0, a) + logOf(1, b))),
  }
}
