/**
 * Requests that the page waits for: training pauses until they are answered, so that each answer belongs to the
 * weights at which it arrives and takes no longer than its own computation.
 */
export interface Serving {
  /** Wraps a call so that it is tracked while it runs. */
  served<Args extends unknown[], T>(call: (...args: Args) => Promise<T>): (...args: Args) => Promise<T>
  /** Resolves when the calls running now have settled, regardless of later ones, or when `signal` is aborted. */
  done(signal: AbortSignal): Promise<void>
}

const whenAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) =>
    signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true }),
  )

export function createServing(): Serving {
  const underWay = new Set<Promise<unknown>>()
  return {
    served:
      (call) =>
      (...args) => {
        const answer = call(...args)
        underWay.add(answer)
        return answer.finally(() => underWay.delete(answer))
      },
    async done(signal) {
      if (underWay.size === 0) return
      await Promise.race([Promise.allSettled(underWay), whenAborted(signal)])
    },
  }
}
