import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DEFAULT_SETTINGS } from '../protocol/settings.ts'
import { CALM_MS } from './comparing.ts'
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
