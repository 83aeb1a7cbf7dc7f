/**
 * Saving and resuming runs: saved automatically, offered when the page opens, resumed after a crash, exported
 * as files (files.ts) and opened again.
 */
import type { OwnFiles } from '../../storage/files.ts'
import type { RunStorage } from '../../storage/runs.ts'
import { withDeadline } from '../../waiting/deadline.ts'
import type { Core } from '../core.ts'
import type { LabState } from '../state.ts'
import { createAutosave, type Autosave } from './autosave.ts'
import { fetchFileParts, packFile, readFile, type CheckpointFile } from './files.ts'
import { filesFor, goOn, type Around } from './going-on.ts'
import { createRecovery, type Recovery } from './recovery.ts'
import { createResuming, type Resuming } from './resuming.ts'
import { createShelf, type ShelfActions } from './shelf.ts'

export interface CheckpointActions extends ShelfActions, Pick<Resuming, 'resume' | 'startFresh'> {
  /** Null, and a message, if the file could not be made. */
  pack(file: CheckpointFile, version: string): Promise<Blob | null>
  /** Saves the run in its present state. Resolves when it is stored, when that fails, or when it takes too long. */
  save(): Promise<void>
  /** Call when the page is visible again: what failed is retried. */
  returned(): void
}

export interface Checkpoints extends CheckpointActions, Recovery, Pick<Resuming, 'look'> {
  tick(): void
  /**
   * Opens a checkpoint file, with `own` if it needs the user's files; an invalid file changes nothing but the
   * messages.
   */
  openFile(file: File, own: OwnFiles | null): Promise<void>
}

/** Longer than any save takes unless the storage hangs; then waiting ends. */
const SAVE_MS = 8000

/** Fetches the code for exporting a run while the server is reachable, as soon as there is a run. */
function tick(autosave: Autosave): void {
  autosave.tick()
  if (autosave.latest()) fetchFileParts()
}

/** A change of settings, or, while no steps are reported, a new measurement. */
function hasChanged(state: LabState, before: LabState): boolean {
  const { phase, opening, history, applied } = state
  const run = history.current
  if (phase === 'none' || opening || run.id !== before.history.current.id) return false
  if (applied !== before.applied || state.lanes !== before.lanes) return true
  const { evaluations, probes } = before.history.current
  return phase !== 'training' && (run.evaluations !== evaluations || run.probes !== probes)
}

export function createCheckpoints(core: Core, storage: RunStorage | null, around: Around): Checkpoints {
  const autosave = createAutosave(core, storage)
  const resuming = createResuming(core, storage, autosave, around)
  const { resume, startFresh } = resuming
  core.store.subscribe((state, before) => hasChanged(state, before) && autosave.soon())

  async function save(): Promise<void> {
    const late = () => new Error('saving takes long')
    await withDeadline(autosave.now(), SAVE_MS, late).catch(() => undefined)
  }
  /** Retries saving if it has failed. */
  const retry = () => core.get().checkpoints.trouble && void autosave.now()

  return {
    resume,
    startFresh,
    save,
    ...createRecovery(core, autosave, around),
    ...createShelf(core, storage, around.kept, retry),
    async look() {
      storage?.open().catch(() => undefined) // reported to whoever uses the storage
      await resuming.look()
    },
    tick: () => tick(autosave),
    returned() {
      retry()
      void resuming.lookAgain()
    },
    async openFile(file, own) {
      try {
        const saved = await readFile(file)
        if (saved.dataset.name === 'custom' && !filesFor(core, saved, own))
          return core.tell('error', { code: 'checkpoint-needs-files', params: { file: file.name } })
        if (await goOn(core, around, saved, { own })) startFresh()
      } catch (thrown) {
        core.fail(thrown)
      }
    },
    pack: (file, version) => packFile(core, file, version),
  }
}
