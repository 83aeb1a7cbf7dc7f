/** Tracks running calls, so that the end of a run can wait for them before it frees what they use. */
export interface UnderWay {
  /** Returns the same promise, tracked until it settles. */
  track<T>(call: Promise<T>): Promise<T>
  /** Resolves when all calls have settled, whatever the outcome. */
  finished(): Promise<void>
}

export function createUnderWay(): UnderWay {
  const calls = new Set<Promise<unknown>>()
  return {
    track(call) {
      const tracked = call.finally(() => calls.delete(tracked))
      calls.add(tracked)
      return tracked
    },
    finished: async () => void (await Promise.allSettled(calls)),
  }
}
