/** Reports the state of saving to the page, and records how far the run has come. */
import type { RunStorage } from '../../storage/runs.ts'
import type { Trouble } from '../../storage/trouble.ts'
import type { Core } from '../core.ts'
import { BOUND_MS } from './rhythm.ts'
import type { CheckpointState } from './state.ts'
import type { StateToStore, RecordState } from './writing.ts'

const FAILED = 'autosave-failed'

export interface Report {
  trouble(trouble: Trouble): void
  stored(kept: StateToStore): void
  /** Call while training. */
  tick(): void
}

/** `present`: the run on the page. */
export function createReport(core: Core, present: () => RecordState): Report {
  let told: Trouble | null = null
  /** Start of the training that is not stored yet. */
  let unsavedSince: number | null = null
  const show = (change: Partial<CheckpointState>) =>
    core.set({ checkpoints: { ...core.get().checkpoints, ...change } })

  /** Clears a reported problem that is over. */
  function works(): void {
    if (!told) return
    told = null
    show({ trouble: null })
    core.set({ messages: core.get().messages.filter(({ code }) => code !== FAILED) })
  }

  return {
    trouble(trouble) {
      if (trouble !== told) core.tell('notice', { code: FAILED, params: { reason: trouble } })
      told = trouble
      show({ trouble })
    },
    stored({ place, content, at }) {
      works()
      place.stored = content.step
      if (place !== present()) return
      unsavedSince = core.get().step > content.step ? at : null
      show({ saved: { run: place.run, step: content.step }, isLate: false })
    },
    tick() {
      unsavedSince ??= core.now()
      const isLate = core.now() - unsavedSince > BOUND_MS
      if (isLate !== core.get().checkpoints.isLate) show({ isLate })
    },
  }
}

/** Interval between records of the run's progress. */
export const BEAT_MS = 500

/** For a stored run: after a crash it tells how much was not saved. */
export function createBeat(core: Core, storage: RunStorage, present: () => RecordState): () => void {
  let last = -Infinity
  let beaten = ''
  return () => {
    const { step, phase, rates } = core.get()
    const { record, stored } = present()
    const isStill = phase !== 'training'
    const mark = `${record} ${step} ${isStill}`
    if (stored === null || mark === beaten || (!isStill && core.now() - last < BEAT_MS)) return
    last = core.now()
    beaten = mark
    void storage.beat({ id: record, step, isStill, stepsPerSecond: rates.steps })
  }
}
