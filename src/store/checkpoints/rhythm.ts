/**
 * How long training goes on between two states that are kept: as long as makes saving cheap, and never so long that the
 * newest stored state would be more than the bound behind, whatever a save costs. Knows no clock: it is told durations.
 */

/** So much training may be lost at most. */
export const BOUND_MS = 5000
/** Between two states, where they cost little. */
export const BETWEEN_MS = 2000
/** Where writing takes almost as long as the bound, or longer. */
const LEAST_MS = 500
/** A state is taken when training tells of itself, and it is its state of a moment before. */
const MARGIN_MS = 1000
/** At most this share of the time is spent on saving, within the bound. */
const MOST_SHARE = 1 / 50

const REMEMBERED = 5
const RECENT = 5

export interface Rhythm {
  /** What training, or the page, could not do meanwhile. */
  paid(ms: number): void
  /** From asking for a state until it is stored. */
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
      // The first one pays for what is done once.
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
