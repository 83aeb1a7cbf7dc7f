/**
 * Keeps the address bar and the lab in step: a change of settings is written (no entry in the browser's history), a
 * hash that a person changes is read.
 */
import type { Lab } from './lab.ts'
import { readHash, writeHash } from './url.ts'

/** The part of `window` that is used. */
export interface AddressBar {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string }
  readonly history: { replaceState(data: unknown, unused: string, url: string): void }
  addEventListener(type: 'hashchange', listener: () => void): void
  removeEventListener(type: 'hashchange', listener: () => void): void
}

function write({ location, history }: AddressBar, hash: string): void {
  if (location.hash.replace(/^#/, '') === hash) return
  history.replaceState(null, '', `${location.pathname}${location.search}${hash && `#${hash}`}`)
}

/** Returns what undoes it. */
export function syncUrl(lab: Lab, bar: AddressBar): () => void {
  const onHash = () => {
    lab.apply(readHash(bar.location.hash))
    write(bar, writeHash(lab.store.getState().settings))
  }
  const stop = lab.store.subscribe(({ settings }, before) => {
    if (settings !== before.settings) write(bar, writeHash(settings))
  })
  write(bar, writeHash(lab.store.getState().settings))
  bar.addEventListener('hashchange', onHash)
  return () => {
    stop()
    bar.removeEventListener('hashchange', onHash)
  }
}
