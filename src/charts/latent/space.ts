/** Test images in three dimensions: the means of their posteriors along any three directions. Numbers only. */
import { principalDirections } from '../../math/principal.ts'
import type { Encodings } from '../../protocol/latent.ts'
import { alongEach, type Axis } from './axes.ts'

/** Every latent, in this order, and then as many principal directions, the one of the greatest variance first. */
export function directionsOf(encodings: Encodings, order: readonly number[]): readonly Axis[] {
  const { directions, shares } = principalDirections(encodings.mean, encodings.latent)
  return [
    ...order.map((latent): Axis => ({ kind: 'latent', latent })),
    ...directions.map((direction, place): Axis => ({
      kind: 'principal',
      place,
      direction,
      share: shares[place]!,
    })),
  ]
}

/** Where each image lies along each of these [axis][image]. */
export const placesAlong = (
  { count, latent, mean }: Pick<Encodings, 'count' | 'latent' | 'mean'>,
  axes: readonly Axis[],
): readonly Float64Array[] => axes.map((axis) => alongEach(axis, mean.subarray(0, count * latent), latent))
