/**
 * Reads the file of a run: checks its size first, then reads it in a temporary worker, since the engine's
 * worker trains and the writer's owns the storage. Small files, and any that a worker cannot read, are read on
 * the page.
 */
import { MAX_FILE_BYTES } from '../../formats/limits.ts'
import { CodedError, type Fault } from '../../protocol/errors.ts'
import { withDeadline, type Clock } from '../../waiting/deadline.ts'
import type { SavedRun } from './saved-run.ts'

export type FromReader =
  | { readonly type: 'ready' }
  | { readonly type: 'read'; readonly saved: SavedRun }
  | { readonly type: 'refused'; readonly fault: Fault }

/** Read within some milliseconds. */
const SMALL_BYTES = 2 ** 20
const READY_MS = 4000
/** The slowest disk and machine that is waited for. */
const LEAST_BYTES_A_MS = 2000

export interface ReadingOptions {
  /** Reads the file on the page. */
  readonly here: (file: File) => Promise<SavedRun>
  readonly start?: () => Worker
  readonly clock?: Clock
}

const spawn = (): Worker => new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module' })

const patienceFor = ({ size }: File): number => 30_000 + size / LEAST_BYTES_A_MS

const unreadable = ({ name }: File) => new CodedError('files-unreadable', { file: name })

/** A file that was moved or deleted, or is a folder, fails with one of these errors of the browser. */
const isUnreadable = (name: string) => /^(NotReadable|NotFound|Security)Error$/.test(name)

/** The worker's result; null if there is no worker, or it does not answer. */
async function readIn(worker: Worker, file: File, clock: Clock | undefined): Promise<SavedRun | null> {
  let isThere = () => {}
  let isGone = () => {}
  const ready = new Promise<boolean>((resolve) => {
    isThere = () => resolve(true)
    isGone = () => resolve(false)
  })
  const answered = new Promise<Exclude<FromReader, { type: 'ready' }> | null>((resolve) => {
    worker.onerror = (event) => {
      event.preventDefault?.()
      isGone()
      resolve(null)
    }
    worker.onmessage = ({ data }: MessageEvent<FromReader>) =>
      data.type === 'ready' ? isThere() : resolve(data)
  })
  const late = () => new Error('the worker that reads is not ready')
  if (!(await withDeadline(ready, READY_MS, late, { clock }).catch(() => false))) return null
  worker.postMessage(file)
  const answer = await withDeadline(answered, patienceFor(file), () => unreadable(file), { clock })
  if (answer?.type !== 'refused') return answer?.saved ?? null
  const { code, params, message } = answer.fault
  // The page may have more memory than a worker.
  if (code === 'out-of-memory') return null
  throw new CodedError(code, params, message)
}

async function readElsewhere(file: File, { start = spawn, clock }: ReadingOptions): Promise<SavedRun | null> {
  if (file.size <= SMALL_BYTES) return null
  let worker: Worker
  try {
    worker = start()
  } catch {
    return null // workers are not available
  }
  try {
    return await readIn(worker, file, clock)
  } finally {
    worker.terminate()
  }
}

/** Checks that the browser can read the file, by its first byte. */
async function touch(file: File): Promise<void> {
  try {
    await file.slice(0, 1).arrayBuffer()
  } catch (cause) {
    if (cause instanceof Error && isUnreadable(cause.name)) throw unreadable(file)
    throw cause
  }
}

export const createReading = (reading: ReadingOptions) =>
  async function read(file: File): Promise<SavedRun> {
    if (file.size > MAX_FILE_BYTES)
      throw new CodedError('file-too-large', { file: file.name, limit: MAX_FILE_BYTES })
    await touch(file)
    return (await readElsewhere(file, reading)) ?? reading.here(file)
  }
