/** Takes the ways to the posterior of the chosen image on the user's request; training continues. */
import type { Core } from '../core.ts'
import { createTask } from '../task.ts'
import type { LatentContext } from './context.ts'

export function createWays(core: Core, show: LatentContext['show']) {
  const task = createTask(core, () => show({ taking: null }))

  async function take(signal: AbortSignal): Promise<void> {
    const { chosen } = core.get().latent
    if (!chosen) return
    show({ taking: { done: 0, total: 0 } })
    const run = core.get().history.current.id
    const ways = await core.engine.waysToPosterior(chosen, signal)
    // Another image may have been chosen meanwhile, or another model opened.
    if (core.get().history.current.id !== run || core.get().latent.chosen !== chosen) return
    show({ ways, exact: ways.exact })
    core.announce('waysTaken')
  }

  return { takeWays: () => task.run(take), cancelWays: task.cancel }
}
