/** Events per second, averaged over the last few seconds. */
export interface Rate {
  readonly perSecond: number
  add(count: number, seconds: number): void
  /** Starts a new average; the present value stands until then. */
  restart(): void
}

export function createRate(averagedSeconds: number): Rate {
  let perSecond = 0
  let measured = 0
  return {
    get perSecond() {
      return perSecond
    },
    add(count, seconds) {
      if (!(seconds > 0)) return
      measured += seconds
      // Early on, weight each observation in proportion to its share of the observed time.
      const weight = Math.max(1 - Math.exp(-seconds / averagedSeconds), seconds / measured)
      perSecond += weight * (count / seconds - perSecond)
    },
    restart() {
      measured = 0
    },
  }
}
