/**
 * Keeps one thing fresh that the engine makes of the present model: when asked, and while it trains as often as
 * schedule/ finds. Never more than one request is under way; what comes back for a model that is gone is dropped.
 */
import { toFault } from '../protocol/errors.ts'
import { createWork, type Work } from '../schedule/work.ts'
import type { Moment, Rule } from '../schedule/rule.ts'
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

type Loadable<T> = Pick<Kept<T>, 'isWanted' | 'load' | 'keep'>

/** The requests themselves: one at a time, of the newest size that was asked for. */
function createLoading<T>(
  core: Core,
  { isWanted, load, keep }: Loadable<T>,
  work: Work,
  moment: () => Moment,
) {
  /** `failed`: it was told; training does not bring it up again and again. */
  const state = { busy: false, stale: true, failed: false, last: -Infinity }
  let again = false
  let size = 0
  let abort = new AbortController()

  const runOf = () => core.get().history.current.id
  const canLoad = () => core.get().phase !== 'none' && isWanted()

  async function loadOnce(): Promise<void> {
    const run = runOf()
    again = false
    state.stale = false
    state.last = core.now()
    const asked = size
    work.begin(moment())
    try {
      const value = await load(abort.signal, asked)
      work.done(moment(), { size: asked, seconds: (core.now() - state.last) / 1000 })
      state.failed = false
      if (runOf() === run) keep(value)
    } catch (thrown) {
      work.giveUp()
      state.stale = true
      // While another model is being opened, the one that was asked may be gone already.
      if (runOf() !== run || core.get().opening || toFault(thrown).code === 'aborted') return
      state.failed = true
      core.fail(thrown)
    }
  }

  async function loadAll(): Promise<void> {
    if (state.busy) return
    state.busy = true
    while (again && canLoad()) await loadOnce()
    state.busy = false
    again = false
  }

  return {
    state,
    canLoad,
    ask(wanted: number): void {
      state.stale = true
      again = true
      size = wanted
      void loadAll()
    },
    forget(): void {
      abort.abort()
      abort = new AbortController()
      state.failed = false
      state.stale = true
    },
  }
}

export function createKeeper<T>(core: Core, { rule, ...loadable }: Kept<T>): Keeper {
  const moment = (): Moment => ({ seconds: core.now() / 1000, step: core.get().step })
  const work = createWork(rule, moment())
  const share = rule === ONCE ? () => 0 : core.shares.join(loadable.isWanted)
  const { state, canLoad, ask, forget } = createLoading(core, loadable, work, moment)
  const refresh = () => ask(rule.sizes[0])
  const timer = createTimer(refresh)

  return {
    refresh,
    ensure: () => void (state.stale && !state.busy && refresh()),
    soon() {
      state.stale = true
      if (canLoad()) timer.set(state.last + SOON_MS - core.now())
    },
    tick() {
      state.stale = true
      if (state.busy || state.failed || !core.isVisible() || !canLoad()) return
      const due = work.due(moment(), share())
      if (due > 0) ask(due)
    },
    forget,
  }
}
