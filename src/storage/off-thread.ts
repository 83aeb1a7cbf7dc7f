/**
 * A storage of runs that writes in a worker, so that the page stays smooth. Everything else is asked for seldom, and done
 * where it is asked for.
 */
import type { RunRecord, RunStorage } from './runs.ts'

const spawn = (): Worker => new Worker(new URL('./writer.worker.ts', import.meta.url), { type: 'module' })

/** A copy, with the buffers that can be handed over with it: much faster than having them packed. */
export function handedOver<T>(value: T): { readonly copy: T; readonly buffers: ArrayBuffer[] } {
  const buffers: ArrayBuffer[] = []
  const copyOf = (one: unknown): unknown => {
    if (typeof one !== 'object' || one === null || one instanceof Blob) return one
    if (Array.isArray(one)) return one.map(copyOf)
    if (!ArrayBuffer.isView(one))
      return Object.fromEntries(Object.entries(one).map(([key, of]) => [key, copyOf(of)]))
    const copy = (one as Float32Array<ArrayBuffer>).slice()
    buffers.push(copy.buffer)
    return copy
  }
  return { copy: copyOf(value) as T, buffers }
}

/** Resolves when the worker has written the record. */
function writeIn(worker: Worker, record: RunRecord): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<{ name: string; message: string } | null>) =>
      data ? reject(new DOMException(data.message, data.name)) : resolve()
    worker.onerror = () => reject(new Error('The worker that writes is gone, or could not be had.'))
    const { copy, buffers } = handedOver(record)
    worker.postMessage(copy, buffers)
  })
}

/** `write` waits for the one before: a worker answers one at a time. */
export function offThread(storage: RunStorage, start = spawn): RunStorage {
  let worker: Worker | null = null
  let isUsable = true
  let before: Promise<unknown> = Promise.resolve()

  async function write(record: RunRecord): Promise<void> {
    if (!isUsable) return storage.write(record)
    try {
      await writeIn((worker ??= start()), record)
    } catch (thrown) {
      if (thrown instanceof DOMException) throw thrown // what the storage says
      isUsable = false
      worker?.terminate()
      await storage.write(record)
    }
  }

  return {
    ...storage,
    write(record) {
      const written = before.then(() => write(record))
      before = written.catch(() => undefined)
      return written
    },
  }
}
