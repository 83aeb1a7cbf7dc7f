/**
 * Saved runs in IndexedDB. A record and its summary change in one transaction, so that a tab that dies while writing
 * leaves the record before. Web Locks tell which records other tabs have open; a lock ends with its tab, however it
 * ends. Without locks (a page over plain http) every page writes records of its own, and one saved just now is taken
 * to be open.
 */
import { integer, Mismatch, number, optional, record, text } from '../formats/schema.ts'
import { createConnection, finished, result } from './database.ts'
import { MOST_RUNS, type RunRecord, type RunStorage, type RunSummary } from './runs.ts'
import { sizeOf } from './size.ts'

const DATABASE = 'elbo-lab'
const VERSION = 1
const RECORDS = 'runs'
const SUMMARIES = 'summaries'
const STORES = [RECORDS, SUMMARIES]
/** Twice the time between two saves. */
const SURELY_OPEN_MS = 10_000

const lockName = (id: string) => `elbo-lab-run-${id}`

const connection = () =>
  createConnection(DATABASE, VERSION, (database) => {
    for (const name of STORES)
      if (!database.objectStoreNames.contains(name)) database.createObjectStore(name, { keyPath: 'id' })
  })

const locks = (): LockManager | null => (navigator as { locks?: LockManager }).locks ?? null

async function openElsewhere(summaries: readonly RunSummary[], own: string | null): Promise<Set<string>> {
  const manager = locks()
  if (manager) {
    const { held = [] } = await manager.query()
    const names = new Set(held.map(({ name }) => name))
    return new Set(summaries.map(({ id }) => id).filter((id) => id !== own && names.has(lockName(id))))
  }
  const recent = summaries.filter(({ id, savedAt }) => id !== own && Date.now() - savedAt < SURELY_OPEN_MS)
  return new Set(recent.map(({ id }) => id))
}

/** Holds the lock until the returned function is called; null if another tab has it. */
function hold(id: string): Promise<(() => void) | null> {
  const manager = locks()
  if (!manager) return Promise.resolve(() => {})
  return new Promise((resolve, reject) => {
    const whileHeld = (lock: Lock | null) =>
      lock ? new Promise<void>((release) => resolve(release)) : resolve(null)
    manager.request(lockName(id), { ifAvailable: true }, whileHeld).catch(reject)
  })
}

/** The last moment that a date can be. */
const LAST_MOMENT = 8.64e15

const summaryShape = record<RunSummary>({
  id: text(),
  savedAt: number({ min: 0, max: LAST_MOMENT }),
  step: integer(),
  dataset: text(),
  estimator: text(),
  bytes: optional(number({ min: 0 })),
})

/** One of another version, or damaged, is left alone. */
function readSummary(given: unknown): RunSummary[] {
  try {
    return [summaryShape(given, '')]
  } catch (thrown) {
    if (thrown instanceof Mismatch) return []
    throw thrown
  }
}

const newestFirst = (a: RunSummary, b: RunSummary) => b.savedAt - a.savedAt

/** Whoever has it open goes on writing it; while it is being removed nobody can open it. */
async function remove(database: IDBDatabase, id: string): Promise<void> {
  const release = await hold(id)
  if (!release) return
  try {
    const transaction = database.transaction(STORES, 'readwrite')
    const done = finished(transaction)
    for (const name of STORES) transaction.objectStore(name).delete(id)
    await done
  } finally {
    release()
  }
}

export function createRunStorage(): RunStorage {
  const connected = connection()
  let own: { id: string; release: () => void } | null = null

  async function summaries(): Promise<RunSummary[]> {
    const transaction = (await connected()).transaction(SUMMARIES)
    const all = await result(transaction.objectStore(SUMMARIES).getAll() as IDBRequest<unknown[]>)
    return all.flatMap(readSummary)
  }

  /** What makes room for a record that is not there yet. */
  async function superfluous(id: string): Promise<string[]> {
    const all = await summaries()
    if (all.length < MOST_RUNS || all.some((one) => one.id === id)) return []
    const open = await openElsewhere(all, null)
    const free = all.filter((one) => !open.has(one.id)).sort(newestFirst)
    return free.slice(Math.max(0, MOST_RUNS - 1 - (all.length - free.length))).map((one) => one.id)
  }

  return {
    async list() {
      const all = await summaries()
      const open = await openElsewhere(all, own?.id ?? null)
      return all.filter(({ id }) => id !== own?.id && !open.has(id)).sort(newestFirst)
    },
    async read(id) {
      const transaction = (await connected()).transaction(RECORDS)
      const found = await result(
        transaction.objectStore(RECORDS).get(id) as IDBRequest<RunRecord | undefined>,
      )
      return found ?? null
    },
    async write(record) {
      const removed = await superfluous(record.id)
      const transaction = (await connected()).transaction(STORES, 'readwrite')
      const done = finished(transaction)
      const { id, savedAt, step, dataset, estimator } = record
      transaction.objectStore(RECORDS).put(record)
      transaction.objectStore(SUMMARIES).put({ id, savedAt, step, dataset, estimator, bytes: sizeOf(record) })
      for (const old of removed) for (const name of STORES) transaction.objectStore(name).delete(old)
      await done
    },
    async claim(id) {
      if (own?.id === id) return true
      const release = await hold(id)
      if (!release) return false
      own?.release()
      own = { id, release }
      return true
    },
    async remove(ids) {
      for (const id of ids) await remove(await connected(), id)
    },
  }
}
