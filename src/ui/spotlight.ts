/**
 * What is pointed at, shared by formulas, curves and controls: a term lights up its places, a place its terms. Pointing
 * passes; what is held stays lit until it is let go. Knows neither the lab nor how anything looks.
 */
import { useSyncExternalStore } from 'react'
import { PLACES, termOf, termsAt, type Place, type TermId } from '../derivations/terms.ts'
import { createEmitter } from '../protocol/emitter.ts'

export type Target =
  { readonly kind: 'term'; readonly id: TermId } | { readonly kind: 'place'; readonly place: Place }

export interface Lit {
  readonly terms: ReadonlySet<TermId>
  readonly places: ReadonlySet<Place>
}

const NOTHING: Lit = { terms: new Set(), places: new Set() }

/** A curve stands out from its neighbours when it is pointed at; a control needs no more than the pointer on it. */
const lightsItself = (place: Place) => place.startsWith('curve:')

export function litBy(target: Target | null): Lit {
  if (!target) return NOTHING
  if (target.kind === 'term')
    return { terms: new Set([target.id]), places: new Set(termOf(target.id).places) }
  const { place } = target
  return { terms: new Set(termsAt(place)), places: new Set(lightsItself(place) ? [place] : []) }
}

export const sameTarget = (a: Target | null, b: Target | null): boolean =>
  a === b ||
  (a?.kind === 'term' && b?.kind === 'term' && a.id === b.id) ||
  (a?.kind === 'place' && b?.kind === 'place' && a.place === b.place)

let pointed: Target | null = null
let held: Target | null = null
let lit = NOTHING
const { emit, subscribe: onSpotlight } = createEmitter()

function change(nextPointed: Target | null, nextHeld: Target | null): void {
  if (sameTarget(pointed, nextPointed) && sameTarget(held, nextHeld)) return
  const before = pointed ?? held
  pointed = nextPointed
  held = nextHeld
  if (!sameTarget(before, pointed ?? held)) lit = litBy(pointed ?? held)
  emit()
}

export const point = (target: Target | null): void => change(target, held)

/** Holds it, or lets it go if it is what is held. */
export const toggleHeld = (target: Target): void => change(null, sameTarget(held, target) ? null : target)

export const letGo = (): void => change(null, null)

export const litNow = (): Lit => lit
const heldNow = (): Target | null => held

export { onSpotlight }

export const useLit = (): Lit => useSyncExternalStore(onSpotlight, litNow)
export const useHeld = (): Target | null => useSyncExternalStore(onSpotlight, heldNow)

const isPlace = (name: string): name is Place => (PLACES as readonly string[]).includes(name)
export const asPlace = (name: string): Place | undefined => (isPlace(name) ? name : undefined)

/** For an element that is a place, if its name is one: `<li {...usePlace('curve:elbo')}>`. */
export function usePlace(name: string) {
  const place = asPlace(name)
  const isLit = useSyncExternalStore(onSpotlight, () => place !== undefined && lit.places.has(place))
  return { 'data-place': place, 'data-lit': isLit || undefined }
}
