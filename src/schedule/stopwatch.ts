/** Elapsed time without pauses. The clock is an argument. */
export interface Stopwatch {
  /** Starts or resumes; no effect while running. */
  start(now: number): void
  stop(now: number): void
  /** Time elapsed while running, in the clock's unit. */
  read(now: number): number
}

export function createStopwatch(): Stopwatch {
  let before = 0
  let since: number | null = null
  const read = (now: number) => before + (since === null ? 0 : Math.max(now - since, 0))
  return {
    start: (now) => void (since ??= now),
    stop(now) {
      before = read(now)
      since = null
    },
    read,
  }
}
