/**
 * Saved runs in IndexedDB, their numbers in files beside it where that is possible (number-files.ts). A record and its summary
 * change in one transaction, and the files of the record before go after it, so that a tab that dies while writing leaves
 * the record before. What a record takes longer than is known of it by its size; everything else is quick.
 */
import { boolean, integer, Mismatch, number, optional, record, boundedText } from '../formats/schema.ts'
import {
  createDatabase,
  transactionPatience,
  result,
  type DatabaseOptions,
  type StoreOf,
} from './database.ts'
import { createHeartbeats } from './heartbeats.ts'
import { createLocks, type Hold, type Locks, type LocksOptions } from './locks.ts'
import { createNumberFiles, type NumberFilesOptions, type StoredRecord } from './number-files.ts'
import { MOST_RUNS, type Heartbeat, type RunRecord, type RunStorage, type RunSummary } from './runs.ts'
import { sizeOf } from './size.ts'
import { toStorageError } from './trouble.ts'

const RECORDS = 'runs'
const SUMMARIES = 'summaries'
const STORES = [RECORDS, SUMMARIES]

/** The last moment that a date can be. */
const LAST_MOMENT = 8.64e15

/** What is kept of a record beside it. */
type Kept = Omit<RunSummary, 'behind'> & { readonly order?: number }

const summaryShape = record<Kept>({
  id: boundedText(),
  savedAt: number({ min: 0, max: LAST_MOMENT }),
  step: integer(),
  dataset: boundedText(),
  estimator: boundedText(),
  bytes: optional(number({ min: 0 })),
  isUnreadable: optional(boolean),
  order: optional(integer()),
  files: optional(boundedText()),
})

/** One of another version, or damaged, is left alone. */
function readSummary(given: unknown): Kept[] {
  try {
    return [summaryShape(given, '')]
  } catch (thrown) {
    if (thrown instanceof Mismatch) return []
    throw thrown
  }
}

const newestFirst = (a: RunSummary, b: RunSummary) => b.savedAt - a.savedAt

/** Whether the record that is there was written after this one. */
async function isOutdated(storeOf: StoreOf, { id, order = 0 }: RunRecord): Promise<boolean> {
  const [there] = readSummary(await result(storeOf(SUMMARIES).get(id) as IDBRequest<unknown>))
  return (there?.order ?? -1) > order
}

/** A run that ends ends somewhere after its last heartbeat, and before the next one. */
const UNSEEN_S = 0.5

/** With what is known of how far the run had come. */
function summaryOf({ order: _, ...kept }: Kept, beat: Heartbeat | undefined): RunSummary {
  if (!beat) return kept
  if (beat.isStill && beat.step >= kept.step) return { ...kept, behind: beat.step - kept.step }
  const last = Math.max(beat.step, kept.step)
  return { ...kept, behind: Math.max(1, Math.round(last + UNSEEN_S * beat.stepsPerSecond - kept.step)) }
}

/** Of records that are there: one may have gone, and left its summary. */
const summariesIn = async (storeOf: StoreOf): Promise<Kept[]> => {
  const [keys, all] = await Promise.all([
    result(storeOf(RECORDS).getAllKeys()),
    result(storeOf(SUMMARIES).getAll() as IDBRequest<unknown[]>),
  ])
  const there = new Set(keys)
  return all.flatMap(readSummary).filter(({ id }) => there.has(id))
}

function putIn(storeOf: StoreOf, record: StoredRecord, bytes: number): void {
  const { id, savedAt, step, dataset, estimator, order = 0 } = record
  const files = typeof record.files === 'string' ? { files: record.files } : {}
  storeOf(RECORDS).put(record)
  storeOf(SUMMARIES).put({ id, savedAt, step, dataset, estimator, bytes, order, ...files })
}

const removeIn = (storeOf: StoreOf, ids: readonly string[]): void => {
  for (const id of ids) for (const name of STORES) storeOf(name).delete(id)
}

/** What makes room for a record that is not there yet. */
async function superfluous(all: readonly Kept[], id: string, locks: Locks): Promise<string[]> {
  if (all.length < MOST_RUNS || all.some((one) => one.id === id)) return []
  const open = await locks.openElsewhere(all, null)
  const free = all.filter((one) => !open.has(one.id)).sort(newestFirst)
  return free.slice(Math.max(0, MOST_RUNS - 1 - (all.length - free.length))).map((one) => one.id)
}

