/** Tracks device losses, and which backends have lost their device too often to be used. Independent of workers. */
import type { BackendName } from '../protocol/settings.ts'

/** A second loss this soon after the recovery is taken as permanent. */
const SOON_MS = 60_000
/** Of one backend, at any intervals. */
const MOST_LOSSES = 5

export interface Losses {
  add(backend: BackendName): void
  /** Call when a model is open on the backend; recovery from a loss may take a slow machine minutes. */
  restored(backend: BackendName): void
  readonly avoided: readonly BackendName[]
}

/** `now` is in milliseconds, from any origin. */
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
      thereSince.set(backend, now()) // until it recovers
    },
    restored(backend) {
      thereSince.set(backend, now())
    },
    get avoided() {
      return [...avoided]
    },
  }
}
