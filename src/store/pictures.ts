/**
 * Keeps the pictures of the samples fresh: while it trains, about twice a second and only if someone can see them;
 * once after everything that changed the weights. Never more than one request is under way.
 */
import type { Core } from './core.ts'

const INTERVAL_MS = 600

export const PRIOR_COUNT = 96
/** As many pairs as fill a sheet of the size of the prior's. */
export const RECONSTRUCTION_COUNT = 48

export function createPictures(core: Core) {
  let busy = false
  let again = false
  let last = -Infinity

  async function fetchOnce(): Promise<void> {
    const run = core.get().history.current.id
    const prior = await core.engine.samplePrior(PRIOR_COUNT)
    const reconstructions = await core.engine.reconstruct(RECONSTRUCTION_COUNT)
    if (core.get().history.current.id === run) core.set({ pictures: { prior, reconstructions } })
  }

  /** Now, or as soon as the request under way is done. */
  async function refresh(): Promise<void> {
    again = true
    if (busy) return
    busy = true
    try {
      while (again && core.get().phase !== 'none') {
        again = false
        last = core.now()
        await fetchOnce()
      }
    } catch (thrown) {
      core.fail(thrown)
    } finally {
      busy = false
      again = false
    }
  }

  /** Something was trained: perhaps it is time. */
  function tick(): void {
    if (!busy && core.isVisible() && core.now() - last >= INTERVAL_MS) void refresh()
  }

  return { refresh, tick }
}
