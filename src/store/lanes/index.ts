/**
 * Forks of the run: asks the engine for lanes and keeps it at what the page wants of them. One call at a time, in the
 * order of the requests.
 */
import { FIRST_LANE } from '../../protocol/lanes.ts'
import { LIVE_KEYS, liveSettings, settingConflict, type LiveSettings } from '../../protocol/settings.ts'
import { createNewest } from '../../waiting/newest.ts'
import type { Core } from '../core.ts'
import { addMark, type MarkKind } from '../history.ts'
import { sendLive } from '../live.ts'
import { isUntrained, pendingReset } from '../state.ts'
import { broughtAlong, withCompany } from '../together.ts'
import { withLane, withoutLane, withPromoted } from './curves.ts'
import type { LikelihoodState } from '../likelihood/state.ts'
import {
  LANE_KEYS,
  isRoom,
  laneChange,
  laneLive,
  lanesFrom,
  nextLane,
  type Fork,
  type LaneChange,
  type LaneState,
} from './state.ts'

export interface LaneActions {
  /** Adds a lane that leaves `from` where it stands; with nothing changed it stays equal to it. */
  fork(change?: LaneChange, from?: number): Promise<void>
  set<K extends keyof LaneChange>(lane: number, key: K, value: LiveSettings[K]): void
  drop(lane: number): Promise<void>
  /** The run goes on from this lane, with its settings and its curves; its own are given up. */
  promote(lane: number): Promise<void>
  /** Lanes as a link names them: those that leave at the beginning, and those of the guide. */
  follow(changes: readonly LaneChange[]): Promise<void>
  /** A lane that is still to leave leaves now. */
  hasten(fork: Fork): Promise<void>
  /** A lane that is still to leave never does. */
  unplan(fork: Fork): void
}

type ResumedLane = Pick<LaneState, 'lane' | 'live'>

export interface LanesStore {
  readonly actions: LaneActions
  /** Adds a lane that leaves the run where it stands, after those that are being added. */
  leave(change: LaneChange): Promise<void>
  /** Call when a model has opened: the lanes wanted leave it, unless they came with it from a snapshot. */
  opened(resumed: readonly ResumedLane[] | null): Promise<void>
  /** Call when a model could not be opened: lanes that were wanted of it leave the one that is there. */
  stayed(): Promise<void>
}

/** Changes of one setting within this time are one gesture, and leave one mark. */
const GESTURE_MS = 1500

const isSame = (a: LiveSettings, b: LiveSettings) => LIVE_KEYS.every((key) => a[key] === b[key])

interface Added {
  readonly lane: number
  readonly from: number
  readonly step: number
  /** Of the lane that it leaves. */
  readonly before: LiveSettings
  readonly live: LiveSettings
  readonly again: number
}

/** The page's side of the lanes. */
function createPage({ get, set, now }: Core) {
  let last = { lane: 0, key: '', at: -Infinity }
  const put = (lanes: readonly LaneState[]) => set({ lanes: lanes.toSorted((a, b) => a.lane - b.lane) })

  return {
    find: (lane: number) => get().lanes.find((one) => one.lane === lane),
    change: (lane: number, live: LiveSettings) =>
      put(get().lanes.map((one) => (one.lane === lane ? { ...one, live } : one))),
    /** `again`: after which step it leaves again when the run begins anew. */
    add({ lane, from, step, before, live, again }: Added) {
      const { history, lanes } = get()
      const curves = { rows: [], evaluations: [], probes: [], marks: [] }
      set({
        history: {
          ...history,
          current: withLane(history.current, { lane, from, step, live: before, ...curves }),
        },
      })
      for (const [kind, value] of Object.entries(live))
        if (kind !== 'probe')
          set({ history: addMark(get().history, { step, kind: kind as MarkKind, value }, false, lane) })
      put([...lanes.filter((one) => one.lane !== lane), { lane, step: again, live }])
    },
    remove(lane: number) {
      const { history, lanes, likelihood } = get()
      const likelihoods = likelihood.lanes.filter((one) => one.lane !== lane)
      set({
        history: { ...history, current: withoutLane(history.current, lane) },
        likelihood: { ...likelihood, lanes: likelihoods },
      })
      put(lanes.filter((one) => one.lane !== lane))
    },
    mark(lane: number, key: keyof LaneChange, value: LiveSettings[keyof LaneChange]) {
      const at = now()
      const goesOn = last.lane === lane && last.key === key && at - last.at < GESTURE_MS
      last = { lane, key, at }
      const { history, step } = get()
      set({ history: addMark(history, { step, kind: key, value }, goesOn, lane) })
    },
  }
}

type Known = Map<number, LiveSettings>

