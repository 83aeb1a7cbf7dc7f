/**
 * Keeps the present run: in memory, to survive the worker's death, and in the browser's storage, to survive the page's.
 * Every two seconds of training, and whenever it comes to stand still; seldomer if saving would take more than a small
 * share of the time. Driven by the engine's events rather than timers, which a hidden page hardly has.
 */
import type { RunStorage } from '../../storage/runs.ts'
import type { Core } from '../core.ts'
import type { SavedRun } from './saved-run.ts'
import { takeRun } from './take.ts'

export const BETWEEN_MS = 2000
/** At most this share of the time is spent on saving. */
const MOST_SHARE = 1 / 50
/** After a failure the storage is left alone for so long. */
const FORGIVE_MS = 60_000

export interface Autosave {
  /** Something was trained: perhaps it is time. */
  tick(): void
  /** The run stands still, or the page may be about to go. */
  now(): Promise<void>
  /** The newest kept state of the present run; null if there is none. */
  latest(): SavedRun | null
  /** The present run goes on in the record that it was saved in. */
  adopt(id: string, saved: SavedRun): void
}

const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )

/** As the messages tell it. */
const reasonOf = (thrown: unknown): 'full' | 'forbidden' =>
  thrown instanceof DOMException && thrown.name === 'QuotaExceededError' ? 'full' : 'forbidden'

interface Kept {
  /** Of the history's run. */
  readonly run: number
  readonly record: string
  readonly saved: SavedRun | null
}

export function createAutosave(core: Core, storage: RunStorage | null): Autosave {
  let kept: Kept | null = null
  let busy: Promise<void> | null = null
  let again = false
  let last = core.now()
  let interval = BETWEEN_MS
  let failedAt = -Infinity
  let wasTold = false

  const present = (): Kept => {
    const run = core.get().history.current.id
    return kept?.run === run ? kept : { run, record: randomId(), saved: null }
  }

  async function store({ record, run }: Kept, saved: SavedRun): Promise<void> {
    if (!storage || core.now() - failedAt < FORGIVE_MS) return
    try {
      if (!(await storage.claim(record))) return void (kept = { run, record: randomId(), saved })
      await storage.write(recordOf(core, record, saved))
    } catch (thrown) {
      failedAt = core.now()
      if (!wasTold) core.tell('notice', { code: 'autosave-failed', params: { reason: reasonOf(thrown) } })
      wasTold = true
    }
  }

  async function save(): Promise<void> {
    const target = present()
    const saved = await takeRun(core)
    if (!saved || saved.snapshot.step === 0) return
    kept = { ...target, saved }
    const began = core.now()
    await store(kept, saved)
    const took = 1000 * saved.snapshot.took + (core.now() - began) / 4 // most of a write is waiting
    interval = Math.max(BETWEEN_MS, took / MOST_SHARE)
  }

  async function run(): Promise<void> {
    do {
      again = false
      last = core.now()
      // The worker may die, or the run may diverge, while it is asked: the next one tells.
      await save().catch(() => undefined)
    } while (again)
  }

  function now(): Promise<void> {
    again = busy !== null
    busy ??= run().finally(() => (busy = null))
    return busy
  }

  return {
    now,
    tick() {
      if (!busy && core.now() - last >= interval) void now()
    },
    latest: () => present().saved,
    adopt: (record, saved) => void (kept = { run: core.get().history.current.id, record, saved }),
  }
}

function recordOf(core: Core, id: string, saved: SavedRun) {
  const { phase, opened, useFiles, files } = core.get()
  return {
    id,
    savedAt: Date.now(),
    step: saved.snapshot.step,
    dataset: saved.dataset.name,
    estimator: saved.settings.estimator,
    run: saved,
    files: useFiles && opened?.dataset.name === 'custom' ? files : null,
    isTraining: phase === 'training',
  }
}
