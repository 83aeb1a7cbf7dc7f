/** Starting a backend, in Node: a slow download is handled differently from a failure to start. */
import { getBackend, KernelBackend, registerBackend, removeBackend } from '@tensorflow/tfjs-core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CodedError } from '../../protocol/errors.ts'
import { DEVICES, loadDevice, startDevice } from './devices.ts'

const original = DEVICES.cpu.load.bind(DEVICES.cpu)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('a program that is minutes on its way starts when it has come', async () => {
  let comes = () => {}
  const isHere = new Promise<void>((resolve) => (comes = resolve))
  vi.spyOn(DEVICES.cpu, 'load').mockImplementation(() => isHere.then(original))
  const seen: unknown[] = []
  const started = startDevice('cpu').then(
    () => seen.push('started'),
    (thrown: unknown) => seen.push(thrown),
  )
  await vi.advanceTimersByTimeAsync(180_000)
  expect(seen).toEqual([])
  vi.useRealTimers()
  comes()
  await started
  expect([seen, getBackend()]).toEqual([['started'], 'cpu'])
})

const GONE = new TypeError('Failed to fetch dynamically imported module: https://host.example/cpu.js')

/** Fails this many times, then loads; resolves with the number of attempts and the outcome. */
async function asked(failures: number, thrown: Error): Promise<[times: number, outcome: unknown]> {
  const load = vi.spyOn(DEVICES.cpu, 'load').mockImplementation(async () => {
    if (load.mock.calls.length <= failures) throw thrown
  })
  const loaded = loadDevice('cpu').then(
    () => 'loaded',
    (refused: unknown) => refused,
  )
  await vi.advanceTimersByTimeAsync(60_000)
  return [load.mock.calls.length, await loaded]
}

test('a script that does not come is asked for again, though not without end', async () => {
  expect(await asked(2, GONE)).toEqual([3, 'loaded'])
  vi.restoreAllMocks()
  expect(await asked(99, GONE)).toEqual([4, GONE])
})

test('what has been asked for again already, or fails for another reason, is not', async () => {
  const again = new CodedError('part-not-loaded', { file: 'x.wasm' })
  expect(await asked(99, again)).toEqual([1, again])
  vi.restoreAllMocks()
  const other = new Error('no such backend')
  expect(await asked(99, other)).toEqual([1, other])
})

class StandIn extends KernelBackend {
  override dispose() {}
}

/**
 * Starts a stand-in for the backend whose first tries hang or fail; returns the number of tries and the
 * outcome.
 */
async function tries(first: readonly (() => Promise<KernelBackend>)[]): Promise<string[]> {
  const seen: string[] = []
  let threads = 'threads'
  const factory = () => {
    const attempt = first[seen.length]
    seen.push(threads)
    return attempt?.() ?? Promise.resolve(new StandIn())
  }
  vi.spyOn(DEVICES.wasm, 'load').mockImplementation(async () => registerBackend('wasm', factory))
  vi.spyOn(DEVICES.wasm, 'equip').mockResolvedValue(undefined)
  vi.spyOn(DEVICES.wasm, 'simplify').mockImplementation(async () => void (threads = 'no threads'))
  const started = startDevice('wasm')
  started.catch(() => undefined)
  await vi.advanceTimersByTimeAsync(200_000)
  await started.finally(() => removeBackend('wasm'))
  return seen
}

const hangs = () => new Promise<KernelBackend>(() => {})
const fails = () => Promise.reject(new Error('no threads'))

test('threads that never come are asked for once more, and then done without', async () => {
  expect(await tries([])).toEqual(['threads'])
  expect(await tries([hangs])).toEqual(['threads', 'threads'])
  expect(await tries([fails, hangs])).toEqual(['threads', 'threads', 'no threads'])
  await expect(tries([hangs, hangs, hangs])).rejects.toThrow('no answer within 60 s')
  await expect(tries([hangs, hangs, fails])).rejects.toThrow()
})
