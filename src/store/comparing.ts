/**
 * Has the backends compared anew when the present one was only remembered from an earlier visit: at a calm moment, when
 * the model stands still and nobody has touched anything for a while, and given up as soon as somebody does. What is
 * found is the engine's to remember, for the next visit.
 */
import type { Core } from './core.ts'
import type { LabState } from './state.ts'

export const CALM_MS = 20_000

/** Nothing else is computed, or waited for. */
const standsStill = ({ phase, opening, evaluating, measuring, latent, willTrain }: LabState): boolean =>
  phase !== 'none' &&
  phase !== 'training' &&
  !willTrain &&
  [opening, evaluating, measuring, latent.integrating].every((task) => task === null)

const isWorthwhile = ({ opened, applied }: LabState): boolean =>
  applied?.backend === 'auto' && opened?.backend.isRemembered === true

/** Once a visit. */
export function compareWhenCalm(core: Core): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let abort: AbortController | null = null
  let isDone = false

  async function compare(): Promise<void> {
    const { applied } = core.get()
    if (!applied || !core.isVisible()) return
    const { signal } = (abort = new AbortController())
    try {
      await core.engine.compareBackends({ settings: applied }, signal)
      isDone = true
    } catch {
      isDone = !signal.aborted // what is remembered will do
    }
    abort = null
  }

  core.store.subscribe((state) => {
    clearTimeout(timer)
    abort?.abort()
    if (isDone || !isWorthwhile(state) || !standsStill(state)) return
    timer = setTimeout(() => void compare(), CALM_MS)
  })
}
