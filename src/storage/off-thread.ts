/**
 * A storage of runs that writes in a worker, so that the page stays smooth. Everything else is asked for seldom, and done
 * where it is asked for. A worker that is not ready, does not answer, or is gone, holds nothing up: what it should have
 * written is written here, and another worker is tried at the next write.
 */
import { withDeadline, type Clock } from '../waiting/deadline.ts'
import { replaced } from './apart.ts'
import { transactionPatience } from './database.ts'
import type { Heartbeat, RunRecord, RunStorage } from './runs.ts'
import { sizeOf } from './size.ts'
import { StorageError } from './trouble.ts'
import type { FromWriter, ToWriter } from './writer-protocol.ts'

/** From when the page began. Then a record is written on the page rather than later. */
const READY_MS = 4000
/** An idle thread answers at once; a busy machine lets it wait. */
const TAKEN_MS = 5000
/** Opening, looking what makes room, and the write itself have deadlines of their own in the worker. */
const DEADLINES_MS = 25_000
/** Workers that failed in a row, after which the page writes by itself. */
const MOST_FAILURES = 3

export interface OffThreadOptions {
  readonly start?: () => Worker
  readonly clock?: Clock
}

const spawn = (): Worker => new Worker(new URL('./writer.worker.ts', import.meta.url), { type: 'module' })

type Numbers = Float32Array<ArrayBuffer>

/** Copies into a buffer of the same size from `spare` if there is one: allocating memory costs far more than copying. */
function copied(numbers: Numbers, spare: ArrayBuffer[]): Numbers {
  const at = spare.findIndex(({ byteLength }) => byteLength === numbers.byteLength)
  if (at < 0) return numbers.slice()
  const [buffer] = spare.splice(at, 1)
  const copy = new (numbers.constructor as typeof Float32Array)(buffer!)
  copy.set(numbers)
  return copy
}

/**
 * A copy, and its buffers, to be transferred with it: much faster than letting the browser serialize them. Removes from
 * `spare` the buffers that it uses.
 */
export function handedOver<T>(
  value: T,
  spare: ArrayBuffer[] = [],
): { readonly copy: T; readonly buffers: ArrayBuffer[] } {
  const buffers: ArrayBuffer[] = []
  const copy = replaced(value, (one) => {
    if (!ArrayBuffer.isView(one)) return
    const numbers = copied(one as Numbers, spare)
    buffers.push(numbers.buffer)
    return numbers
  })
  return { copy: copy as T, buffers }
}

/** The worker itself failed: whatever it was given may be written elsewhere. */
class WriterFault extends Error {
  override name = 'WriterFault'
}

function promised<T>() {
  let resolve: (value: T) => void = () => {}
  let reject: (thrown: Error) => void = () => {}
  const promise = new Promise<T>((...both) => ([resolve, reject] = both))
  promise.catch(() => undefined) // whoever waits for it is told
  return { promise, resolve, reject }
}

interface Waiting {
  readonly taken: ReturnType<typeof promised<void>>
  readonly done: ReturnType<typeof promised<void>>
}

/** One worker, until it fails. */
function createWriter(worker: Worker, clock: Clock | undefined) {
  const waiting = new Map<number, Waiting>()
  const ready = promised<void>()
  let lastId = 0
  /** Of the last record. */
  let spare: readonly ArrayBuffer[] = []

  const fault = (what: string) => new WriterFault(`The worker that writes ${what}.`)
  const gone = promised<never>()
  worker.onerror = (event) => {
    event.preventDefault?.()
    gone.reject(fault('is gone, or could not be started'))
  }
  worker.onmessage = ({ data }: MessageEvent<FromWriter>) => {
    if (data.type === 'ready') return ready.resolve()
    const one = waiting.get(data.id)
    if (data.type === 'taken') return one?.taken.resolve()
    spare = data.buffers ?? []
    if (data.trouble) one?.done.reject(new StorageError(data.trouble, data.message))
    else one?.done.resolve()
  }
  const post = (message: ToWriter, buffers: Transferable[] = []) => worker.postMessage(message, buffers)
  const whileThere = <T>(promise: Promise<T>, ms: number, what: string): Promise<T> =>
    withDeadline(Promise.race([promise, gone.promise]), ms, () => fault(what), { clock })

  return {
    ready: Promise.race([ready.promise, gone.promise]),
    gone: gone.promise,
    end: () => worker.terminate(),
    beat: (heartbeat: Heartbeat) => post({ type: 'beat', heartbeat }),
    /** Resolves when the worker has written the record. */
    async write(record: RunRecord): Promise<void> {
      const id = ++lastId
      const one: Waiting = { taken: promised(), done: promised() }
      waiting.set(id, one)
      try {
        const { copy, buffers } = handedOver(record, [...spare])
        spare = []
        post({ type: 'write', id, record: copy, buffers }, buffers)
        await whileThere(Promise.race([one.taken.promise, one.done.promise]), TAKEN_MS, 'does not answer')
        await whileThere(one.done.promise, DEADLINES_MS + transactionPatience(sizeOf(record)), 'does not end')
      } finally {
        waiting.delete(id)
      }
    },
  }
}

type Writer = ReturnType<typeof createWriter>

/** Starts a worker, and another when one has failed, but not for ever. */
function createWriters({ start = spawn, clock }: OffThreadOptions) {
  let writer: Writer | null = null
  let isReady: Promise<boolean> = Promise.resolve(false)
  let ready: Writer | null = null
  let failures = 0

  function failed(one: Writer): void {
    one.end()
    if (writer !== one) return
    writer = ready = null
    failures += 1
  }

  /** It has some time to get ready; one that is late is used from then on. */
  function begin(): void {
    if (writer || failures >= MOST_FAILURES) return
    try {
      const begun = (writer = createWriter(start(), clock))
      begun.gone.catch(() => failed(begun))
      const use = () => writer === begun && (ready = begun)
      const notReady = () => new WriterFault('The worker that writes is not ready.')
      isReady = withDeadline(begun.ready, READY_MS, notReady, { clock, late: use }).then(
        () => (use(), true),
        () => false,
      )
    } catch {
      failures = MOST_FAILURES // there are no workers here
    }
  }

  return {
    begin,
    failed,
    get ready() {
      return ready
    },
    /** Null if what is to be written is to be written here. */
    async get(): Promise<Writer | null> {
      begin()
      await isReady
      return ready
    },
    succeeded: () => void (failures = 0),
  }
}

/** `write` waits for the one before: of two the later one is to be there in the end. */
export function offThread(storage: RunStorage, options: OffThreadOptions = {}): RunStorage {
  const writers = createWriters(options)
  let before: Promise<unknown> = Promise.resolve()

  async function write(record: RunRecord): Promise<void> {
    const writer = await writers.get()
    if (!writer) return storage.write(record)
    try {
      await writer.write(record)
      writers.succeeded()
    } catch (thrown) {
      if (!(thrown instanceof WriterFault)) throw thrown // what the storage says
      writers.failed(writer)
      await storage.write(record)
    }
  }

  return {
    ...storage,
    async open() {
      writers.begin()
      await storage.open()
    },
    write(record) {
      const written = before.then(() => write(record))
      before = written.catch(() => undefined)
      return written
    },
    async beat(heartbeat) {
      if (writers.ready) writers.ready.beat(heartbeat)
      else await storage.beat(heartbeat)
    },
  }
}
