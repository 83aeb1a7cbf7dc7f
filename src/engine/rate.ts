/** How many a second, on average over the last few seconds. */
export interface Rate {
  readonly perSecond: number
  add(count: number, seconds: number): void
  /** What comes next is not averaged with the time before; what was found stands until then. */
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
      // While little is known, what is known counts in proportion.
      const weight = Math.max(1 - Math.exp(-seconds / averagedSeconds), seconds / measured)
      perSecond += weight * (count / seconds - perSecond)
    },
    restart() {
      measured = 0
    },
  }
}
