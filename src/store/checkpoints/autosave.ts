/**
 * Keeps the present run: in memory, to survive the worker's death, and in the browser's storage (writing.ts), to survive
 * the page's. Every two seconds of training (rhythm.ts), soon after a switch, and whenever it comes to stand still.
 * Driven by the engine's events rather than timers, which a hidden page hardly has.
 */
import type { RunStorage } from '../../storage/runs.ts'
import { withDeadline } from '../../waiting/deadline.ts'
import type { Core } from '../core.ts'
import { createBeat, createReport } from './report.ts'
import { createRhythm } from './rhythm.ts'
import type { SavedRun } from './saved-run.ts'
import { historyUpTo, takeRun } from './take.ts'
import { createWriting, newPlace, type Kept, type Place } from './writing.ts'

/** Several changes in a row are saved once. */
export const GESTURE_MS = 500
/** A state that has waited less for the write before it is as good as a new one. */
const FRESH_MS = 300
/** A new one that takes longer is not waited for. */
const FRESHEN_MS = 1000
/** An engine that has not answered by then has other work, or is gone; it is asked again. */
const TAKEN_MS = 30_000

export interface Autosave {
  /** Something was trained: perhaps it is time. */
  tick(): void
  /** Something was switched. */
  soon(): void
  /** The run stands still, or the page may be about to go. Resolves when it is stored, or could not be. */
  now(): Promise<void>
  /** The newest kept state of the present run; null if there is none. */
  latest(): SavedRun | null
  /** The present run goes on in the record that it was saved in, whose last write was its `order`th. */
  adopt(record: string, saved: SavedRun, order: number): void
}

/** One run after the other is the present one. */
function createPlaces(core: Core) {
  let place = newPlace(-1)
  return {
    present(): Place {
      const run = core.get().history.current.id
      if (place.run !== run) place = newPlace(run)
      return place
    },
    adopt(record: string, saved: SavedRun, order: number): void {
      const { step } = saved.snapshot
      place = { run: core.get().history.current.id, record, order, saved, stored: step }
      core.set({ checkpoints: { ...core.get().checkpoints, saved: { run: place.run, step } } })
    },
  }
}

/** A state of the present run as it is stored; null if there is none that is worth it. */
async function take(core: Core, place: Place): Promise<Kept | null> {
  const at = core.now()
  const { phase, openedFiles } = core.get()
  const late = () => new Error('the engine does not answer')
  const saved = await withDeadline(takeRun(core, true), TAKEN_MS, late)
  if (!saved || saved.snapshot.step === 0) return null
  place.saved = saved
  const content = {
    savedAt: Date.now(),
    step: saved.snapshot.step,
    dataset: saved.dataset.name,
    estimator: saved.settings.estimator,
    run: saved,
    files: openedFiles?.key ?? null,
    isTraining: phase === 'training',
  }
  return { place, content, at }
}

/** Takes one state after the other, each of the moment at which it was wished last. */
function createTaking(takeOne: () => Promise<void>) {
  let underWay: Promise<void> | null = null
  let again = false
  async function run(): Promise<void> {
    do {
      again = false
      await takeOne()
    } while (again)
    underWay = null
  }
  return {
    get isUnderWay() {
      return underWay !== null
    },
    begin(): Promise<void> {
      again = underWay !== null
      underWay ??= run()
      return underWay
    },
  }
}

export function createAutosave(core: Core, storage: RunStorage | null): Autosave {
  const { present, adopt } = createPlaces(core)
  const rhythm = createRhythm()
  const report = createReport(core, present)
  const beat = storage ? createBeat(core, storage, present) : () => {}
  let isUrgent = false
  let last = core.now()
  let isSwitched = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const taking = createTaking(async () => {
    isSwitched = false
    last = core.now()
    // The worker may die, or the run may diverge, while it is asked: the next one tells.
    const kept = await take(core, present()).catch(() => null)
    if (!kept) return
    rhythm.paid(1000 * (kept.content.run as SavedRun).snapshot.took)
    writing?.offer(kept, isUrgent)
    isUrgent = false
  })

  async function freshen(): Promise<void> {
    if (core.get().phase !== 'training' || core.now() - last < FRESH_MS) return
    const late = () => new Error('the engine is busy')
    await withDeadline(taking.begin(), FRESHEN_MS, late).catch(() => undefined)
  }
  const onStored = (kept: Kept) => {
    rhythm.landed(core.now() - kept.at)
    report.stored(kept)
    beat()
  }
  const hooks = { now: core.now, freshen, onStored, onTrouble: report.trouble }
  const writing = storage && createWriting(storage, hooks)

  return {
    adopt,
    async now() {
      isUrgent = true
      await taking.begin()
      await writing?.settled()
    },
    tick() {
      report.tick()
      beat()
      const interval = isSwitched ? GESTURE_MS : rhythm.interval()
      if (!taking.isUnderWay && core.now() - last >= interval) void taking.begin()
    },
    soon() {
      isSwitched = true
      clearTimeout(timer)
      // While it trains the next steps tell when.
      timer = setTimeout(() => isSwitched && void taking.begin(), GESTURE_MS)
    },
    latest() {
      const { saved } = present()
      // What was measured of it meanwhile.
      return saved && { ...saved, history: historyUpTo(core.get().history.current, saved.snapshot.step) }
    },
  }
}
