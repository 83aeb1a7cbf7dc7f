import { expect, test, vi } from 'vitest'
import { createFakeClock } from '../waiting/testing/fake-clock.ts'
import { handedOver, offThread } from './off-thread.ts'
import type { RunRecord, RunStorage } from './runs.ts'
import type { FromWriter, ToWriter } from './writer-protocol.ts'

const record = (step: number) => ({ id: 'a', step, run: { values: Float32Array.of(1, 2) } }) as RunRecord

type Answer = (say: (message: FromWriter) => void, message: ToWriter) => void

/** A worker that is ready unless `isSlow`, and answers as `answer` says; it takes the buffers away, as a real one does. */
function workerThat(answer: Answer, isSlow = false) {
  const worker = { terminate: vi.fn() } as unknown as Worker
  const say = (data: FromWriter) => worker.onmessage?.({ data } as MessageEvent)
  worker.postMessage = (message: ToWriter, buffers?: Transferable[] | StructuredSerializeOptions) => {
    const taken = structuredClone(message, { transfer: buffers as Transferable[] })
    queueMicrotask(() => answer(say, taken))
  }
  if (!isSlow) setTimeout(() => say({ type: 'ready' }))
  return { worker, say }
}

const storageThat = (write: RunStorage['write']) => ({ write }) as RunStorage
const notHere = () => storageThat(() => Promise.reject(new Error('not here')))

/** Writes it, and calls `seen` with it. */
const writes =
  (seen: (record: RunRecord) => void = () => {}): Answer =>
  (say, message) => {
    if (message.type !== 'write') return
    const { id } = message
    say({ type: 'taken', id })
    seen(message.record)
    say({ type: 'done', id, trouble: null, message: '' })
  }

test('a copy has buffers of its own, files as they are, and no more of a buffer than is seen of it', () => {
  const file = new File(['1'], 'x')
  const given = { values: Float32Array.of(1, 2, 3).subarray(1), list: [{ a: 1 }, null, 'b'], file }
  const { copy, buffers } = handedOver(given)
  expect(copy).toEqual(given)
  expect(copy.file).toBe(file)
  expect(buffers).toEqual([copy.values.buffer])
  expect(copy.values.buffer.byteLength).toBe(8)
})

test('a copy goes into spare buffers of its size, each once; others it makes', () => {
  const [fits, other] = [new ArrayBuffer(8), new ArrayBuffer(16)]
  const spare = [other, fits]
  const given = { a: Float32Array.of(1, 2), b: Int32Array.of(3, 4), c: Float64Array.of(5).subarray(0, 0) }
  const { copy, buffers } = handedOver(given, spare)
  expect(copy).toEqual(given)
  expect(copy.a.buffer).toBe(fits)
  expect(copy.b).toBeInstanceOf(Int32Array)
  expect(new Set(buffers).size).toBe(3)
  expect(spare).toEqual([other])
})

test('the buffers of a record come back for the next one', async () => {
  const seen: ArrayBuffer[] = []
  const answer: Answer = (say, message) => {
    if (message.type !== 'write') return
    const { id, record, buffers } = message
    expect((record.run as { values: Float32Array }).values.buffer).toBe(buffers[0])
    // As a message would: the memory is the same, and only the receiver has it.
    const back = structuredClone(buffers, { transfer: [...buffers] })
    seen.push(...back)
    say({ type: 'done', id, trouble: null, message: '', buffers: back })
  }
  const storage = offThread(notHere(), { start: () => workerThat(answer).worker })
  for (const step of [1, 2, 3]) await storage.write(record(step))
  expect(seen.map(({ byteLength }) => byteLength)).toEqual([0, 0, 8]) // the first two were taken again
})

test('records are written one after the other, and stay whole here', async () => {
  const seen: unknown[] = []
  const start = () => workerThat(writes(({ step, run }) => seen.push([step, run]))).worker
  const storage = offThread(notHere(), { start })
  const records = [record(1), record(2)]
  await Promise.all(records.map((one) => storage.write(one)))
  expect(seen).toEqual(records.map(({ step, run }) => [step, run]))
})

