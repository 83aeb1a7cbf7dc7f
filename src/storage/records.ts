/**
 * The records of saved runs: in IndexedDB, each with its summary, their numbers in files beside it where that is possible. A record
 * and its summary change in one transaction, and the file of the record before goes after it, so that a tab that dies while
 * writing leaves the record before. Knows nothing of tabs, nor of how far a run has come since.
 */
import { boolean, integer, Mismatch, number, optional, record, boundedText } from '../formats/schema.ts'
import {
  createDatabase,
  transactionPatience,
  result,
  type DatabaseOptions,
  type StoreOf,
} from './database.ts'
import { createNumberFiles, type NumberFilesOptions, type StoredRecord } from './number-files.ts'
import type { RunRecord, RunSummary } from './runs.ts'
import { sizeOf } from './size.ts'
import { toStorageError } from './trouble.ts'

const RECORDS = 'runs'
const SUMMARIES = 'summaries'
const STORES = [RECORDS, SUMMARIES]

/** The last moment that a date can be. */
const LAST_MOMENT = 8.64e15

/** What is kept of a record beside it. */
export type StoredSummary = Omit<RunSummary, 'behind'> & { readonly order?: number }

const summaryShape = record<StoredSummary>({
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
function readSummary(given: unknown): StoredSummary[] {
  try {
    return [summaryShape(given, '')]
  } catch (thrown) {
    if (thrown instanceof Mismatch) return []
    throw thrown
  }
}

/** Whether the record that is there was written after this one. */
async function isOutdated(storeOf: StoreOf, { id, order = 0 }: RunRecord): Promise<boolean> {
  const [there] = readSummary(await result(storeOf(SUMMARIES).get(id) as IDBRequest<unknown>))
  return (there?.order ?? -1) > order
}

/** Of records that are there: one may have gone, and left its summary. */
const summariesIn = async (storeOf: StoreOf): Promise<StoredSummary[]> => {
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

export interface Records {
  open(): Promise<void>
  summaries(): Promise<StoredSummary[]>
  /** Null if there is none. */
  read(id: string): Promise<RunRecord | null>
  /** With the removal of others; not over a newer one. */
  write(record: RunRecord, removed: readonly string[]): Promise<void>
  remove(id: string): Promise<void>
  setAside(id: string): Promise<void>
  /** Deletes what records of other runs than these have left. Never rejects. */
  sweep(ids: readonly string[]): Promise<void>
}

export interface RecordsOptions extends NumberFilesOptions, Pick<DatabaseOptions, 'factory' | 'clock'> {}

type Transact = ReturnType<typeof createDatabase>['transact']

async function find(transact: Transact, id: string): Promise<StoredRecord | null> {
  const kept = (await transact('readonly', summariesIn)).find((one) => one.id === id)
  const get = (storeOf: StoreOf) => result(storeOf(RECORDS).get(id) as IDBRequest<StoredRecord | undefined>)
  return (await transact('readonly', get, transactionPatience(kept?.bytes ?? 0))) ?? null
}

/** Whether it was written: a newer one may be there. `bytes`: with the numbers. */
const put = (
  transact: Transact,
  stored: StoredRecord,
  bytes: number,
  removed: readonly string[],
): Promise<boolean> =>
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

export function createRecords(options: RecordsOptions): Records {
  const { transact, open } = createDatabase({ ...options, name: 'elbo-lab', stores: STORES })
  const files = createNumberFiles(options)

  return {
    open,
    sweep: files.sweep,
    summaries: () => transact('readonly', summariesIn),
    async read(id) {
      const stored = await find(transact, id)
      try {
        return stored && (await files.putBack(stored))
      } catch (thrown) {
        const newer = await find(transact, id) // whose numbers have taken the place of those
        if (!newer || newer.numbers === stored?.numbers) throw toStorageError(thrown)
        return files.putBack(newer).catch((again: unknown) => Promise.reject(toStorageError(again)))
      }
    },
    async write(record, removed) {
      const stored = await files.takeOut(record)
      try {
        const isWritten = await put(transact, stored, sizeOf(record), removed)
        const tidied = isWritten ? files.keepOnly(record.id, stored.numbers) : files.drop(stored.numbers)
        // So that it meets no file of the next write. Where no files can be written, they may not answer either.
        if (stored.numbers !== undefined) await tidied
      } catch (thrown) {
        void files.drop(stored.numbers)
        throw thrown
      }
      for (const id of removed) void files.keepOnly(id, undefined)
    },
    async remove(id) {
      await transact('readwrite', async (storeOf) => removeIn(storeOf, [id]))
      void files.keepOnly(id, undefined)
    },
    setAside: (id) =>
      transact('readwrite', async (storeOf) => {
        const [kept] = readSummary(await result(storeOf(SUMMARIES).get(id) as IDBRequest<unknown>))
        if (kept) storeOf(SUMMARIES).put({ ...kept, isUnreadable: true })
      }),
  }
}
