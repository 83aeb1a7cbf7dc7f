import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { DEFAULT_SETTINGS } from '../protocol/settings.ts'
import { startRun } from '../store/history.ts'
import { initialState, type LabState } from '../store/state.ts'
import { followEvery } from './state-every.ts'

const MS = 2000

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** Follows the step of the run, as a sentence about it would. */
function followed() {
  const store = createStore<LabState>(() => initialState(DEFAULT_SETTINGS))
  const shown: string[] = []
  const tell = ({ history, step }: LabState) => `run ${history.current.id} at ${step}`
  followEvery(store, MS, (state) =>
    tell(state) === shown.at(-1) ? null : () => shown.push(tell(store.getState())),
  )
  return { store, shown }
}

test('what changes often is shown seldom, and the newest of it', () => {
  const { store, shown } = followed()
  for (const step of [1, 2, 3]) store.setState({ step })
  expect(shown).toEqual(['run 0 at 0'])
  vi.advanceTimersByTime(MS)
  expect(shown).toEqual(['run 0 at 0', 'run 0 at 3'])
})

test('another run is shown at once: nothing of the old one stands beside it', () => {
  const { store, shown } = followed()
  store.setState({ step: 7 })
  const { history } = store.getState()
  store.setState({ step: 0, history: startRun(history, DEFAULT_SETTINGS, 'mnist', 10) })
  expect(shown).toEqual(['run 0 at 0', 'run 1 at 0'])
})