test('what the storage says comes through, and the next one is tried again', async () => {
  let full = true
  const answer: Answer = (say, message) => {
    if (message.type !== 'write') return
    say({ type: 'taken', id: message.id })
    say({ type: 'done', id: message.id, trouble: full ? 'full' : null, message: 'no room' })
  }
  const start = vi.fn(() => workerThat(answer).worker)
  const storage = offThread(notHere(), { start })
  await expect(storage.write(record(1))).rejects.toMatchObject({ trouble: 'full', message: 'no room' })
  full = false
  await storage.write(record(2))
  expect(start).toHaveBeenCalledOnce()
})

test('a worker that cannot be started is tried some times; what it should have written is written here', async () => {
  const write = vi.fn(() => Promise.resolve())
  const start = vi.fn(() => {
    const { worker } = workerThat(() => {}, true)
    setTimeout(() => worker.onerror!(new Event('error') as ErrorEvent))
    return worker
  })
  const storage = offThread(storageThat(write), { start })
  for (let step = 1; step <= 6; step++) await storage.write(record(step))
  expect(start).toHaveBeenCalledTimes(3)
  expect(write.mock.calls).toEqual([1, 2, 3, 4, 5, 6].map((step) => [record(step)]))
})

test('where there are no workers it is written here', async () => {
  const write = vi.fn(() => Promise.resolve())
  const start = vi.fn(() => {
    throw new DOMException('no', 'SecurityError')
  })
  const storage = offThread(storageThat(write), { start })
  await storage.write(record(1))
  await storage.write(record(2))
  expect([start.mock.calls.length, write.mock.calls.length]).toEqual([1, 2])
})

test('a worker whose storage never opens holds nothing up; when it opens after all, it writes', async () => {
  const clock = createFakeClock()
  const [here, there] = [vi.fn(() => Promise.resolve()), vi.fn()]
  const { worker, say } = workerThat(writes(there), true)
  const storage = offThread(storageThat(here), { start: () => worker, clock })
  const first = storage.write(record(1))
  await clock.pass(3900)
  expect(here).not.toHaveBeenCalled()
  await clock.pass(200)
  await first
  await storage.write(record(2)) // without waiting again
  expect([here.mock.calls.length, there.mock.calls.length]).toEqual([2, 0])
  say({ type: 'ready' })
  await clock.pass(0)
  await storage.write(record(3))
  expect([here.mock.calls.length, there.mock.calls.length]).toEqual([2, 1])
})

test.each([
  ['takes nothing any more', () => {}, 5000],
  [
    'takes it and never ends',
    ((say, message) => 'id' in message && say({ type: 'taken', id: message.id })) as Answer,
    40_000,
  ],
])('a worker that %s is ended, and another takes its place', async (_, answer, patience) => {
  const clock = createFakeClock()
  const here = vi.fn(() => Promise.resolve())
  const seen = vi.fn()
  const workers: Worker[] = []
  const start = () => {
    workers.push(workerThat(workers.length === 0 ? answer : writes(seen)).worker)
    return workers.at(-1)!
  }
  const storage = offThread(storageThat(here), { start, clock })
  const written = storage.write(record(1))
  for (let second = 0; second <= patience; second += 1000) await clock.pass(1000)
  await written
  expect(here).toHaveBeenCalledOnce()
  expect(workers[0]!.terminate).toHaveBeenCalledOnce()
  await storage.write(record(2))
  expect(seen).toHaveBeenCalledOnce()
  expect(clock.running).toBe(0)
})

test('heartbeats go to the worker once it is ready, and are written here before', async () => {
  const there: ToWriter[] = []
  const beat = vi.fn(() => Promise.resolve())
  const { worker, say } = workerThat((_, message) => there.push(message), true)
  const storage = offThread({ ...notHere(), open: async () => {}, beat } as RunStorage, {
    start: () => worker,
  })
  await storage.open()
  await storage.beat({ id: 'a', step: 1, isStill: false, stepsPerSecond: 9 })
  say({ type: 'ready' })
  await vi.waitFor(async () => {
    await storage.beat({ id: 'a', step: 2, isStill: false, stepsPerSecond: 9 })
    expect(there).toContainEqual({
      type: 'beat',
      heartbeat: { id: 'a', step: 2, isStill: false, stepsPerSecond: 9 },
    })
  })
  expect(beat).toHaveBeenCalledWith({ id: 'a', step: 1, isStill: false, stepsPerSecond: 9 })
})
