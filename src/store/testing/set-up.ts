/** A lab on a fake engine, with a clock that stands still. NOT part of the page. */
import { DEFAULT_SETTINGS, type Settings } from '../../protocol/settings.ts'
import { createLab } from '../lab.ts'
import { createFakeEngine, trainedAt as trained } from './fake-engine.ts'

/** Lets everything that waits for a resolved promise go on. */
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
  /** What was asked of the engine since the last time, of these methods. */
  let seen = 0
  const asked = (...methods: string[]) => {
    const calls = engine.calls.slice(seen)
    seen = engine.calls.length
    return calls.filter((call) => methods.includes(call.split(' ')[0]!))
  }
  /** Time passes, and a training step, the next one unless another is named. */
  const trainedAt = async (now: number, step = state().step + 1) => {
    clock.now = now
    engine.emit(trained(step))
    await settled()
  }
  return { engine, lab, clock, state, latent: () => state().latent, asked, trainedAt }
}
