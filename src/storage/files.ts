/**
 * A person's own files, kept by what is in them: a set is stored once, however many runs are trained on it, and a run's
 * record holds only its key. What no saved run names any more is deleted, unless a tab holds it: by a Web Lock, which
 * ends with its tab.
 */
import { withDeadline, type Clock } from '../waiting/deadline.ts'
import { createDatabase, transactionPatience, result, type DatabaseOptions } from './database.ts'
import { browserLocks } from './locks.ts'
import { sizeOf } from './size.ts'
import { StorageError } from './trouble.ts'

export interface OwnFiles {
  /** Of names, contents and how the images lie: the same files give the same key. */
  readonly key: string
  /** Copies in memory or in the browser's storage: the files on disk may go. */
  readonly files: readonly File[]
  /** Rows and columns are exchanged, as EMNIST's files need it. */
  readonly turned: boolean
}

/** What it cannot do it rejects with as a StorageError (trouble.ts). Everything settles. */
export interface FileStorage {
  /** Keeps the set, and holds it for this tab. */
  keep(own: OwnFiles): Promise<void>
  /** Null if it is not there; one that is there is held for this tab, too. */
  read(key: string): Promise<OwnFiles | null>
  /** How many bytes all sets take. */
  size(): Promise<number>
  /** Deletes the sets that are not among these and that no tab holds. */
  sweep(keys: readonly string[]): Promise<void>
}

export interface FileStorageOptions extends Pick<DatabaseOptions, 'factory' | 'clock'> {
  readonly manager?: () => LockManager | null
}

const SETS = 'sets'
/** Without locks nobody knows what other tabs hold: a set is left alone for a day. */
const SURELY_LEFT_MS = 86_400_000
/** Locks are answered from the browser's memory. */
const ANSWER_MS = 5000

const TURNED = '.turned'

/** Both orientations of a set are stored as one. */
const contentOf = (key: string): string => key.replace(TURNED, '')
const isTurned = (key: string): boolean => key.endsWith(TURNED)

export const withTurn = ({ key, files }: OwnFiles, turned: boolean): OwnFiles => ({
  key: contentOf(key) + (turned ? TURNED : ''),
  files,
  turned,
})

interface StoredSet {
  /** What is in it; the orientation is no part of it. */
  readonly id: string
  readonly files: readonly File[]
  readonly keptAt: number
}

const lockName = (content: string) => `elbo-lab-files-${content}`
const noAnswer = () => new StorageError('timeout', 'navigator.locks did not answer')

interface Holds {
  has(content: string): boolean
  /** Shared with other tabs, until this one closes. Never rejects: without an answer the set is not held. */
  take(content: string): Promise<void>
  /** Calls `remove` if nobody holds the set; meanwhile nobody can. */
  whileFree(content: string, remove: () => Promise<void>): Promise<void>
}

function createHolds(manager: () => LockManager | null, clock: Clock | undefined): Holds {
  const held = new Map<string, Promise<void>>()
  const wait = <T>(promise: Promise<T>) => withDeadline(promise, ANSWER_MS, noAnswer, { clock })

  function hold(content: string): Promise<void> {
    const locks = manager()
    if (!locks) return Promise.resolve()
    const taken = new Promise<void>((resolve, reject) => {
      const forEver = () => (resolve(), new Promise<never>(() => {}))
      locks.request(lockName(content), { mode: 'shared' }, forEver).catch(reject)
    })
    return wait(taken).catch(() => void held.delete(content))
  }
  return {
    has: (content) => held.has(content),
    take(content) {
      const holding = held.get(content) ?? hold(content)
      held.set(content, holding)
      return holding
    },
    async whileFree(content, remove) {
      const locks = manager()
      if (!locks) return remove()
      const ifFree = async (lock: Lock | null) => lock && (await remove())
      await locks.request(lockName(content), { ifAvailable: true }, ifFree)
    },
  }
}

export function createFileStorage(options: FileStorageOptions = {}): FileStorage {
  const { manager = browserLocks, clock } = options
  const { transact } = createDatabase({ ...options, name: 'elbo-lab-files', stores: [SETS] })
  const holds = createHolds(manager, clock)
  const all = () =>
    transact('readonly', (storeOf) => result(storeOf(SETS).getAll() as IDBRequest<StoredSet[]>))
  const find = (id: string) =>
    transact('readonly', (storeOf) => result(storeOf(SETS).get(id) as IDBRequest<StoredSet | undefined>))

  return {
    async keep({ key, files }) {
      const id = contentOf(key)
      await holds.take(id)
      const isThere = await transact('readonly', (storeOf) => result(storeOf(SETS).count(id)))
      if (isThere > 0) return
      const set: StoredSet = { id, files, keptAt: Date.now() }
      await transact(
        'readwrite',
        async (storeOf) => void storeOf(SETS).put(set),
        transactionPatience(sizeOf(files)),
      )
    },
    async read(key) {
      const id = contentOf(key)
      await holds.take(id)
      const found = await find(id)
      return found ? { key, files: found.files, turned: isTurned(key) } : null
    },
    size: async () => sizeOf((await all()).map(({ files }) => files)),
    async sweep(keys) {
      const named = new Set(keys.map(contentOf))
      const isOpen = ({ id, keptAt }: StoredSet) =>
        holds.has(id) || (!manager() && Date.now() - keptAt < SURELY_LEFT_MS)
      for (const set of await all())
        if (!named.has(set.id) && !isOpen(set))
          await holds.whileFree(set.id, () =>
            transact('readwrite', async (storeOf) => void storeOf(SETS).delete(set.id)),
          )
    },
  }
}
