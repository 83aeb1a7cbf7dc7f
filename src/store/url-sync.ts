/**
 * Keeps the address bar in step with the lab and the page's language: a change of settings is written (no entry in the
 * browser's history), a hash that a person changes is read.
 *
 * Browsers allow so many changes of the address and no more (Safari 100 in 30 s, and then throws; Chromium ignores
 * them): the first of many changes in a row is written at once, the last when they have come to rest.
 */
import type { Language } from '../derivations/derivation.ts'
import { readAddress, writeAddress } from './address.ts'
import type { Lab } from './lab.ts'

/** The part of `window` that is used. */
export interface AddressBar {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string }
  readonly history: { replaceState(data: unknown, unused: string, url: string): void }
  addEventListener(type: 'hashchange' | 'pagehide', listener: () => void): void
  removeEventListener(type: 'hashchange' | 'pagehide', listener: () => void): void
}

/** The language that the address names, null if it names none. */
export interface NamedLanguage {
  get(): Language | null
  /** The address names another one now. */
  set(language: Language | null): void
  /** Returns how to end it. */
  subscribe(listener: () => void): () => void
}

export interface SyncedUrl {
  /** What the address names, without "#": the settings as they are, whatever the bar shows. */
  readonly hash: () => string
  /** Writes now what waits to be written. */
  readonly flush: () => void
  readonly stop: () => void
}

/** After the last change. */
const REST_MS = 300
/** From one attempt to the next. */
const APART_MS = 1000
/** A browser that refuses is asked ever more seldom, and in the end not before the next change. */
const LONGEST_MS = 30_000
const MOST_ATTEMPTS = 8

const shownIn = ({ location }: AddressBar): string => location.hash.replace(/^#/, '')

/** Whether the bar shows it now: a browser may throw, or ignore the wish. */
function attempt(bar: AddressBar, hash: string): boolean {
  const { pathname, search } = bar.location
  try {
    bar.history.replaceState(null, '', `${pathname}${search}${hash && `#${hash}`}`)
  } catch {
    return false
  }
  return shownIn(bar) === hash
}

/** Brings the bar to show what `wanted` tells. */
function createWriter(bar: AddressBar, wanted: () => string) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = -Infinity
  let failed = 0
  /** What the bar shows as far as the lab knows. */
  let known = shownIn(bar)

  const apart = () => Math.min(LONGEST_MS, APART_MS * 2 ** failed)

  function wait(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(write, ms)
  }
  function cancel(): void {
    clearTimeout(timer)
    timer = undefined
  }
  function write(): void {
    cancel()
    const shown = shownIn(bar)
    if (shown !== known) {
      known = shown
      return wait(REST_MS) // somebody has changed it, and its event is on the way: it is read first
    }
    const hash = wanted()
    const isShown = shownIn(bar) === hash
    if (!isShown) last = performance.now()
    failed = isShown || attempt(bar, hash) ? 0 : failed + 1
    known = shownIn(bar)
    if (failed > 0 && failed < MOST_ATTEMPTS) wait(apart())
  }
  return {
    /** What the bar shows has been read. */
    answer() {
      known = shownIn(bar)
      write()
    },
    write,
    cancel,
    changed() {
      const since = performance.now() - last
      if (timer === undefined && since >= apart()) write()
      else wait(Math.max(REST_MS, apart() - since))
    },
    flush() {
      if (timer !== undefined || failed > 0) write()
    },
  }
}

export function syncUrl(lab: Lab, named: NamedLanguage, bar: AddressBar): SyncedUrl {
  const wanted = () => writeAddress(lab.store.getState().settings, named.get())
  const { write, answer, changed, flush, cancel } = createWriter(bar, wanted)
  let isReading = false

  function onHash(): void {
    const read = readAddress(bar.location.hash)
    isReading = true
    lab.apply(read)
    named.set(read.language)
    isReading = false
    answer()
  }
  const onChange = () => {
    if (!isReading) changed()
  }
  const stopSettings = lab.store.subscribe(({ settings }, before) => {
    if (settings !== before.settings) onChange()
  })
  const stopNamed = named.subscribe(onChange)
  write()
  bar.addEventListener('hashchange', onHash)
  bar.addEventListener('pagehide', flush)
  return {
    hash: wanted,
    flush,
    stop() {
      cancel()
      stopSettings()
      stopNamed()
      bar.removeEventListener('hashchange', onHash)
      bar.removeEventListener('pagehide', flush)
    },
  }
}
