/**
 * Which tab has which saved run open, by Web Locks: a lock ends with its tab, however that ends. Without locks (a page
 * over plain http), and where the browser does not answer, every page writes records of its own, and a record saved
 * just now is taken to be open.
 */
import { withDeadline, type Clock } from '../waiting/deadline.ts'
import type { RunSummary } from './runs.ts'
import { StorageError } from './trouble.ts'

export interface LocksOptions {
  readonly manager?: () => LockManager | null
  readonly clock?: Clock
}

export interface Hold {
  /** `unknown`: there are no locks, or no answer came. */
  readonly state: 'held' | 'elsewhere' | 'unknown'
  release(): void
}

export interface Locks {
  /** Holds the lock, if it is free, until it is released. Never rejects. */
  hold(id: string): Promise<Hold>
  /** Those of the runs that are open in other tabs. Never rejects. */
  openElsewhere(runs: readonly RunSummary[], own: string | null): Promise<ReadonlySet<string>>
}

/** Both are answered from the browser's memory. */
const ANSWER_MS = 5000
/** Twice the longest time between two saves. */
const SURELY_OPEN_MS = 10_000

const lockName = (id: string) => `elbo-lab-run-${id}`
const noAnswer = () => new StorageError('timeout', 'navigator.locks did not answer')

/** Null where there are none, or a frame may not even name them. */
export function browserLocks(): LockManager | null {
  try {
    return (navigator as { locks?: LockManager }).locks ?? null
  } catch {
    return null
  }
}

/** A lock that comes after nobody waits for it is kept for as long as it is wanted. */
function requestLock(manager: LockManager, id: string) {
  let isWanted = true
  let free = () => {}
  const answer = new Promise<'held' | 'elsewhere'>((resolve, reject) => {
    const whileHeld = (lock: Lock | null) => {
      resolve(lock ? 'held' : 'elsewhere')
      return lock && isWanted ? new Promise<void>((resolve) => (free = resolve)) : undefined
    }
    manager.request(lockName(id), { ifAvailable: true }, whileHeld).catch(reject)
  })
  const release = () => {
    isWanted = false
    free()
  }
  return { answer, release }
}

export function createLocks({ manager = browserLocks, clock }: LocksOptions = {}): Locks {
  const wait = <T>(promise: Promise<T>) => withDeadline(promise, ANSWER_MS, noAnswer, { clock })

  async function namesHeld(): Promise<Set<string | undefined> | null> {
    try {
      const held = manager() && (await wait(manager()!.query())).held
      return held ? new Set(held.map(({ name }) => name)) : null
    } catch {
      return null
    }
  }

  return {
    async hold(id) {
      const locks = manager()
      if (!locks) return { state: 'unknown', release: () => {} }
      const { answer, release } = requestLock(locks, id)
      return { state: await wait(answer).catch(() => 'unknown' as const), release }
    },
    async openElsewhere(runs, own) {
      const names = await namesHeld()
      const isOpen = ({ id, savedAt }: RunSummary) =>
        names ? names.has(lockName(id)) : Math.abs(Date.now() - savedAt) < SURELY_OPEN_MS
      return new Set(runs.filter((run) => run.id !== own && isOpen(run)).map(({ id }) => id))
    },
  }
}
