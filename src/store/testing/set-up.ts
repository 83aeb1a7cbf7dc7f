/** A lab on a fake engine, with a clock that advances only on demand. NOT part of the page. */
import { DEFAULT_SETTINGS, type Settings } from '../../protocol/settings.ts'
import { readAddress } from '../address.ts'
import { createLab } from '../lab.ts'
import { createFakeEngine, trainedAt as trained } from './fake-engine.ts'

/** Lets all code run that awaits resolved promises. */
export const settled = () => new Promise((resolve) => setTimeout(resolve))

export async function openedLab(change: Partial<Settings> = {}) {
  const engine = createFakeEngine()
  const clock = { now: 0, isVisible: true }
  const lab = createLab(engine, {
    begin: { settings: { ...DEFAULT_SETTINGS, ...change }, problems: [], conflicts: [] },
    now: () => clock.now,
    isVisible: () => clock.isVisible,
  })
  await lab.start()
  await settled()
  const state = () => lab.store.getState()
  /** Calls of these methods since the last check. */
  let seen = 0
  const asked = (...methods: string[]) => {
    const calls = engine.calls.slice(seen)
    seen = engine.calls.length
    return calls.filter((call) => methods.includes(call.split(' ')[0]!))
  }
  /** Advances time, and takes a training step, by default the next one. */
  const trainedAt = async (now: number, step = state().step + 1) => {
    clock.now = now
    engine.emit(trained(step))
    await settled()
  }
  return { engine, lab, clock, state, latent: () => state().latent, asked, trainedAt }
}

/** Opened by a link, and trained by hand: `arrive` is the engine's standing still at a step. */
export async function openedByLink(hash: string) {
  const engine = createFakeEngine()
  const lab = createLab(engine, { begin: readAddress(hash) })
  await lab.start()
  await settled()
  const arrive = async (step: number) => {
    engine.emit(trained(step))
    engine.emit({ type: 'paused', step })
    await settled()
  }
  return { engine, lab, state: () => lab.store.getState(), arrive }
}
