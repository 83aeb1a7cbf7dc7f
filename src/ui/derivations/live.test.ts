import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { DEFAULT_SETTINGS } from '../../protocol/settings.ts'
import { addRows } from '../../store/history.ts'
import { initialState, type LabState } from '../../store/state.ts'
import { rowAt } from '../../store/testing/fake-engine.ts'
import { EVERY_MS, createLive, type Read } from './live.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

function setUp() {
  const store = createStore<LabState>(() => initialState(DEFAULT_SETTINGS))
  const live = createLive(store)
  const seen: string[] = []
  const writer = (read: Read) => void seen.push(read('recon')?.text ?? '')
  const log = (step: number) =>
    store.setState(({ history }) => ({ history: addRows(history, [rowAt(step, { recon: -step })]) }))
  return { live, seen, writer, log }
}

test('a writer writes at once, then a few times a second at most, and ends with the newest value', () => {
  const { live, seen, writer, log } = setUp()
  const stop = live.start()
  live.add(writer)
  expect(seen).toEqual(['–'])
  for (let step = 1; step <= 100; step++) {
    log(step)
    vi.advanceTimersByTime(10)
  }
  vi.advanceTimersByTime(EVERY_MS)
  expect(seen.length).toBeLessThanOrEqual(2 + 1000 / EVERY_MS + 1)
  expect(seen.at(-1)).toBe('−100.00')
  stop()
})

test('nothing is written while nobody looks; then what was missed', () => {
  const { live, seen, writer, log } = setUp()
  live.start()
  live.add(writer)
  live.show(false)
  log(5)
  vi.advanceTimersByTime(10 * EVERY_MS)
  expect(seen).toEqual(['–'])
  live.show(true)
  vi.advanceTimersByTime(EVERY_MS)
  expect(seen).toEqual(['–', '−5.00'])
})

test('a writer that was taken away writes no more, and after the end nothing does', () => {
  const { live, seen, writer, log } = setUp()
  const stop = live.start()
  const remove = live.add(writer)
  remove()
  log(1)
  vi.advanceTimersByTime(EVERY_MS)
  live.add(writer)
  stop()
  log(2)
  vi.advanceTimersByTime(EVERY_MS)
  expect(seen).toEqual(['–', '−1.00'])
})

test('a value is read once a refresh, however many show it', () => {
  const { live, log } = setUp()
  live.start()
  const reads: unknown[] = []
  const writer = (read: Read) => void reads.push(read('elbo'))
  live.add(writer)
  live.add((read) => writer(read))
  reads.length = 0
  log(3)
  vi.advanceTimersByTime(EVERY_MS)
  expect(reads).toHaveLength(2)
  expect(reads[0]).toBe(reads[1])
})
