/** Starting and ending helper threads, with workers controlled by the test. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createHelpers } from './helpers.ts'
import type { HelperStart } from './module.ts'

class FakeWorker {
  static readonly all: FakeWorker[] = []
  onmessage: (() => void) | null = null
  onerror: (() => void) | null = null
  readonly postMessage = vi.fn()
  readonly terminate = vi.fn()
  constructor() {
    FakeWorker.all.push(this)
  }
}

const START = {} as HelperStart
const counts: number[] = []
const newest = () => FakeWorker.all.at(-1)!

beforeEach(() => {
  FakeWorker.all.length = 0
  counts.length = 0
  vi.useFakeTimers()
  vi.stubGlobal('Worker', FakeWorker)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const helpers = () => createHelpers((count) => void counts.push(count))

test('one counts when it is ready; those beyond what is wanted go', () => {
  const { add, keep } = helpers()
  add(START)
  add(START)
  const [first, second] = FakeWorker.all
  first!.onmessage!()
  second!.onmessage!()
  keep(1)
  expect(counts).toEqual([1, 2, 1])
  expect([first!.terminate.mock.calls.length, second!.terminate.mock.calls.length]).toEqual([0, 1])
})

test('one whose script does not come is started again, beside those that are there', async () => {
  const { add } = helpers()
  add(START)
  newest().onmessage!()
  add(START)
  for (let failure = 0; failure < 2; failure++) {
    newest().onerror!()
    await vi.advanceTimersByTimeAsync(5000)
  }
  expect(FakeWorker.all).toHaveLength(4)
  expect(newest().postMessage).toHaveBeenCalledWith(START)
  newest().onmessage!()
  expect(counts).toEqual([1, 2])
})

test('but not without end, nor one that is not wanted any more', async () => {
  const { add, keep } = helpers()
  add(START)
  newest().onerror!()
  keep(0)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(FakeWorker.all).toHaveLength(1)
  add(START)
  for (let failure = 0; failure < 9; failure++) {
    newest().onerror!()
    await vi.advanceTimersByTimeAsync(60_000)
  }
  expect(FakeWorker.all).toHaveLength(1 + 4)
})

test('when one fails that was ready, all are given up', () => {
  const { add } = helpers()
  add(START)
  add(START)
  FakeWorker.all.forEach((worker) => worker.onmessage!())
  newest().onerror!()
  expect(counts).toEqual([1, 2, 0])
  for (const { terminate } of FakeWorker.all) expect(terminate).toHaveBeenCalledOnce()
})
