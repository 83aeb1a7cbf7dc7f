/**
 * Compares the backends at a calm moment, when the present one was assumed to be the fastest or only remembered from an
 * earlier visit: the model stands still and nobody has touched anything for a while. Given up as soon as somebody does.
 * The result is remembered for the next visit, and a run that would be much faster elsewhere moves there at once.
 */
import type { BackendInfo } from '../protocol/engine.ts'
import type { Core } from './core.ts'
import type { LabState } from './state.ts'

/** Before what was remembered is looked at again. */
export const CALM_MS = 20_000
/** Before what was only assumed is compared: a wrong guess costs the more the longer it stands. */
export const CALM_WHERE_ASSUMED_MS = 5_000
/** A run moves to a backend that is faster by at least this factor. */
const WORTH_MOVING = 1.2

/** Nothing else is computed, or waited for. */
const standsStill = ({ phase, opening, evaluating, measuring, latent, willTrain }: LabState): boolean =>
  phase !== 'none' &&
  phase !== 'training' &&
  !willTrain &&
  [opening, evaluating, measuring, latent.integrating].every((task) => task === null)

/** How long it must have been calm; null if there is nothing to compare. */
function calmNeeded({ opened, applied }: LabState): number | null {
  if (applied?.backend !== 'auto' || !opened) return null
  if (opened.backend.isAssumed) return CALM_WHERE_ASSUMED_MS
  return opened.backend.isRemembered ? CALM_MS : null
}

/** How many times faster the fastest is than this one, where both were measured. */
export function gainOver(name: string, { measured }: BackendInfo): number {
  const own = measured.find((one) => one.name === name)
  return own && measured.length > 0 ? measured[0]!.stepsPerSecond / own.stepsPerSecond : 1
}

/** Once a visit. `move` takes the present run to the backend that is now known to be the fastest. */
export function compareWhenCalm(core: Core, move: () => Promise<boolean>): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let abort: AbortController | null = null
  let isDone = false

  async function moveTo(found: BackendInfo, before: string): Promise<void> {
    const gain = gainOver(before, found)
    if (gain < WORTH_MOVING || !(await move())) return
    core.tell('notice', { code: 'backend-moved', params: { before, now: found.name, gain } })
  }

  async function compare(): Promise<void> {
    const { applied, opened } = core.get()
    if (!applied || !opened || !core.isVisible()) return
    const { signal } = (abort = new AbortController())
    try {
      const found = await core.engine.compareBackends({ settings: applied }, signal)
      isDone = true
      abort = null // moving changes the state
      if (found) await moveTo(found, opened.backend.name)
    } catch {
      isDone = !signal.aborted // what is remembered will do
    }
    abort = null
  }

  core.store.subscribe((state) => {
    clearTimeout(timer)
    abort?.abort()
    const calm = calmNeeded(state)
    if (isDone || calm === null || !standsStill(state)) return
    timer = setTimeout(() => void compare(), calm)
  })
}
