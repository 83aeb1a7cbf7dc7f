/**
 * Offers saved runs, and resumes them. A missing record is not offered; an unreadable one is reported once and
 * set aside; a storage that does not answer is reported as such, and can be retried.
 */
import { toFault, type Notice } from '../../protocol/errors.ts'
import type { RunRecord, RunStorage, RunSummary } from '../../storage/runs.ts'
import { StorageError, toStorageError } from '../../storage/trouble.ts'
import { withDeadline } from '../../waiting/deadline.ts'
import type { Core } from '../core.ts'
import { partInTime } from '../part-in-time.ts'
import type { Autosave } from './autosave.ts'
import { goOn, type Around } from './going-on.ts'
import type { SavedRun } from './saved-run.ts'

export interface Resuming {
  /** Looks for saved runs. */
  look(): Promise<void>
  /** Updates the offer, if there is one: another tab may have taken or removed a run. */
  lookAgain(): Promise<void>
  /** Resumes a saved run. */
  resume(id: string): Promise<void>
  /** Dismisses the saved runs, which stay saved. */
  startFresh(): void
}

const GIVE_WAY_MS = 5000

/** Codes of the engine for tensors that do not match the run. */
const DAMAGED: readonly string[] = ['checkpoint-architecture', 'checkpoint-size', 'checkpoint-value']

const isOffered = ({ isUnreadable = false }: RunSummary) => !isUnreadable

/** Reports by reason: where storage is forbidden there is nothing to find, and nothing to report. */
export function tellOutOfReach(core: Core, thrown: unknown, isAsked: boolean): void {
  const { trouble } = toStorageError(thrown)
  if (!isAsked && trouble === 'forbidden') return
  core.tell(isAsked ? 'error' : 'notice', { code: 'saved-runs-out-of-reach', params: { reason: trouble } })
}

async function readRecord({ run }: RunRecord): Promise<SavedRun> {
  const { readSavedRun } = await partInTime(import('./saved-run.ts'))
  return readSavedRun(run, 'autosave')
}

/** The offered runs, in the present state of the storage. */
function createOffers(core: Core, storage: RunStorage | null) {
  const show = (found: readonly RunSummary[]) => {
    const offered = found.filter(isOffered)
    core.set({ checkpoints: { ...core.get().checkpoints, offered, shelf: null } })
  }
  const listed = async () => (await storage?.list()) ?? []
  return {
    listed,
    show,
    /** None rather than runs that may be gone. */
    refresh: async () => show(await listed().catch(() => [])),
    /** The run stays for the user to delete, or for another version of the lab. `why`: null if already reported. */
    async setAside(id: string, why: Notice['params'] | null): Promise<void> {
      if (why) core.tell('error', { code: 'saved-run-unreadable', params: why })
      await storage?.setAside(id).catch(() => undefined)
      const { checkpoints } = core.get()
      const offered = checkpoints.offered.filter((one) => one.id !== id)
      core.set({ checkpoints: { ...checkpoints, offered } })
    },
  }
}

type Offers = ReturnType<typeof createOffers>

/** Null if the run cannot be resumed; the reason has been reported. */
async function fetchRun(
  core: Core,
  storage: RunStorage | null,
  { setAside }: Offers,
  id: string,
): Promise<{ record: RunRecord; saved: SavedRun } | 'gone' | null> {
  try {
    const record = await storage?.read(id)
    return record ? { record, saved: await readRecord(record) } : 'gone'
  } catch (thrown) {
    const { code, params } = toFault(thrown)
    const isDamaged = thrown instanceof StorageError && ['gone', 'damaged'].includes(thrown.trouble)
    if (isDamaged) await setAside(id, { detail: thrown.message })
    else if (code === 'contents-wrong') await setAside(id, params)
    else if (thrown instanceof StorageError) tellOutOfReach(core, thrown, true)
    else core.fail(thrown)
    return null
  }
}

/** The run to be replaced is stored first; if that takes long, in parallel. */
async function giveWay(autosave: Autosave): Promise<void> {
  const late = () => new Error('saving takes long')
  await withDeadline(autosave.now(), GIVE_WAY_MS, late).catch(() => undefined)
}

export function createResuming(
  core: Core,
  storage: RunStorage | null,
  autosave: Autosave,
  around: Around,
): Resuming {
  const offers = createOffers(core, storage)

  /** Another tab has it, or the browser has deleted it. */
  async function lost(): Promise<void> {
    core.tell('notice', { code: 'saved-run-gone', params: {} })
    await offers.refresh()
  }

  return {
    async look() {
      try {
        const found = await offers.listed()
        if (found.some(isOffered)) offers.show(found)
        await around.kept.recall(found)
        void around.kept.tidy()
      } catch (thrown) {
        tellOutOfReach(core, thrown, false)
      }
    },
    async lookAgain() {
      if (core.get().checkpoints.offered.length > 0) await offers.refresh()
    },
    startFresh: () => offers.show([]),
    async resume(id) {
      const found = await fetchRun(core, storage, offers, id)
      if (!found) return
      if (found === 'gone') return lost()
      const { record, saved } = found
      const own = await around.kept.ofRecord(record.files)
      if (saved.dataset.name === 'custom' && !own)
        return core.tell('error', { code: 'saved-run-needs-files', params: {} })
      await giveWay(autosave)
      if ((await storage?.claim(id)) === 'elsewhere') return lost()
      const onRefused = (code: string) => DAMAGED.includes(code) && void offers.setAside(id, null)
      if (!(await goOn(core, around, saved, { own, onRefused }))) return storage?.release(id)
      autosave.adopt(id, saved, record.order ?? 0)
      offers.show([])
      if (record.isTraining) await around.train()
    },
  }
}
