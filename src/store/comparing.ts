/**
 * Compares the backends when the page is idle, if the present one was assumed to be the fastest or only
 * remembered from an earlier visit: training is stopped and there has been no input for a while. Any input
 * aborts it. The result is remembered for the next visit, and a run that would be much faster elsewhere is
 * moved at once.
 */
import type { BackendInfo } from '../protocol/engine.ts'
import type { Core } from './core.ts'
import type { LabState } from './state.ts'

/** Idle time before a remembered result is checked. */
export const CALM_MS = 20_000
/** Idle time before an assumption is checked: a wrong guess costs more the longer it stands. */
export const CALM_WHERE_ASSUMED_MS = 5_000
/** A run moves to a backend that is faster by at least this factor. */
const WORTH_MOVING = 1.2

/** No computation or wait is in progress. */
const standsStill = (state: LabState): boolean => {
  const { phase, opening, evaluating, measuring, latent, likelihood, willTrain } = state
  const tasks = [opening, evaluating, measuring, latent.integrating, latent.taking, likelihood.weighing]
  return phase !== 'none' && phase !== 'training' && !willTrain && tasks.every((task) => task === null)
}

/** The idle time required; null if there is nothing to compare. */
function calmNeeded({ opened, applied }: LabState): number | null {
  if (applied?.backend !== 'auto' || !opened) return null
  if (opened.backend.isAssumed) return CALM_WHERE_ASSUMED_MS
  return opened.backend.isRemembered ? CALM_MS : null
}

/** The speed of the fastest backend relative to this one, if both were measured. */
export function gainOver(name: string, { measured }: BackendInfo): number {
  const own = measured.find((one) => one.name === name)
  return own && measured.length > 0 ? measured[0]!.stepsPerSecond / own.stepsPerSecond : 1
}

/** Once per visit. `move` moves the present run to the backend now known to be the fastest. */
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
      isDone = !signal.aborted // the remembered result is good enough
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
