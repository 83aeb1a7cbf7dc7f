import { expect, test, vi } from 'vitest'
import { handedOver, offThread } from './off-thread.ts'
import type { RunRecord, RunStorage } from './runs.ts'

const record = (step: number) => ({ id: 'a', step, run: { values: Float32Array.of(1, 2) } }) as RunRecord

/** A worker that answers each record as `answer` says; it takes the buffers away, as a real one does. */
function workerThat(answer: (worker: Worker, record: RunRecord) => void) {
  const worker = { terminate: vi.fn() } as unknown as Worker
  worker.postMessage = (message: RunRecord, buffers?: Transferable[] | StructuredSerializeOptions) => {
    const taken = structuredClone(message, { transfer: buffers as Transferable[] })
    queueMicrotask(() => answer(worker, taken))
  }
  return worker
}

const storageThat = (write: RunStorage['write']) => ({ write }) as RunStorage
const says = (worker: Worker, data: unknown) => worker.onmessage!({ data } as MessageEvent)

test('a copy has buffers of its own, files as they are, and no more of a buffer than is seen of it', () => {
  const file = new File(['1'], 'x')
  const given = { values: Float32Array.of(1, 2, 3).subarray(1), list: [{ a: 1 }, null, 'b'], file }
  const { copy, buffers } = handedOver(given)
  expect(copy).toEqual(given)
  expect(copy.file).toBe(file)
  expect(buffers).toEqual([copy.values.buffer])
  expect(copy.values.buffer.byteLength).toBe(8)
})

test('records are written one after the other, and stay whole here', async () => {
  const seen: unknown[] = []
  const worker = workerThat((self, { step, run }) => {
    seen.push([step, run])
    says(self, null)
  })
  const storage = offThread(
    storageThat(() => Promise.reject(new Error('not here'))),
    () => worker,
  )
  const records = [record(1), record(2)]
  await Promise.all(records.map((one) => storage.write(one)))
  expect(seen).toEqual(records.map(({ step, run }) => [step, run]))
})

test('what the browser says comes through, and the next one is tried again', async () => {
  let full = true
  const worker = workerThat((self) =>
    says(self, full ? { name: 'QuotaExceededError', message: 'full' } : null),
  )
  const storage = offThread(
    storageThat(() => Promise.reject(new Error('not here'))),
    () => worker,
  )
  await expect(storage.write(record(1))).rejects.toMatchObject({
    name: 'QuotaExceededError',
    message: 'full',
  })
  full = false
  await storage.write(record(2))
})

test('without the worker it is written here', async () => {
  const write = vi.fn(() => Promise.resolve())
  const start = vi.fn(() => workerThat((self) => self.onerror!(new Event('error') as ErrorEvent)))
  const storage = offThread(storageThat(write), start)
  await storage.write(record(1))
  await storage.write(record(2))
  expect(start).toHaveBeenCalledOnce()
  expect(write.mock.calls).toEqual([[record(1)], [record(2)]])
})
