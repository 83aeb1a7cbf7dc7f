/** Which backends have lost their device so often that they are not to be used any more. Knows no workers. */
import type { BackendName } from '../protocol/settings.ts'

/** A second loss so soon after the first will not be the last. */
const SOON_MS = 60_000
/** Of one backend, at whatever intervals. */
const MOST_LOSSES = 5

export interface Losses {
  add(backend: BackendName): void
  readonly avoided: readonly BackendName[]
}

/** `now` in milliseconds, from anywhere. */
export function createLosses(now: () => number): Losses {
  const times = new Map<BackendName, readonly number[]>()
  const avoided = new Set<BackendName>()
  return {
    add(backend) {
      const earlier = times.get(backend) ?? []
      const at = now()
      const isSoon = earlier.some((time) => at - time < SOON_MS)
      if (isSoon || earlier.length + 1 >= MOST_LOSSES) avoided.add(backend)
      times.set(backend, [...earlier, at])
    },
    get avoided() {
      return [...avoided]
    },
  }
}
