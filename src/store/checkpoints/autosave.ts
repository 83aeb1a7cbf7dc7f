/**
 * Saves the present run: in memory, to survive the worker's death, and in the browser's storage (writing.ts),
 * to survive the page's. Every two seconds of training (rhythm.ts), soon after a switch, and whenever training
 * stops. Driven by the engine's events, since timers are throttled in hidden pages.
 */
import type { RunStorage } from '../../storage/runs.ts'
import { withDeadline } from '../../waiting/deadline.ts'
import { createNewest } from '../../waiting/newest.ts'
import type { Core } from '../core.ts'
import { createBeat, createReport } from './report.ts'
import { createRhythm } from './rhythm.ts'
import type { SavedRun } from './saved-run.ts'
import { historyUpTo, takeRun } from './take.ts'
import { createWriting, newRecordState, type StateToStore, type RecordState } from './writing.ts'

/** Several changes in a row are saved once. */
export const GESTURE_MS = 500
/** A state that has waited less than this for an earlier write is as good as a new one. */
const FRESH_MS = 300
/** A new state that takes longer than this is not waited for. */
const FRESHEN_MS = 1000
/** An engine that has not answered by then is busy or lost; it is asked again. */
const TAKEN_MS = 30_000

export interface Autosave {
  /** Call while training, to save if it is due. */
  tick(): void
  /** Call after a change of settings. */
  soon(): void
  /**
   * Saves at once: training has stopped, or the page may be closing. Resolves when the run is stored, or the
   * attempt has failed.
   */
  now(): Promise<void>
  /** The newest saved state of the present run; null if there is none. */
  latest(): SavedRun | null
  /** Continues to save the present run in an existing record, whose last write was its `order`th. */
  adopt(record: string, saved: SavedRun, order: number): void
}

/** The places of the runs; the present run has one. */
function createPlaces(core: Core) {
  let place = newRecordState(-1)
  return {
    present(): RecordState {
      const run = core.get().history.current.id
      if (place.run !== run) place = newRecordState(run)
      return place
    },
    adopt(record: string, saved: SavedRun, order: number): void {
      const { step } = saved.snapshot
      place = { run: core.get().history.current.id, record, order, saved, stored: step }
      core.set({ checkpoints: { ...core.get().checkpoints, saved: { run: place.run, step } } })
    },
  }
}

/** The present run's state for storage; null if there is nothing worth saving. */
async function take(core: Core, place: RecordState): Promise<StateToStore | null> {
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

export function createAutosave(core: Core, storage: RunStorage | null): Autosave {
  const { present, adopt } = createPlaces(core)
  const rhythm = createRhythm()
  const report = createReport(core, present)
  const beat = storage ? createBeat(core, storage, present) : () => {}
  let isUrgent = false
  let last = core.now()
  let isSwitched = false
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Takes one state after the other, each at the time of the latest request. */
  const taking = createNewest(async () => {
    isSwitched = false
    last = core.now()
    // The worker may die, or the run diverge, meanwhile: the next state covers it.
    const kept = await take(core, present()).catch(() => null)
    if (!kept) return
    rhythm.paid(1000 * (kept.content.run as SavedRun).snapshot.took)
    writing?.offer(kept, isUrgent)
    isUrgent = false
  })

  async function freshen(): Promise<void> {
    if (core.get().phase !== 'training' || core.now() - last < FRESH_MS) return
    const late = () => new Error('the engine is busy')
    await withDeadline(taking.ask(), FRESHEN_MS, late).catch(() => undefined)
  }
  const onStored = (kept: StateToStore) => {
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
      await taking.ask()
      await writing?.settled()
    },
    tick() {
      report.tick()
      beat()
      const interval = isSwitched ? GESTURE_MS : rhythm.interval()
      if (!taking.isBusy() && core.now() - last >= interval) void taking.ask()
    },
    soon() {
      isSwitched = true
      clearTimeout(timer)
      // During training the next steps trigger the save.
      timer = setTimeout(() => isSwitched && void taking.ask(), GESTURE_MS)
    },
    latest() {
      const { saved } = present()
      // Includes what has been measured since.
      return saved && { ...saved, history: historyUpTo(core.get().history.current, saved.snapshot.step) }
    },
  }
}
