/** What the user chose for the map. */
import { useMemo } from 'react'
import type { Picked } from '../../../store/views.ts'
import { useChosen, useLabState } from '../../lab-context.tsx'

export interface MapChoices extends Pick<Picked, 'axes' | 'hidden'> {
  /** For more than two latents. */
  readonly kind: 'principal' | 'latents'
  readonly showsMeans: boolean
  readonly showsEllipses: boolean
}

/** Another object only when something else is chosen: the map is laid out and drawn anew then. */
export function useMapChoices(): MapChoices {
  const [{ axes: kind, means, ellipses }] = useChosen('latent')
  const { axes, hidden } = useLabState(({ views }) => views.picked)
  return useMemo(
    () => ({ kind, axes, hidden, showsMeans: means === 'means', showsEllipses: ellipses === 'ellipses' }),
    [kind, axes, hidden, means, ellipses],
  )
}

/** The latents along the axes: a model with fewer latents may lack those that were chosen. */
export function pairOf(
  { axes }: Pick<MapChoices, 'axes'>,
  order: readonly number[],
): readonly [number, number] {
  const isThere = axes !== null && axes.every((latent) => latent < order.length)
  return isThere ? axes : [order[0] ?? 0, order[1] ?? 0]
}
