/**
 * A database of the browser's, as promises that all settle: opening it and each transaction have a deadline, a
 * connection that was closed under the page (site data cleared, a newer tab) is made anew, and what goes wrong is told
 * as one of the troubles. Stores hold objects by their `id`; what the objects are is not known here.
 */
import { wallClock, withDeadline, type Clock } from '../waiting/deadline.ts'
import { StorageError, toStorageError, troubleOf } from './trouble.ts'

export type StoreOf = (name: string) => IDBObjectStore

export interface Database {
  /**
   * One transaction over all stores: resolves with what `work` does when it is whole. A transaction that does not end
   * within `ms` is given up, and changes nothing.
   */
  transact<T>(mode: IDBTransactionMode, work: (storeOf: StoreOf) => Promise<T>, ms?: number): Promise<T>
  /** Resolves when it is open; it opens by itself when it is needed. */
  open(): Promise<void>
}

export interface DatabaseOptions {
  readonly name: string
  readonly stores: readonly string[]
  readonly factory?: () => IDBFactory
  readonly clock?: Clock
}

/** Opening is quick, but a busy machine may start the browser's storage only now. */
const OPEN_MS = 10_000
const TRANSACTION_MS = 10_000

export const result = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error as Error)
  })

export const finished = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () =>
      reject(transaction.error ?? new StorageError('gone', 'IndexedDB gave up a transaction'))
  })

function request({ name, stores, factory = () => indexedDB }: DatabaseOptions, version?: number) {
  const asked = factory().open(name, version)
  asked.onupgradeneeded = () => {
    for (const store of stores)
      if (!asked.result.objectStoreNames.contains(store))
        asked.result.createObjectStore(store, { keyPath: 'id' })
  }
  return result(asked)
}

/** As it is stored; if a store is missing (whoever made the database did not know of it), with it. */
async function openWhole(options: DatabaseOptions): Promise<IDBDatabase> {
  const found = await request(options)
  if (options.stores.every((store) => found.objectStoreNames.contains(store))) return found
  const { version } = found
  found.close()
  return request(options, version + 1)
}

const timeout = (what: string) => () => new StorageError('timeout', `storage: ${what} did not end in time`)

/** Keeps one connection; one that comes when it is no longer waited for is used by whoever asks next. */
function createKeeper(options: DatabaseOptions) {
  let connection: IDBDatabase | null = null
  let opening: Promise<IDBDatabase> | null = null

  const drop = (database: IDBDatabase) => {
    if (connection === database) connection = null
    database.close()
  }
  function keep(database: IDBDatabase): IDBDatabase {
    if (connection) database.close()
    else {
      connection = database
      database.onclose = () => drop(database)
      database.onversionchange = () => drop(database)
    }
    return connection
  }
  async function open(): Promise<IDBDatabase> {
    const asked = openWhole(options)
    const { clock } = options
    return keep(await withDeadline(asked, OPEN_MS, timeout('opening'), { clock, late: keep }))
  }
  return {
    drop,
    get: (): Promise<IDBDatabase> => {
      if (connection) return Promise.resolve(connection)
      opening ??= open().finally(() => (opening = null))
      return opening
    },
  }
}

/** One reads or writes the whole of it within this, on a slow disk. */
const BYTES_PER_MS = 2000

/** How long a transaction over so many bytes may take. */
export const transactionPatience = (bytes: number): number => TRANSACTION_MS + bytes / BYTES_PER_MS

export function createDatabase(options: DatabaseOptions): Database {
  const { stores, clock = wallClock } = options
  const connection = createKeeper(options)

  async function once<T>(
    mode: IDBTransactionMode,
    work: (storeOf: StoreOf) => Promise<T>,
    ms: number,
  ): Promise<T> {
    const database = await connection.get()
    let transaction: IDBTransaction | null = null
    try {
      const begun = (transaction = database.transaction(stores, mode))
      const ended = Promise.all([work((name) => begun.objectStore(name)), finished(begun)])
      return (await withDeadline(ended, ms, timeout('a transaction'), { clock }))[0]
    } catch (thrown) {
      abort(transaction)
      if (RETRIED.includes(troubleOf(thrown))) connection.drop(database)
      throw thrown
    }
  }

  return {
    open: () => connection.get().then(() => undefined, rethrow),
    async transact(mode, work, ms = TRANSACTION_MS) {
      try {
        return await once(mode, work, ms).catch((thrown: unknown) => {
          if (troubleOf(thrown) !== 'gone') throw thrown
          return once(mode, work, ms) // what was closed under the page may be opened again
        })
      } catch (thrown) {
        return rethrow(thrown)
      }
    },
  }
}

/** After these another connection may do better. */
const RETRIED: readonly string[] = ['gone', 'timeout', 'damaged']

function rethrow(thrown: unknown): never {
  throw toStorageError(thrown)
}

/** It may have ended, or never begun. */
function abort(transaction: IDBTransaction | null): void {
  try {
    transaction?.abort()
  } catch {
    // then there is nothing to undo
  }
}
