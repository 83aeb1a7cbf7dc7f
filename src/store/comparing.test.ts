import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { OpenRequest } from '../protocol/engine.ts'
import { DEFAULT_SETTINGS } from '../protocol/settings.ts'
import { CALM_MS, CALM_WHERE_ASSUMED_MS, gainOver } from './comparing.ts'
import { createLab } from './lab.ts'
import { createFakeEngine } from './testing/fake-engine.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

async function visit(isRemembered: boolean) {
  const engine = createFakeEngine()
  const open = engine.open.bind(engine)
  engine.open = async (request, signal) => {
    const opened = await open(request, signal)
    return { ...opened, backend: { ...opened.backend, ...(isRemembered && { isRemembered }) } }
  }
  const page = { isVisible: true }
  const lab = createLab(engine, {
    begin: { settings: DEFAULT_SETTINGS, problems: [], conflicts: [] },
    now: () => 0,
    isVisible: () => page.isVisible,
  })
  await lab.start()
  const comparisons = () => engine.calls.filter((call) => call === 'compareBackends').length
  const passes = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)
  return { engine, lab, page, comparisons, passes }
}

test('a backend that was remembered is compared when it has been calm for a while, once', async () => {
  const { comparisons, passes, lab } = await visit(true)
  await passes(CALM_MS - 1)
  expect(comparisons()).toBe(0)
  await passes(1)
  expect(comparisons()).toBe(1)
  lab.announce('x')
  await passes(3 * CALM_MS)
  expect(comparisons()).toBe(1)
})

test('one that was measured at this visit is not', async () => {
  const { comparisons, passes } = await visit(false)
  await passes(3 * CALM_MS)
  expect(comparisons()).toBe(0)
})

test('never while a person trains; after it, when it is calm', async () => {
  const { comparisons, passes, lab } = await visit(true)
  await passes(CALM_MS / 2)
  await lab.train()
  await passes(3 * CALM_MS)
  expect(comparisons()).toBe(0)
  await lab.pause()
  await passes(CALM_MS)
  expect(comparisons()).toBe(1)
})

test('training gives it up, and it begins again later', async () => {
  const { comparisons, passes, lab, engine } = await visit(true)
  const release = engine.hold('compareBackends')
  await passes(CALM_MS)
  await lab.train()
  release()
  await lab.pause()
  expect(comparisons()).toBe(1)
  await passes(CALM_MS)
  expect(comparisons()).toBe(2)
})

test('whoever does something is not disturbed, nor is a page that nobody sees', async () => {
  const { comparisons, passes, lab, page } = await visit(true)
  for (let i = 0; i < 5; i++) {
    await passes(CALM_MS / 2)
    lab.announce('x')
  }
  expect(comparisons()).toBe(0)
  page.isVisible = false
  await passes(2 * CALM_MS)
  expect(comparisons()).toBe(0)
})

/** A page whose assumed backend would be measured as `gain` times slower than webgpu. */
async function assumed(gain: number) {
  const engine = createFakeEngine()
  const opened: OpenRequest[] = []
  const open = engine.open.bind(engine)
  engine.open = async (request, signal) => {
    opened.push(request)
    const answer = await open(request, signal)
    return {
      ...answer,
      backend: { ...answer.backend, name: 'wasm', ...(!request.anew && { isAssumed: true }) },
    }
  }
  engine.compareBackends = async () => ({
    name: 'webgpu',
    detail: '',
    measured: [
      { name: 'webgpu', stepsPerSecond: 100 * gain },
      { name: 'wasm', stepsPerSecond: 100 },
    ],
  })
  const lab = createLab(engine, {
    begin: { settings: DEFAULT_SETTINGS, problems: [], conflicts: [] },
    now: () => 0,
  })
  await lab.start()
  const codes = () => lab.store.getState().messages.map(({ code }) => code)
  return { engine, lab, opened, codes }
}

test('an untrained model moves to a backend that is much faster, and is told so', async () => {
  const { opened, codes } = await assumed(3)
  await vi.advanceTimersByTimeAsync(CALM_WHERE_ASSUMED_MS)
  expect(opened.map(({ anew }) => anew ?? false)).toEqual([false, true])
  expect(codes()).toEqual(['backend-moved'])
})

test('a run moves with its step', async () => {
  const { lab, opened } = await assumed(3)
  await lab.step()
  const { step } = lab.store.getState()
  await vi.advanceTimersByTimeAsync(2 * CALM_WHERE_ASSUMED_MS)
  expect(opened[1]?.snapshot?.step).toBe(step)
  expect(lab.store.getState()).toMatchObject({ step, phase: 'paused' })
})

test('it stays where it is for a small gain', async () => {
  const { opened, codes } = await assumed(1.1)
  await vi.advanceTimersByTimeAsync(3 * CALM_MS)
  expect([opened.length, codes()]).toEqual([1, []])
})

test('a backend that was not measured gains nothing', () => {
  expect(gainOver('cpu', { name: 'wasm', detail: '', measured: [{ name: 'wasm', stepsPerSecond: 5 }] })).toBe(
    1,
  )
})
