/**
 * The saved runs that are offered, and going on with one. A record that is gone is not offered; one that cannot be read is
 * told once and set aside; a storage that does not answer is told as that, and can be asked again.
 */
import { CodedError, toFault, type Notice } from '../../protocol/errors.ts'
import type { RunRecord, RunStorage, RunSummary } from '../../storage/runs.ts'
import { StorageError, toStorageError } from '../../storage/trouble.ts'
import { withDeadline } from '../../waiting/deadline.ts'
import type { Core } from '../core.ts'
import type { Autosave } from './autosave.ts'
import { goOn, type Around } from './going-on.ts'
import type { SavedRun } from './saved-run.ts'

export interface Resuming {
  /** Looks for saved runs. */
  look(): Promise<void>
  /** Looks again, if there is an offer: another tab may have taken or removed it. */
  lookAgain(): Promise<void>
  /** Goes on with a saved run. */
  resume(id: string): Promise<void>
  /** The saved runs are not wanted now. They stay saved. */
  startFresh(): void
}

/** A part of the page that comes over the network. */
const PART_MS = 20_000
const GIVE_WAY_MS = 5000

/** The engine's words for tensors that are not those of the run. */
const DAMAGED: readonly string[] = ['checkpoint-architecture', 'checkpoint-size', 'checkpoint-value']

const isOffered = ({ isUnreadable = false }: RunSummary) => !isUnreadable

/** Told by the reason: where nothing may be stored, there is nothing to look for, and no reason to say so. */
export function tellOutOfReach(core: Core, thrown: unknown, isAsked: boolean): void {
  const { trouble } = toStorageError(thrown)
  if (!isAsked && trouble === 'forbidden') return
  core.tell(isAsked ? 'error' : 'notice', { code: 'saved-runs-out-of-reach', params: { reason: trouble } })
}

async function readRecord({ run }: RunRecord): Promise<SavedRun> {
  const late = () => new CodedError('part-not-loaded')
  const { readSavedRun } = await withDeadline(import('./saved-run.ts'), PART_MS, late)
  return readSavedRun(run, 'autosave')
}

/** The runs that are offered, as the storage has them now. */
function createOffers(core: Core, storage: RunStorage | null) {
  const show = (found: readonly RunSummary[]) => {
    const offered = found.filter(isOffered)
    core.set({ checkpoints: { ...core.get().checkpoints, offered, shelf: null } })
  }
  const listed = async () => (await storage?.list()) ?? []
  return {
    listed,
    show,
    /** None rather than those that may be gone. */
    refresh: async () => show(await listed().catch(() => [])),
    /** It stays for the person to delete, or for another version of the lab to read. `why`: unless that is told. */
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

/** Null if it cannot be gone on with; then the person knows why. */
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

/** The run that gives way is stored first, unless that takes long: then meanwhile. */
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

  /** Another tab has it, or the browser has cleared it. */
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
