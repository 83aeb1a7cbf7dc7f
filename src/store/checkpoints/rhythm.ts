/**
 * The time of training between two saved states: long enough to make saving cheap, and short enough that the
 * newest stored state is never further behind than the bound, whatever a save costs. Independent of any clock:
 * durations are arguments.
 */

/** The most training that may be lost. */
export const BOUND_MS = 5000
/** Time between two states if they are cheap. */
export const BETWEEN_MS = 2000
/** If writing takes almost as long as the bound, or longer. */
const LEAST_MS = 500
/** States are taken when training reports, and are slightly older than that. */
const MARGIN_MS = 1000
/** The largest share of the time spent on saving, within the bound. */
const MOST_SHARE = 1 / 50

const REMEMBERED = 5
const RECENT = 5

export interface Rhythm {
  /** Records the time for which training, or the page, was blocked. */
  paid(ms: number): void
  /** Records the time from requesting a state until it was stored. */
  landed(ms: number): void
  interval(): number
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

export function createRhythm(): Rhythm {
  let costs: readonly number[] = []
  let landings: readonly number[] = []
  let isWarm = false
  return {
    paid(ms) {
      // The first one includes one-time costs
      if (isWarm) costs = [...costs, ms].slice(-REMEMBERED)
      isWarm = true
    },
    landed: (ms) => void (landings = [...landings, ms].slice(-RECENT)),
    interval() {
      const cheap = Math.max(BETWEEN_MS, median(costs) / MOST_SHARE)
      const safe = Math.max(LEAST_MS, BOUND_MS - MARGIN_MS - Math.max(0, ...landings))
      return Math.min(cheap, safe)
    },
  }
}
