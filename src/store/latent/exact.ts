/** Computes the exact posterior of the chosen image on the user's request; training continues. */
import type { Core } from '../core.ts'
import { createTask } from '../task.ts'
import type { LatentContext } from './context.ts'

export function createExact(core: Core, show: LatentContext['show']) {
  const task = createTask(core, () => show({ integrating: null }))

  async function integrate(signal: AbortSignal): Promise<void> {
    const { chosen } = core.get().latent
    if (!chosen) return
    show({ integrating: { done: 0, total: 0 } })
    const run = core.get().history.current.id
    const exact = await core.engine.exactPosterior(chosen, signal)
    // Another image may have been chosen meanwhile, or another model opened.
    if (core.get().history.current.id !== run || core.get().latent.chosen !== chosen) return
    show({ exact })
    core.announce('integrated')
  }

  return { measureExact: () => task.run(integrate), cancelExact: task.cancel }
}
