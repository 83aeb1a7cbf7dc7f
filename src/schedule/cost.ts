/**
 * What a kind of work costs, learned from how long it has taken. Robust: the first call compiles, opens and warms up, and
 * never counts; one burst of the machine changes nothing; three slower calls in a row are the new pace. Knows no clock.
 */

export interface Cost {
  /** Seconds a unit: the median of the last few calls. Null before the second call. */
  readonly perUnit: number | null
  /** A call took so many seconds for so many units. */
  add(seconds: number, units?: number): void
}

/** Two slow ones among so many are outvoted. */
const REMEMBERED = 5

/** The middle one; of an even number the smaller of the two, so that a single burst never decides. */
function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)]!
}

export function createCost(): Cost {
  let isCold = true
  let recent: readonly number[] = []
  let perUnit: number | null = null
  return {
    get perUnit() {
      return perUnit
    },
    add(seconds, units = 1) {
      if (isCold) return void (isCold = false)
      recent = [...recent, Math.max(seconds, 0) / units].slice(-REMEMBERED)
      perUnit = medianOf(recent)
    },
  }
}
