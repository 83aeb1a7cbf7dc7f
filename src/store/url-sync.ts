/**
 * Keeps the address bar in step with the lab and the page's language: a change of settings is written (no entry in the
 * browser's history), a hash that a person changes is read.
 */
import type { Language } from '../derivations/derivation.ts'
import { readAddress, writeAddress } from './address.ts'
import type { Lab } from './lab.ts'

/** The part of `window` that is used. */
export interface AddressBar {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string }
  readonly history: { replaceState(data: unknown, unused: string, url: string): void }
  addEventListener(type: 'hashchange', listener: () => void): void
  removeEventListener(type: 'hashchange', listener: () => void): void
}

/** The language that the address names, null if it names none. */
export interface NamedLanguage {
  get(): Language | null
  /** The address names another one now. */
  set(language: Language | null): void
  /** Returns how to end it. */
  subscribe(listener: () => void): () => void
}

function write({ location, history }: AddressBar, hash: string): void {
  if (location.hash.replace(/^#/, '') === hash) return
  history.replaceState(null, '', `${location.pathname}${location.search}${hash && `#${hash}`}`)
}

/** Returns what undoes it. */
export function syncUrl(lab: Lab, named: NamedLanguage, bar: AddressBar): () => void {
  const show = () => write(bar, writeAddress(lab.store.getState().settings, named.get()))
  const onHash = () => {
    const read = readAddress(bar.location.hash)
    lab.apply(read)
    named.set(read.language)
    show()
  }
  const stop = lab.store.subscribe(({ settings }, before) => {
    if (settings !== before.settings) show()
  })
  const stopNamed = named.subscribe(show)
  show()
  bar.addEventListener('hashchange', onHash)
  return () => {
    stop()
    stopNamed()
    bar.removeEventListener('hashchange', onHash)
  }
}
