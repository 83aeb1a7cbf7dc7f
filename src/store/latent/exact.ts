/** The exact posterior of the image looked at, when a person asks for it; training goes on meanwhile. */
import { toFault } from '../../protocol/errors.ts'
import type { Core } from '../core.ts'
import type { LatentState } from './state.ts'

export function createExact(core: Core) {
  let abort: AbortController | null = null
  let ended: Promise<unknown> = Promise.resolve()

  const show = (change: Partial<LatentState>) => core.set({ latent: { ...core.get().latent, ...change } })

  async function integrate(signal: AbortSignal): Promise<void> {
    const { chosen } = core.get().latent
    if (!chosen) return
    const run = core.get().history.current.id
    const exact = await core.engine.exactPosterior(chosen, signal)
    // Another image may have been chosen meanwhile, or another model made.
    if (core.get().history.current.id !== run || core.get().latent.chosen !== chosen) return
    show({ exact })
    core.announce('integrated')
  }

  async function measure({ signal }: AbortController): Promise<void> {
    show({ integrating: { done: 0, total: 0 } })
    try {
      await integrate(signal)
    } catch (thrown) {
      if (toFault(thrown).code !== 'aborted') core.fail(thrown)
    } finally {
      abort = null
      show({ integrating: null })
    }
  }

  async function measureExact(): Promise<void> {
    if (abort?.signal.aborted) await ended // the one given up is on its way out
    if (abort || core.get().phase === 'none' || !core.get().latent.chosen) return
    abort = new AbortController()
    ended = measure(abort)
    await ended
  }

  return { measureExact, cancelExact: () => abort?.abort() }
}
