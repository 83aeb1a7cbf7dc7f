/**
 * What the page has asked for and waits for: training stands still until it is answered, so that an answer is of the
 * weights at which it arrives, and costs what it takes.
 */
export interface Serving {
  /** The same call, and it is known to be under way. */
  served<Args extends unknown[], T>(call: (...args: Args) => Promise<T>): (...args: Args) => Promise<T>
  /** Resolves when what is under way now is done, whatever comes meanwhile; or when `signal` says so. */
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
