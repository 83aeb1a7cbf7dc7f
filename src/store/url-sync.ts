/**
 * Synchronizes the address bar with the settings, what is seen and the page's language: changes are written (without an
 * entry in the browser's history), and a hash changed by the user is read.
 *
 * Browsers limit changes of the address (Safari throws after 100 in 30 s; Chromium ignores them): of many
 * changes in a row the first is written at once, and the last when they have stopped.
 */
import type { Language } from '../derivations/derivation.ts'
import type { Observable } from '../events/observable.ts'
import { readAddress, writeAddress } from './address.ts'
import { settingsAt, unswitched } from './guide/switches.ts'
import type { Lab } from './lab.ts'
import { byStep, forksOf } from './lanes/state.ts'

/** The part of `window` that is used. */
export interface AddressBar {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string }
  readonly history: { replaceState(data: unknown, unused: string, url: string): void }
  addEventListener(type: 'hashchange' | 'pagehide', listener: () => void): void
  removeEventListener(type: 'hashchange' | 'pagehide', listener: () => void): void
}

export interface SyncedUrl {
  /** The present hash without "#", whatever the address bar shows. */
  readonly hash: () => string
  /** Writes any pending change now. */
  readonly flush: () => void
  readonly stop: () => void
}

/** Delay after the last change. */
const REST_MS = 300
/** Interval between two attempts. */
const APART_MS = 1000
/** If the browser refuses, attempts become rarer, up to this interval; then none until the next change. */
const LONGEST_MS = 30_000
const MOST_ATTEMPTS = 8

const shownIn = ({ location }: AddressBar): string => location.hash.replace(/^#/, '')

/** Whether the address bar shows the hash now: a browser may throw, or ignore the change. */
function attempt(bar: AddressBar, hash: string): boolean {
  const { pathname, search } = bar.location
  try {
    bar.history.replaceState(null, '', `${pathname}${search}${hash && `#${hash}`}`)
  } catch {
    return false
  }
  return shownIn(bar) === hash
}

/** Updates the address bar to `wanted`. */
function createWriter(bar: AddressBar, wanted: () => string) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = -Infinity
  let failed = 0
  /** The last known contents of the address bar. */
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
      return wait(REST_MS) // the user has changed it, and its event is pending: it is read first
    }
    const hash = wanted()
    const isShown = shownIn(bar) === hash
    if (!isShown) last = performance.now()
    failed = isShown || attempt(bar, hash) ? 0 : failed + 1
    known = shownIn(bar)
    if (failed > 0 && failed < MOST_ATTEMPTS) wait(apart())
  }
  return {
    /** The contents of the address bar have been read. */
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

/** `named`: the language named by the address; null if none is. */
export function syncUrl(lab: Lab, named: Observable<Language | null>, bar: AddressBar): SyncedUrl {
  const wanted = () => {
    const { settings: now, landed, views, lanes, guide } = lab.store.getState()
    // The link leads to the beginning of the run, where its switches and later lanes are still to come.
    const settings = unswitched(now, landed)
    const forks = forksOf(lanes, settingsAt(settings, guide.switches))
    const first = forks.filter(({ step }) => step === 0).map(({ change }) => change)
    const later = byStep([...forks.filter(({ step }) => step > 0), ...guide.forks])
    return writeAddress(settings, views, named.get(), first, { ...guide, forks: later })
  }
  const { write, answer, changed, flush, cancel } = createWriter(bar, wanted)
  let isReading = false

  function onHash(): void {
    const read = readAddress(bar.location.hash)
    isReading = true
    lab.guide.follow(read.guide)
    lab.apply(read)
    lab.guide.catchUp()
    void lab.lanes.follow(read.forks)
    lab.views.follow(read.views)
    named.set(read.language)
    isReading = false
    answer()
  }
  const onChange = () => {
    if (!isReading) changed()
  }
  const stopStore = lab.store.subscribe(({ settings, views, lanes, guide }, before) => {
    const isSame = settings === before.settings && views === before.views
    if (!isSame || lanes !== before.lanes || guide !== before.guide) onChange()
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
      stopStore()
      stopNamed()
      bar.removeEventListener('hashchange', onHash)
      bar.removeEventListener('pagehide', flush)
    },
  }
}
