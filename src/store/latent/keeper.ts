/**
 * Keeps one thing fresh that the engine makes of the present model: when asked, and while it trains every so often.
 * Never more than one request is under way; what comes back for a model that is gone is dropped.
 */
import { toFault } from '../../protocol/errors.ts'
import type { Core } from '../core.ts'

export interface Keeper {
  /** Now, or as soon as the request under way is done. */
  refresh(): void
  /** Now, unless nothing has changed since the last time. */
  ensure(): void
  /** Soon, once for many changes in a row. */
  soon(): void
  /** Something was trained: perhaps it is time. */
  tick(): void
  /** The model is gone, and with it the request under way. */
  forget(): void
}

export interface Kept<T> {
  /** Milliseconds from one request to the next while it trains. */
  readonly interval: number
  /** Whether something on the page needs it, and it can be had. */
  readonly isWanted: () => boolean
  readonly load: (signal: AbortSignal) => Promise<T>
  readonly keep: (value: T) => void
}

/** What is costly is asked for the less often: a request takes at most this share of the time. */
const MOST_SHARE = 0.1

/** Of many changes in a row not each one asks. */
const SOON_MS = 150

/** Calls back once, however often it is set before that. */
function createTimer(onTime: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const ring = () => {
    timer = undefined
    onTime()
  }
  return { set: (ms: number) => void (timer ??= setTimeout(ring, Math.max(0, ms))) }
}

export function createKeeper<T>(core: Core, { interval, isWanted, load, keep }: Kept<T>): Keeper {
  let busy = false
  let again = false
  let stale = true
  /** It was told; training does not bring it up again and again. */
  let failed = false
  let last = -Infinity
  let took = 0
  let abort = new AbortController()

  const runOf = () => core.get().history.current.id
  const canLoad = () => core.get().phase !== 'none' && isWanted()

  async function loadOnce(): Promise<void> {
    const run = runOf()
    again = false
    stale = false
    last = core.now()
    try {
      const value = await load(abort.signal)
      took = core.now() - last
      failed = false
      if (runOf() === run) keep(value)
    } catch (thrown) {
      stale = true
      // While another model is being opened, the one that was asked may be gone already.
      if (runOf() !== run || core.get().opening || toFault(thrown).code === 'aborted') return
      failed = true
      core.fail(thrown)
    }
  }

  async function loadAll(): Promise<void> {
    if (busy) return
    busy = true
    while (again && canLoad()) await loadOnce()
    busy = false
    again = false
  }

  function refresh(): void {
    stale = true
    again = true
    void loadAll()
  }

  const timer = createTimer(refresh)

  return {
    refresh,
    ensure: () => void (stale && !busy && refresh()),
    soon() {
      stale = true
      if (canLoad()) timer.set(last + SOON_MS - core.now())
    },
    tick() {
      stale = true
      if (!busy && !failed && core.isVisible() && core.now() - last >= Math.max(interval, took / MOST_SHARE))
        refresh()
    },
    forget() {
      abort.abort()
      abort = new AbortController()
      failed = false
      stale = true
    },
  }
}
