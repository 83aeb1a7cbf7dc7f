/** Opening in workers that fall silent or are lost: when the client starts another, and with what it begins. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { OpenRequest } from '../protocol/engine.ts'
import type { ToWorker } from '../protocol/rpc.ts'
import { DEFAULT_SETTINGS } from '../protocol/settings.ts'
import { createClient } from './index.ts'

/** Says that it is there, and then nothing that a test does not tell it to. */
class SilentWorker {
  static readonly all: SilentWorker[] = []
  onmessage: ((event: { data: unknown }) => void) | null = null
  isTerminated = false
  asked: OpenRequest | null = null
  id = 0

  constructor() {
    SilentWorker.all.push(this)
    queueMicrotask(() => this.say({ type: 'pong' }))
  }
  say(data: unknown): void {
    this.onmessage?.({ data })
  }
  postMessage(message: ToWorker): void {
    if (message.type !== 'call') return
    this.asked = message.args[0] as OpenRequest
    this.id = message.id
  }
  terminate(): void {
    this.isTerminated = true
  }
}

beforeEach(() => {
  SilentWorker.all.length = 0
  vi.useFakeTimers()
  vi.stubGlobal('Worker', SilentWorker)
  vi.stubGlobal('document', { baseURI: 'http://localhost/', visibilityState: 'visible' })
  vi.stubGlobal('crossOriginIsolated', true)
  vi.stubGlobal('navigator', { userAgent: 'this test' })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function open(): Promise<unknown> {
  const opened = createClient().open({ settings: { ...DEFAULT_SETTINGS, backend: 'wasm' } })
  return opened.catch((thrown: unknown) => thrown)
}

const PATIENCE_MS = 60_000

test('a worker that falls silent as it opens is replaced by one that starts no threads', async () => {
  const opened = open()
  await vi.advanceTimersByTimeAsync(PATIENCE_MS)
  const [first, second, ...more] = SilentWorker.all
  expect([first!.asked?.known?.withoutThreads, first!.isTerminated]).toEqual([false, true])
  expect([second!.asked?.known?.withoutThreads, second!.isTerminated, more]).toEqual([true, false, []])
  second!.say({ type: 'answer', id: second!.id, value: { backend: { name: 'wasm', measured: [] } } })
  expect(await opened).toMatchObject({ backend: { name: 'wasm' } })
})

test('if that is silent too, it is told, and nothing else is tried', async () => {
  const opened = open()
  await vi.advanceTimersByTimeAsync(3 * PATIENCE_MS)
  expect(await opened).toMatchObject({ code: 'worker-not-started', params: { silent: expect.any(Number) } })
  expect(SilentWorker.all.map(({ isTerminated }) => isTerminated)).toEqual([true, true])
})

test('a worker whose device is lost is replaced by one that may have threads', async () => {
  void open()
  await vi.advanceTimersByTimeAsync(0)
  const fault = { code: 'device-lost', params: { backend: 'webgpu', detail: '' }, message: '' }
  SilentWorker.all[0]!.say({ type: 'event', event: { type: 'ended', fault } })
  await vi.advanceTimersByTimeAsync(0)
  expect(SilentWorker.all.map(({ asked }) => asked?.known?.withoutThreads)).toEqual([false, false])
})
