/**
 * What is pointed at, shared by formulas, curves and controls: a term lights up its places, a place its terms. Pointing
 * passes; what is held stays lit until it is let go. Knows neither the lab nor how anything looks.
 */
import { useSyncExternalStore } from 'react'
import { PLACES, termOf, termsAt, type Place, type TermId } from '../derivations/terms.ts'
import { createObservable } from '../events/observable.ts'

export type Target =
  | { readonly kind: 'term'; readonly id: TermId }
  | { readonly kind: 'place'; readonly place: Place }

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

interface Spotlight {
  readonly pointed: Target | null
  readonly held: Target | null
  readonly lit: Lit
}

const spotlight = createObservable<Spotlight>({ pointed: null, held: null, lit: NOTHING })

function change(pointed: Target | null, held: Target | null): void {
  const before = spotlight.get()
  if (sameTarget(before.pointed, pointed) && sameTarget(before.held, held)) return
  const isSame = sameTarget(before.pointed ?? before.held, pointed ?? held)
  spotlight.set({ pointed, held, lit: isSame ? before.lit : litBy(pointed ?? held) })
}

const heldNow = (): Target | null => spotlight.get().held

export const pointTo = (target: Target | null): void => change(target, heldNow())

/** Holds it, or lets it go if it is what is held. */
export const toggleHeld = (target: Target): void =>
  change(null, sameTarget(heldNow(), target) ? null : target)

export const letGo = (): void => change(null, null)

export const litNow = (): Lit => spotlight.get().lit
export const onSpotlight = spotlight.subscribe

export const useLit = (): Lit => useSyncExternalStore(onSpotlight, litNow)
export const useHeld = (): Target | null => useSyncExternalStore(onSpotlight, heldNow)

const isPlace = (name: string): name is Place => (PLACES as readonly string[]).includes(name)
export const asPlace = (name: string): Place | undefined => (isPlace(name) ? name : undefined)

/** For an element that is a place, if its name is one: `<li {...usePlace('curve:elbo')}>`. */
export function usePlace(name: string) {
  const place = asPlace(name)
  const isLit = useSyncExternalStore(onSpotlight, () => place !== undefined && litNow().places.has(place))
  return { 'data-place': place, 'data-lit': isLit || undefined }
}
