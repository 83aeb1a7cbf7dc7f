/** Which backends have lost their device so often that they are not to be used any more. Knows no workers. */
import type { BackendName } from '../protocol/settings.ts'

/** A second loss so soon after the device was there again will not be the last. */
const SOON_MS = 60_000
/** Of one backend, at whatever intervals. */
const MOST_LOSSES = 5

export interface Losses {
  add(backend: BackendName): void
  /** A model is open on it, after a loss that may have taken a slow machine minutes to make good. */
  restored(backend: BackendName): void
  readonly avoided: readonly BackendName[]
}

/** `now` in milliseconds, from anywhere. */
export function createLosses(now: () => number): Losses {
  const counts = new Map<BackendName, number>()
  const thereSince = new Map<BackendName, number>()
  const avoided = new Set<BackendName>()
  return {
    add(backend) {
      const count = (counts.get(backend) ?? 0) + 1
      const isSoon = count > 1 && now() - thereSince.get(backend)! < SOON_MS
      if (isSoon || count >= MOST_LOSSES) avoided.add(backend)
      counts.set(backend, count)
      thereSince.set(backend, now()) // until it is there again
    },
    restored(backend) {
      thereSince.set(backend, now())
    },
    get avoided() {
      return [...avoided]
    },
  }
}
