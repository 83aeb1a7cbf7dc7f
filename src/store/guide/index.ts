/**
 * Carries out what a link asks for: training stands still exactly at the step of a switch or a fork, its settings change
 * or a lane leaves, and training goes on. The engine knows nothing of it: it trains to a step, and from there.
 */
import { settingConflict, type Settings } from '../../protocol/settings.ts'
import type { Core } from '../core.ts'
import { byStep, forksOf, type Fork, type LaneChange } from '../lanes/state.ts'
import type { Guide } from './state.ts'
import { landedBy, nextHalt, settingsAt, switchedBy, unswitched } from './switches.ts'

export interface GuideActions {
  /** What a link asks for, in place of what the last one did. */
  follow(guide: Guide): void
  /** Switches behind the present step take effect: call when the settings of the link are there. */
  catchUp(): void
  choose(change: Partial<Guide>): void
}

export interface GuideStore {
  readonly actions: GuideActions
  /** Call before training. Resolves with the step at which it ends next, 0 = nowhere; null: paused meanwhile. */
  ready(): Promise<number | null>
  /** Call when training stands still at `step`. True: a switch or a fork was due there, and training goes on. */
  arrived(step: number): boolean
  /** Call after a single step. */
  stepped(step: number): void
  /** Call before training is paused on request: it does not go on at a switch. Resolves when it can be paused. */
  pausing(): Promise<void>
  /** Call before the run begins anew. */
  rewind(): void
  /** Call before the run goes on from an earlier step. */
  recall(step: number): void
}

/** The parts of the lab needed here. */
export interface GuideMeans {
  /** Changes settings at the present step. */
  change(settings: Settings): void
  /** Resolves when the engine has the live settings. */
  sync(): Promise<unknown>
  /** Lets a lane leave the run. */
  fork(change: LaneChange): Promise<void>
  /** Training stands still at a switch, and goes on when this resolves. Does not reject. */
  atSwitch(): Promise<void>
  /** Training, which stands still at this step already, does not go on. */
  stand(step: number): void
  train(): Promise<void>
}

/** Changes the settings where a switch is due, and takes that back where the weights of an earlier step return. */
function createLanding(core: Core, { change, sync }: Pick<GuideMeans, 'change' | 'sync'>) {
  const { get, set } = core

  function land(step: number): boolean {
    const { guide, landed, settings } = get()
    const due = guide.switches.find((one) => one.step === step)
    if (!due || landed.some((one) => one.step === step)) return false
    set({ step })
    const next = { ...settings, ...due.change }
    const conflict = settingConflict(next)
    if (conflict) {
      core.tell('error', conflict)
      return true
    }
    set({ landed: [...landed, landedBy(settings, due)] })
    change(next)
    return true
  }

  /** Weights of an earlier step were restored: what took place after it is to come again. */
  async function takeBack(): Promise<void> {
    const { landed, step, settings } = get()
    const undone = landed.filter((one) => one.step > step)
    if (undone.length === 0) return
    set({ landed: landed.filter((one) => one.step <= step) })
    change(unswitched(settings, undone))
    await sync()
  }

  return { land, takeBack }
}

/** Lets the lanes leave that are due. */
function createForking({ get, set }: Core, { sync, fork }: Pick<GuideMeans, 'sync' | 'fork'>) {
  return {
    take(step: number): readonly Fork[] {
      const { guide } = get()
      const due = guide.forks.filter((one) => one.step === step)
      if (due.length > 0) set({ guide: { ...guide, forks: guide.forks.filter((one) => !due.includes(one)) } })
      return due
    },
    /** Lanes that left after this step are to leave again. */
    recall(step: number): void {
      const { lanes, guide, settings, landed } = get()
      const late = lanes.filter((one) => one.step > step)
      if (late.length === 0) return
      const forks = forksOf(late, settingsAt(unswitched(settings, landed), guide.switches))
      set({
        lanes: lanes.filter((one) => !late.includes(one)),
        guide: { ...guide, forks: byStep([...guide.forks, ...forks]) },
      })
    },
    /** The run has its own settings first. */
    async leave(forks: readonly Fork[]): Promise<void> {
      await sync()
      for (const { change } of forks) await fork(change)
    },
  }
}

/** What is done while training stands still at a switch or a fork. */
function createStop({ get, set }: Core, { stand }: Pick<GuideMeans, 'stand'>) {
  let underWay: { readonly step: number; readonly done: Promise<unknown> } | null = null
  /** Training is wanted, and goes on when all is done. */
  let waiting: symbol | null = null

  return {
    begin(step: number, done: Promise<unknown>): void {
      const own = { step, done }
      underWay = own
      void done.then(() => {
        if (underWay === own) underWay = null
      })
    },
    /** Resolves when training may go on; false: given up meanwhile. */
    async passed(): Promise<boolean> {
      if (!underWay) return true
      const { step, done } = underWay
      const own = (waiting = Symbol('waiting'))
      if (get().phase !== 'training') set({ phase: 'training' })
      await done
      if (waiting !== own) return false
      waiting = null
      if (get().phase !== 'training') return false
      if (!get().opening) return true
      // If that opening is cancelled, this run is still there.
      stand(step)
      return false
    },
    /** Training is no longer wanted. True if it was. */
    giveUp(): boolean {
      if (!underWay || !waiting) return false
      waiting = null
      stand(underWay.step)
      return true
    },
    forget: () => void (underWay = waiting = null),
  }
}

const createActions = ({ get, set }: Core, change: GuideMeans['change']): GuideActions => ({
  follow: (guide) => set({ guide, landed: [] }),
  catchUp() {
    const { settings, guide, step } = get()
    const { settings: now, landed } = switchedBy(settings, guide.switches, step)
    if (landed.length === 0) return
    set({ landed })
    change(now)
  },
  choose: (chosen) => set({ guide: { ...get().guide, ...chosen } }),
})

export function createGuide(core: Core, means: GuideMeans): GuideStore {
  const { change, sync, fork, train, atSwitch } = means
  const { get } = core
  const { take, leave, recall } = createForking(core, { sync, fork })
  const { land, takeBack } = createLanding(core, { change, sync })
  const stop = createStop(core, means)
  let goingOn: Promise<void> = Promise.resolve()
  let isPausing = false

  /** True if `steps` asks for an end here. */
  const isEnd = (step: number) => get().settings.steps === step

  /** Whether a switch or a fork was due at this step; begins what is done there. */
  function halts(step: number): boolean {
    const isSwitch = land(step)
    const forks = take(step)
    if (!isSwitch && forks.length === 0) return false
    const left = leave(forks)
    stop.begin(step, isSwitch ? left.then(atSwitch) : left)
    return true
  }

  function recallAll(step: number): void {
    stop.forget()
    recall(step)
  }

  return {
    async ready() {
      isPausing = false
      if (!(await stop.passed())) return null
      await takeBack()
      const { guide, settings, step } = get()
      return nextHalt(guide, settings, step)
    },
    arrived(step) {
      if (get().phase !== 'training' || get().opening) return false
      if (!halts(step) || isPausing || isEnd(step)) return false
      goingOn = train()
      return true
    },
    stepped: (step) => void halts(step),
    async pausing() {
      isPausing = true
      if (stop.giveUp()) return
      await goingOn
      isPausing = true // it may have begun anew
    },
    rewind() {
      stop.giveUp()
      recallAll(0)
      const { settings, landed } = get()
      if (landed.length > 0) core.set({ settings: unswitched(settings, landed), landed: [] })
    },
    recall: recallAll,
    actions: createActions(core, change),
  }
}
