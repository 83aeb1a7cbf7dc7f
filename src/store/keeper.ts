/**
 * Keeps one result of the engine on the present model fresh: on request, and during training as often as
 * schedule/ decides. At most one request is pending; results for a replaced model are dropped.
 */
import { toFault } from '../protocol/errors.ts'
import { createWork, type Work } from '../schedule/work.ts'
import { createNewest } from '../waiting/newest.ts'
import type { Moment, Rule } from '../schedule/rule.ts'
import type { Core } from './core.ts'

export interface Keeper {
  /** Loads now, or as soon as the pending request is done. */
  refresh(): void
  /** Loads now, unless nothing has changed since the last time. */
  ensure(): void
  /** Loads soon, once for many changes in a row. */
  soon(): void
  /** Call while training, to load if it is due. */
  tick(): void
  /** Call when the model is replaced: drops the pending request. */
  forget(): void
}

export interface Kept<T> {
  /** When to load during training. */
  readonly rule: Rule
  /** Whether something on the page needs the result, and it is available. */
  readonly isWanted: () => boolean
  /** `size`: one of the rule's. */
  readonly load: (signal: AbortSignal, size: number) => Promise<T>
  readonly keep: (value: T) => void
}

/** For results that need no refreshing. */
export const ONCE: Rule = { longest: { seconds: Infinity, steps: Infinity }, shortest: Infinity, sizes: [1] }

/** Delay that combines many changes in a row into one request. */
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

/** The requests: one at a time, with the newest size requested. */
function createLoading<T>(
  core: Core,
  { isWanted, load, keep }: Loadable<T>,
  work: Work,
  moment: () => Moment,
) {
  /** `failed`: the failure has been reported, and training does not report it again. */
  const state = { stale: true, failed: false, isTicked: false, last: -Infinity }
  /** What training asked for waits for the next tick, to be drawn in the frame of the steps. */
  let held: (() => void) | null = null
  let abort = new AbortController()

  const runOf = () => core.get().history.current.id
  const canLoad = () => core.get().phase !== 'none' && isWanted()

  function show(): void {
    const shown = held
    held = null
    shown?.()
  }

  const loading = createNewest(async (size: number) => {
    if (!canLoad()) return
    const run = runOf()
    state.stale = false
    state.last = core.now()
    work.begin(moment())
    try {
      const value = await load(abort.signal, size)
      work.done(moment(), { size, seconds: (core.now() - state.last) / 1000 })
      state.failed = false
      held = () => void (runOf() === run && keep(value))
      if (core.get().phase !== 'training' || !state.isTicked) show()
    } catch (thrown) {
      work.giveUp()
      state.stale = true
      // While another model is opening, the model of the request may be gone already.
      if (runOf() !== run || core.get().opening || toFault(thrown).code === 'aborted') return
      state.failed = true
      core.fail(thrown)
    }
  })

  return {
    state,
    canLoad,
    show,
    isBusy: loading.isBusy,
    ask(size: number, isTicked: boolean): void {
      state.stale = true
      state.isTicked = isTicked
      void loading.ask(size)
    },
    forget(): void {
      abort.abort()
      abort = new AbortController()
      held = null
      state.failed = false
      state.stale = true
    },
  }
}

export function createKeeper<T>(core: Core, { rule, ...loadable }: Kept<T>): Keeper {
  const moment = (): Moment => ({ seconds: core.now() / 1000, step: core.get().step })
  const work = createWork(rule, moment())
  const share = rule === ONCE ? () => 0 : core.shares.join(loadable.isWanted)
  const { state, canLoad, isBusy, ask, show, forget } = createLoading(core, loadable, work, moment)
  const isTraining = () => core.get().phase === 'training'
  const refresh = () => ask((isTraining() ? undefined : rule.atRest) ?? rule.sizes[0], false)
  const timer = createTimer(refresh)

  return {
    refresh,
    ensure: () => void (state.stale && !isBusy() && refresh()),
    soon() {
      state.stale = true
      if (canLoad()) timer.set(state.last + SOON_MS - core.now())
    },
    tick() {
      show()
      state.stale = true
      if (isBusy() || state.failed || !core.isVisible() || !canLoad()) return
      const due = work.due(moment(), share())
      if (due > 0) ask(due, true)
    },
    forget,
  }
}
