/**
 * Saved runs in IndexedDB. A record and its summary change in one transaction, so that a tab that dies while writing
 * leaves the record before. What a record takes longer than is known of it by its size; everything else is quick.
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
import { MOST_RUNS, type Heartbeat, type RunRecord, type RunStorage, type RunSummary } from './runs.ts'
import { sizeOf } from './size.ts'

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

function putIn(storeOf: StoreOf, record: RunRecord, bytes: number): void {
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

export interface RunStorageOptions extends LocksOptions, Pick<DatabaseOptions, 'factory' | 'clock'> {}

export function createRunStorage(options: RunStorageOptions = {}): RunStorage {
  const { transact, open } = createDatabase({ ...options, name: 'elbo-lab', stores: STORES })
  const heartbeats = createHeartbeats(options)
  const locks = createLocks(options)
  const own = createClaim(locks)
  const summaries = () => transact('readonly', summariesIn)
  /** What has been written is there, and needs no room made. */
  const written = new Set<string>()

  /** Whoever has it open goes on writing it; while it is being removed nobody can open it. */
  async function removeOne(id: string): Promise<void> {
    const { state, release } = await locks.hold(id)
    if (state === 'elsewhere') return
    await transact('readwrite', async (storeOf) => removeIn(storeOf, [id])).finally(release)
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
      const kept = (await summaries()).find((one) => one.id === id)
      const read = (storeOf: StoreOf) => result(storeOf(RECORDS).get(id) as IDBRequest<RunRecord | undefined>)
      return (await transact('readonly', read, transactionPatience(kept?.bytes ?? 0))) ?? null
    },
    async write(record) {
      const bytes = sizeOf(record)
      const isNew = !written.has(record.id)
      const removed = isNew ? await superfluous(await summaries(), record.id, locks) : []
      await transact(
        'readwrite',
        async (storeOf) => {
          if (await isOutdated(storeOf, record)) return
          putIn(storeOf, record, bytes)
          removeIn(storeOf, removed)
        },
        transactionPatience(bytes),
      )
      written.add(record.id)
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
