/** What a person chose for the map, kept while another view is shown. */
import { useState } from 'react'

export interface MapChoices {
  /** Where there are more than two latents. */
  readonly kind: 'principal' | 'latents'
  /** The two latents, counted from 0; null: the most active ones. */
  readonly pair: readonly [number, number] | null
  readonly hidden: ReadonlySet<number>
  readonly showsMeans: boolean
  readonly showsEllipses: boolean
}

const FIRST: MapChoices = {
  kind: 'principal',
  pair: null,
  hidden: new Set(),
  showsMeans: false,
  showsEllipses: false,
}

export interface ChosenMap {
  readonly choices: MapChoices
  readonly change: (change: Partial<MapChoices>) => void
}

export function useMapChoices(): ChosenMap {
  const [choices, setChoices] = useState(FIRST)
  return { choices, change: (change) => setChoices((before) => ({ ...before, ...change })) }
}

/** The pair that is shown: of a model with fewer latents another one may be left. */
export function pairOf({ pair }: MapChoices, order: readonly number[]): readonly [number, number] {
  const isThere = pair !== null && pair.every((latent) => latent < order.length)
  return isThere ? pair : [order[0] ?? 0, order[1] ?? 0]
}