/** Sends what is wanted of the lanes to the engine; `known`: what it has. */
const createSending = (core: Core, known: Known) =>
  createNewest(async () => {
    for (const { lane, live } of core.get().lanes) {
      const has = known.get(lane)
      if (!has || isSame(has, live)) continue
      known.set(lane, live)
      await sendLive(core, has, live, lane).catch(core.fail)
    }
  })

/** One after the other; a failure is told. */
function createTurns({ fail }: Core) {
  let before: Promise<unknown> = Promise.resolve()
  return (work: () => Promise<void>): Promise<void> => {
    const done = before.then(work).catch(fail)
    before = done
    return done
  }
}

/** What the lanes need of the page beside its state. */
export interface LaneMeans {
  /** Resolves when the engine has the live settings of the run. */
  sync(): Promise<unknown>
  /** Called when there are other lanes. */
  onChange(): void
}

/** What the actions have in common. */
function contextOf(core: Core, { sync, onChange }: LaneMeans) {
  const known: Known = new Map()
  return {
    core,
    sync,
    onChange,
    known,
    page: createPage(core),
    sending: createSending(core, known),
    inTurn: createTurns(core),
    liveOf: (lane: number): LiveSettings =>
      known.get(lane) ?? liveSettings(core.get().applied ?? core.get().settings),
  }
}

type Context = ReturnType<typeof contextOf>

type Leaving = Pick<Added, 'lane' | 'from' | 'live'> & { readonly again?: number }

/** It leaves again at the same step, if nothing else is said. */
async function add(context: Context, { lane, from, live, again }: Leaving): Promise<void> {
  const { core, page, known, onChange, liveOf } = context
  const { id } = core.get().history.current
  const leaves = liveOf(from)
  const step = await core.engine.fork(lane, from, live)
  if (core.get().history.current.id !== id) return
  known.set(lane, live)
  page.add({ lane, from, step, before: leaves, live, again: again ?? step })
  core.announce('forked', { lane, step })
  onChange()
}

async function fork(context: Context, change: LaneChange, from: number): Promise<void> {
  const { get, set } = context.core
  const { lanes, phase, opening, isForking, guide } = get()
  if (!isRoom(lanes, guide.forks) || opening || phase === 'none' || isForking) return
  set({ isForking: true })
  await leave(context, change, from)
  set({ isForking: false })
}

const leave = (context: Context, change: LaneChange, from = FIRST_LANE, again?: number): Promise<void> =>
  context.inTurn(async () => {
    const { lanes, settings } = context.core.get()
    const lane = nextLane(lanes)
    if (lane === null) return
    const live = laneLive({ ...settings, ...context.liveOf(from) }, change)
    await add(context, { lane, from, live, ...(again !== undefined && { again }) })
  })

function unplan({ get, set }: Core, fork: Fork): void {
  const { guide } = get()
  set({ guide: { ...guide, forks: guide.forks.filter((one) => one !== fork) } })
}

async function hasten(context: Context, planned: Fork): Promise<void> {
  const { opening, phase, isForking } = context.core.get()
  if (opening || phase === 'none' || isForking) return
  unplan(context.core, planned)
  await fork(context, planned.change, FIRST_LANE)
}

async function drop({ core, page, known, inTurn }: Context, lane: number): Promise<void> {
  if (!page.find(lane)) return
  page.remove(lane)
  known.delete(lane)
  core.announce('lane-dropped', { lane })
  await inTurn(() => core.engine.dropLane(lane))
}

/** What was measured of the first lane is of no lane any more. */
const withPromotedLikelihood = ({ lanes, ...state }: LikelihoodState, lane: number): LikelihoodState => ({
  ...state,
  report: lanes.find((one) => one.lane === lane)?.report ?? null,
  lanes: lanes.filter((one) => one.lane !== lane),
  run: lane,
})

async function promote(
  { core, page, known, sending, inTurn, onChange }: Context,
  lane: number,
): Promise<void> {
  if (!page.find(lane)) return
  await sending.ask()
  await inTurn(async () => {
    await core.engine.promoteLane(lane)
    const live = known.get(lane)
    const { history, settings, applied, lanes } = core.get()
    known.delete(lane)
    core.set({
      history: { ...history, current: withPromoted(history.current, lane) },
      lanes: lanes.filter((one) => one.lane !== lane),
      likelihood: withPromotedLikelihood(core.get().likelihood, lane),
      settings: { ...settings, ...live },
      applied: applied && { ...applied, ...live },
    })
    core.announce('lane-promoted', { lane })
    onChange()
  })
}

