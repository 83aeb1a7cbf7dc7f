/**
 * The numbers of saved runs in files of the browser's private file system, a new file for each write: a model of the usual size
 * costs a fifteenth of the processor time there that it costs in IndexedDB. Only a worker can write them. Where it
 * cannot, or a file fails, the record keeps its numbers.
 */
import { withDeadline, type Clock } from '../waiting/deadline.ts'
import { putTogether, takeApart } from './apart.ts'
import type { RunRecord } from './runs.ts'
import { StorageError } from './trouble.ts'

/** As it lies in the database. */
export interface StoredRecord extends RunRecord {
  /** The file with its numbers; missing where they are in the record. */
  readonly numbers?: string
}

export interface NumberFiles {
  /** Writes the numbers into a file of their own. Never rejects: the record itself is as good. */
  takeOut(record: RunRecord): Promise<StoredRecord>
  /** Rejects with a StorageError if the file is gone or damaged. */
  putBack(stored: StoredRecord): Promise<RunRecord>
  /** Deletes the run's files but this one. Never rejects. */
  keepOnly(id: string, file: string | undefined): Promise<void>
  /** Deletes the file. Never rejects. */
  drop(file: string | undefined): Promise<void>
  /** Deletes files of other runs than these, if nobody can be about to name them. Never rejects. */
  sweep(ids: readonly string[]): Promise<void>
}

export interface NumberFilesOptions {
  /** Where they lie. */
  readonly directory?: () => Promise<FileSystemDirectoryHandle>
  readonly canWrite?: () => boolean
  readonly clock?: Clock
}

type IsLeft = (name: string, inside: FileSystemDirectoryHandle) => Promise<boolean>

/** Of each step of reading: a disk takes milliseconds, a busy machine seconds. */
const STEP_MS = 10_000
/** Of a write, since the save waits for it: longer than that, and the record keeps its numbers this time. */
const WRITE_MS = 3000
/** After so many failures in a row no file is tried any more. */
const MOST_FAILURES = 3
/** A file that no record names may be one whose record is being written. */
const SURELY_LEFT_MS = 86_400_000

const browserDirectory = async (): Promise<FileSystemDirectoryHandle> =>
  (await navigator.storage.getDirectory()).getDirectoryHandle('elbo-lab-runs', { create: true })

/** No encoded id holds the sign that ends it. */
const prefixOf = (id: string): string => `${encodeURIComponent(id)}@`
const newName = (id: string): string =>
  `${prefixOf(id)}${crypto.getRandomValues(new Uint32Array(2)).join('-')}`

/** Only workers can. */
const workersCan = (): boolean =>
  typeof FileSystemFileHandle === 'function' && 'createSyncAccessHandle' in FileSystemFileHandle.prototype

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array<ArrayBuffer> =>
  new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength)

/** One behind the other; false if there was no room for all. */
function fill(handle: FileSystemSyncAccessHandle, numbers: readonly ArrayBufferView[]): boolean {
  let at = 0
  for (const one of numbers) {
    if (handle.write(bytesOf(one), { at }) !== one.byteLength) return false
    at += one.byteLength
  }
  handle.flush()
  return true
}

export function createNumberFiles(options: NumberFilesOptions = {}): NumberFiles {
  const { directory = browserDirectory, canWrite = workersCan, clock } = options
  /** Of writes, in a row. */
  let failures = 0
  const isWritable = () => canWrite() && failures < MOST_FAILURES
  const noAnswer = () => new StorageError('timeout', 'storage: a file did not answer in time')
  const step = <T>(promise: Promise<T>): Promise<T> => withDeadline(promise, STEP_MS, noAnswer, { clock })

  async function write(name: string, numbers: readonly ArrayBufferView[]): Promise<boolean> {
    const file = await (await directory()).getFileHandle(name, { create: true })
    const handle = await file.createSyncAccessHandle()
    try {
      return fill(handle, numbers)
    } finally {
      handle.close()
    }
  }

  async function removeEach(isLeft: IsLeft): Promise<void> {
    const inside = await directory()
    for await (const name of inside.keys())
      if (await isLeft(name, inside)) await inside.removeEntry(name).catch(() => undefined)
  }
  /** What is left over takes room, and nothing else: another write, or another visit, comes by again. */
  const remove = (isLeft: IsLeft): Promise<void> => step(removeEach(isLeft)).catch(() => undefined)

  return {
    async takeOut(record) {
      if (!isWritable()) return record
      const { rest, numbers, bytes } = takeApart(record.run)
      if (bytes === 0) return record
      const name = newName(record.id)
      const writing = withDeadline(write(name, numbers), WRITE_MS, noAnswer, { clock })
      const isWritten = await writing.catch(() => false)
      failures = isWritten ? 0 : failures + 1
      return isWritten ? { ...record, run: rest, numbers: name } : record
    },
    async putBack({ numbers: name, ...record }) {
      if (name === undefined) return record
      const handle = await step((await step(directory())).getFileHandle(name))
      const bytes = await step(handle.getFile().then((file) => file.arrayBuffer()))
      return { ...record, run: putTogether(record.run, bytes) }
    },
    drop: async (file) => {
      if (file !== undefined) await remove(async (name) => name === file)
    },
    keepOnly: (id, file) => remove(async (name) => name.startsWith(prefixOf(id)) && name !== file),
    async sweep(ids) {
      const named = ids.map(prefixOf)
      await remove(async (name, inside) => {
        if (named.some((prefix) => name.startsWith(prefix))) return false
        const { lastModified } = await (await inside.getFileHandle(name)).getFile()
        return Date.now() - lastModified > SURELY_LEFT_MS
      })
    },
  }
}