/** The record that this tab writes. */
function createClaim(locks: Locks) {
  let own: ({ readonly id: string } & Hold) | null = null
  return {
    get id() {
      return own?.id ?? null
    },
    async claim(id: string): Promise<Hold['state']> {
      if (own?.id === id) return own.state
      const hold = await locks.hold(id)
      if (hold.state === 'elsewhere') return 'elsewhere'
      own?.release()
      own = { ...hold, id }
      return hold.state
    },
    release(id: string): void {
      if (own?.id !== id) return
      own.release()
      own = null
    },
  }
}

export interface RunStorageOptions
  extends LocksOptions, NumberFilesOptions, Pick<DatabaseOptions, 'factory' | 'clock'> {}

export function createRunStorage(options: RunStorageOptions = {}): RunStorage {
  const { transact, open } = createDatabase({ ...options, name: 'elbo-lab', stores: STORES })
  const heartbeats = createHeartbeats(options)
  const locks = createLocks(options)
  const files = createNumberFiles(options)
  const own = createClaim(locks)
  const summaries = () => transact('readonly', summariesIn)
  /** What has been written is there, and needs no room made. */
  const written = new Set<string>()

  /** Whoever has it open goes on writing it; while it is being removed nobody can open it. */
  async function removeOne(id: string): Promise<void> {
    const { state, release } = await locks.hold(id)
    if (state === 'elsewhere') return
    await transact('readwrite', async (storeOf) => removeIn(storeOf, [id])).finally(release)
    void files.keepOnly(id, undefined)
  }

  /** Null if there is none. */
  async function find(id: string): Promise<StoredRecord | null> {
    const kept = (await summaries()).find((one) => one.id === id)
    const get = (storeOf: StoreOf) => result(storeOf(RECORDS).get(id) as IDBRequest<StoredRecord | undefined>)
    return (await transact('readonly', get, transactionPatience(kept?.bytes ?? 0))) ?? null
  }

  /** Whether it was written: a newer one may be there. */
  const put = (stored: StoredRecord, bytes: number, removed: readonly string[]): Promise<boolean> =>
    transact(
      'readwrite',
      async (storeOf) => {
        if (await isOutdated(storeOf, stored)) return false
        putIn(storeOf, stored, bytes)
        removeIn(storeOf, removed)
        return true
      },
      transactionPatience(sizeOf(stored)),
    )

  /** Before the first write of a run: those that make room for it; and what no run needs is swept out. */
  async function makeRoom(id: string): Promise<string[]> {
    const all = await summaries()
    void files.sweep([id, ...all.map((one) => one.id)])
    return superfluous(all, id, locks)
  }

  return {
    open,
    async list() {
      const [all, beats] = await Promise.all([summaries(), heartbeats.all()])
      const elsewhere = await locks.openElsewhere(all, own.id)
      const free = all.filter(({ id }) => id !== own.id && !elsewhere.has(id))
      return free.map((one) => summaryOf(one, beats.get(one.id))).sort(newestFirst)
    },
    filesInUse: async () => (await summaries()).flatMap(({ files }) => files ?? []),
    async read(id) {
      const stored = await find(id)
      try {
        return stored && (await files.putBack(stored))
      } catch (thrown) {
        const newer = await find(id) // whose numbers have taken the place of those
        if (!newer || newer.numbers === stored?.numbers) throw toStorageError(thrown)
        return files.putBack(newer).catch((again: unknown) => Promise.reject(toStorageError(again)))
      }
    },
    async write(record) {
      const removed = written.has(record.id) ? [] : await makeRoom(record.id)
      const stored = await files.takeOut(record)
      try {
        const isWritten = await put(stored, sizeOf(record), removed)
        // Waited for, so that it meets no file of the next write.
        await (isWritten ? files.keepOnly(record.id, stored.numbers) : files.drop(stored.numbers))
      } catch (thrown) {
        void files.drop(stored.numbers)
        throw thrown
      }
      written.add(record.id)
      for (const id of removed) void files.keepOnly(id, undefined)
      void heartbeats.remove(removed)
    },
    claim: own.claim,
    release: own.release,
    async remove(ids) {
      for (const id of ids) await removeOne(id)
      void heartbeats.remove(ids)
    },
    setAside: (id) =>
      transact('readwrite', async (storeOf) => {
        const [kept] = readSummary(await result(storeOf(SUMMARIES).get(id) as IDBRequest<unknown>))
        if (kept) storeOf(SUMMARIES).put({ ...kept, isUnreadable: true })
      }),
    beat: heartbeats.write,
  }
}