/** Refuses, with a remedy, what does not go together. */
function change(
  { core, page, sending }: Context,
  lane: number,
  key: keyof LaneChange,
  value: LiveSettings[keyof LaneChange],
): void {
  const one = page.find(lane)
  if (!one) return
  const { settings, brought } = withCompany({ ...core.get().settings, ...one.live }, key, value as never)
  const conflict = settingConflict(settings)
  if (conflict) return core.tell('error', conflict)
  const live = liveSettings(settings)
  page.change(lane, live)
  for (const changed of LANE_KEYS.filter((own) => own === key || brought.includes(own)))
    page.mark(lane, changed, live[changed])
  const notice = broughtAlong(key, settings, brought)
  if (notice) core.tell('notice', notice)
  void sending.ask()
}

/** The lane that a link means by a fork: of those that left at this step the first that no other fork means. */
function createMeant(lanes: readonly LaneState[]) {
  const left = [...lanes]
  return {
    take(step: number): LaneState | null {
      const at = left.findIndex((one) => one.step === step)
      return at < 0 ? null : left.splice(at, 1)[0]!
    },
    left: () => left,
  }
}

async function follow(context: Context, changes: readonly LaneChange[]): Promise<void> {
  const { core, page, sending, sync } = context
  const state = core.get()
  const { settings, lanes, phase, guide, opening } = state
  // They leave the model that comes.
  if (phase === 'none' || (opening && isUntrained(state)))
    return core.set({ lanes: lanesFrom(settings, changes) })
  const mustWait = pendingReset(state).length > 0
  const meant = createMeant(lanes)
  const all = [...changes.map((change) => ({ step: 0, change })), ...guide.forks]
  const known = all.map((fork) => ({ fork, lane: meant.take(fork.step) }))
  for (const { lane } of meant.left()) await drop(context, lane)
  const now: LaneChange[] = []
  const toCome: Fork[] = []
  for (const { fork, lane } of known) {
    if (lane) page.change(lane.lane, laneLive(settings, fork.change))
    else if (fork.step === 0 && !mustWait) now.push(fork.change)
    else toCome.push(fork)
  }
  core.set({ guide: { ...core.get().guide, forks: toCome } })
  await sync()
  // It would have left at the beginning, and does so when the run begins anew.
  for (const change of now) await leave(context, change, FIRST_LANE, 0)
  await sending.ask()
}

/** `resumed`: the lanes that came with a snapshot; else the lanes wanted leave the model anew. */
async function opened(context: Context, resumed: readonly ResumedLane[] | null): Promise<void> {
  const { core, known, sending, inTurn } = context
  known.clear()
  if (resumed) {
    for (const { lane, live } of resumed) known.set(lane, live)
    return void sending.ask()
  }
  const { lanes, applied, guide } = core.get()
  const waiting = guide.forks.filter(({ step }) => step === 0)
  if (lanes.length + waiting.length === 0) return
  core.set({ lanes: [], guide: { ...guide, forks: guide.forks.filter((fork) => !waiting.includes(fork)) } })
  for (const { lane, live } of lanes) {
    const own = applied ? laneLive(applied, laneChange(applied, live)) : live
    await inTurn(() => add(context, { lane, from: FIRST_LANE, live: own }))
  }
  for (const { change } of waiting) await leave(context, change, FIRST_LANE, 0)
}

async function stayed(context: Context): Promise<void> {
  const { core, known, page, inTurn, sending } = context
  const { lanes, settings, phase, opening } = core.get()
  if (phase === 'none' || opening) return
  const lost = [...known.keys()].filter((lane) => !page.find(lane))
  const wanted = lanes.filter(({ lane }) => !known.has(lane))
  if (lost.length + wanted.length === 0) return
  core.set({ lanes: lanes.filter((one) => !wanted.includes(one)) })
  for (const lane of lost) {
    page.remove(lane)
    known.delete(lane)
    await inTurn(() => core.engine.dropLane(lane))
  }
  for (const { live } of wanted) await leave(context, laneChange(settings, live), FIRST_LANE, 0)
  await sending.ask()
}

export function createLanes(core: Core, means: LaneMeans): LanesStore {
  const context = contextOf(core, means)
  return {
    actions: {
      fork: (changed = {}, from = FIRST_LANE) => fork(context, changed, from),
      set: (lane, key, value) => change(context, lane, key, value),
      drop: (lane) => drop(context, lane),
      promote: (lane) => promote(context, lane),
      follow: (changes) => follow(context, changes),
      hasten: (planned) => hasten(context, planned),
      unplan: (planned) => unplan(core, planned),
    },
    leave: (changed) => leave(context, changed),
    opened: (resumed) => opened(context, resumed),
    stayed: () => stayed(context),
  }
}
