/**
 * The cost of a kind of work, estimated from past durations. Robust: the first call compiles and warms up, and
 * never counts; a single burst of load changes nothing; three slower calls in a row set a new pace. Independent
 * of any clock.
 */

export interface Cost {
  /** Seconds per unit: the median of the last few calls. Null before the second call. */
  readonly perUnit: number | null
  /** Records a call that took this many seconds for this many units. */
  add(seconds: number, units?: number): void
}

/** Two slow calls among this many are outvoted. */
const REMEMBERED = 5

/** The median; for an even count the smaller of the two middle values, so that a single burst never decides. */
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
