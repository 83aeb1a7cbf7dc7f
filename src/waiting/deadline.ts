/**
 * A time limit for promises from outside: of the browser, a worker, a device, the storage or the network, any
 * of which may never settle. Time in which this thread could not run (the machine slept, the page was frozen, a
 * long task) counts for at most half of the limit, since the answer could not be received either. Independent
 * of what is awaited.
 */
export interface Clock {
  /** Milliseconds, from any origin. */
  now(): number
  /** Calls `tick` about every `ms`, until the returned function is called. */
  every(ms: number, tick: () => void): () => void
}

export const wallClock: Clock = {
  now: () => performance.now(),
  every(ms, tick) {
    const timer = setInterval(tick, ms)
    return () => clearInterval(timer)
  },
}

export interface DeadlineOptions<T> {
  /** Ends the wait with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** Receives a value that arrives after the wait has ended: to use it, or to close it. */
  readonly late?: ((value: T) => void) | undefined
  readonly clock?: Clock | undefined
}

const SECOND_MS = 1000
/** At least this many ticks, so that one late tick decides nothing. */
const LEAST_TICKS = 4

/** Calls `onEnd` once `ms` have passed; returns a function that cancels it. */
function countDown(ms: number, clock: Clock, onEnd: () => void): () => void {
  let last = clock.now()
  let left = ms
  return clock.every(Math.min(SECOND_MS, ms / LEAST_TICKS), () => {
    const now = clock.now()
    left -= Math.min(now - last, ms / 2)
    last = now
    if (left <= 0) onEnd()
  })
}

/**
 * As `promise`, but rejects with `fault` if it has not settled within `ms`, and with the signal's reason if it
 * is aborted.
 */
export function withDeadline<T>(
  promise: Promise<T>,
  ms: number,
  fault: () => Error,
  { signal, late, clock = wallClock }: DeadlineOptions<T> = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    let isOver = false
    /** True for the first caller, which ends the wait. */
    const end = (): boolean => {
      const isFirst = !isOver
      isOver = true
      stop()
      signal?.removeEventListener('abort', onAbort)
      return isFirst
    }
    const onAbort = () => end() && reject(signal?.reason as Error)
    const stop = countDown(ms, clock, () => end() && reject(fault()))
    promise.then(
      (value) => (end() ? resolve(value) : late?.(value)),
      (thrown: unknown) => end() && reject(thrown as Error),
    )
    if (signal?.aborted) onAbort()
    else signal?.addEventListener('abort', onAbort)
  })
}
