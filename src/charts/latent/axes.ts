/**
 * Along what the map of encodings lays the latent space out: two latents, or the two directions in which the posterior
 * means vary most. Any z lies somewhere on it; the prior is N(0, I) on it as well, since the axes are orthonormal and
 * seen from the origin.
 */
import { principalDirections } from '../../math/principal.ts'
import type { Encodings } from '../../protocol/latent.ts'

export type Axis =
  | { readonly kind: 'latent'; readonly latent: number }
  | {
      readonly kind: 'principal'
      /** 0 or 1. */
      readonly place: number
      /** A unit vector [D]. */
      readonly direction: Float64Array
      /** Part of the whole variance of the means. */
      readonly share: number
    }
  /** One latent has no second axis: the classes stand below each other. */
  | { readonly kind: 'class' }

export type Axes = readonly [Axis, Axis]

export const latentAxes = (x: number, y: number): Axes => [
  { kind: 'latent', latent: x },
  { kind: 'latent', latent: y },
]

export const lineAxes: Axes = [{ kind: 'latent', latent: 0 }, { kind: 'class' }]

/** `b` from `at` on. */
function dot(a: ArrayLike<number>, b: ArrayLike<number>, at = 0): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[at + j]!
  return sum
}

/** As it turns while training, an axis does not flip over: its sign is the one nearer to `before`. */
export function principalAxes({ mean, latent }: Encodings, before: Axes | null): Axes {
  const { directions, shares } = principalDirections(mean, latent)
  const axis = (place: 0 | 1): Axis => {
    const direction = directions[place]!
    const earlier = before?.[place]
    const isFlipped =
      earlier?.kind === 'principal' &&
      earlier.direction.length === latent &&
      dot(earlier.direction, direction) < 0
    const turned = isFlipped ? direction.map((value) => -value) : direction
    return { kind: 'principal', place, direction: turned, share: shares[place]! }
  }
  return [axis(0), axis(1)]
}

/** Where each of the points z [N, D], row by row, lies along an axis [N]. */
export function alongEach(axis: Axis, points: ArrayLike<number>, latent: number): Float64Array {
  const places = new Float64Array(points.length / latent)
  if (axis.kind === 'class' || (axis.kind === 'latent' && axis.latent >= latent)) return places
  for (let i = 0; i < places.length; i++)
    places[i] =
      axis.kind === 'latent' ? points[i * latent + axis.latent]! : dot(axis.direction, points, i * latent)
  return places
}

/** Where z lies along an axis. */
export const along = (axis: Axis, z: ArrayLike<number>): number => alongEach(axis, z, z.length)[0] ?? 0

/** An ellipse about a point: half axes, and the turn of the first one against x, counterclockwise. */
export interface Ellipse {
  readonly rx: number
  readonly ry: number
  readonly angle: number
}

function covarianceOf([x, y]: Axes, spread: ArrayLike<number>) {
  const weight = (axis: Axis, j: number) =>
    axis.kind === 'principal' ? axis.direction[j]! : axis.kind === 'latent' && axis.latent === j ? 1 : 0
  let [xx, xy, yy] = [0, 0, 0]
  for (let j = 0; j < spread.length; j++) {
    const [wx, wy, variance] = [weight(x, j), weight(y, j), spread[j]! ** 2]
    xx += wx * wx * variance
    xy += wx * wy * variance
    yy += wy * wy * variance
  }
  return { xx, xy, yy }
}

/** One standard deviation of N(., diag spread^2), as its projection shows it. */
export function ellipseOf(axes: Axes, spread: ArrayLike<number>): Ellipse {
  const { xx, xy, yy } = covarianceOf(axes, spread)
  const middle = (xx + yy) / 2
  const reach = Math.hypot((xx - yy) / 2, xy)
  return {
    rx: Math.sqrt(middle + reach),
    ry: Math.sqrt(Math.max(0, middle - reach)),
    angle: 0.5 * Math.atan2(2 * xy, xx - yy),
  }
}
