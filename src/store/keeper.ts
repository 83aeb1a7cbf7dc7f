/**
 * Keeps one thing fresh that the engine makes of the present model: when asked, and while it trains as often as
 * schedule/ finds. Never more than one request is under way; what comes back for a model that is gone is dropped.
 */
import { toFault } from '../protocol/errors.ts'
import { createWork, type Moment, type Rule } from '../schedule/work.ts'
import type { Core } from './core.ts'

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
  /** When it is asked for while it trains. */
  readonly rule: Rule
  /** Whether something on the page needs it, and it can be had. */
  readonly isWanted: () => boolean
  /** `size`: one of the rule's. */
  readonly load: (signal: AbortSignal, size: number) => Promise<T>
  readonly keep: (value: T) => void
}

/** Of what needs no refreshing. */
export const ONCE: Rule = { longest: { seconds: Infinity, steps: Infinity }, shortest: Infinity, sizes: [1] }

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

export function createKeeper<T>(core: Core, { rule, isWanted, load, keep }: Kept<T>): Keeper {
  const moment = (): Moment => ({ seconds: core.now() / 1000, step: core.get().step })
  const work = createWork(rule, moment())
  const share = rule === ONCE ? () => 0 : core.shares.join(isWanted)
  const [usual] = rule.sizes
  let busy = false
  let again = false
  let size = usual
  let stale = true
  /** It was told; training does not bring it up again and again. */
  let failed = false
  let last = -Infinity
  let abort = new AbortController()

  const runOf = () => core.get().history.current.id
  const canLoad = () => core.get().phase !== 'none' && isWanted()

  async function loadOnce(): Promise<void> {
    const run = runOf()
    again = false
    stale = false
    last = core.now()
    const asked = size
    work.begin(moment())
    try {
      const value = await load(abort.signal, asked)
      work.done(moment(), { size: asked, seconds: (core.now() - last) / 1000 })
      failed = false
      if (runOf() === run) keep(value)
    } catch (thrown) {
      work.giveUp()
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

  function ask(wanted: number): void {
    stale = true
    again = true
    size = wanted
    void loadAll()
  }

  const refresh = () => ask(usual)

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
      if (busy || failed || !core.isVisible() || !canLoad()) return
      const due = work.due(moment(), share())
      if (due > 0) ask(due)
    },
    forget() {
      abort.abort()
      abort = new AbortController()
      failed = false
      stale = true
    },
  }
}
