/**
 * When the variance probe may run by itself: never more than a given share of the training time, however long one
 * measurement takes. Time is given by calls, so that it can be tested without waiting.
 */

/** Draws of a thorough and of a fast measurement. */
const THOROUGH = 64
const FAST = 16
/** The thorough one is taken if it can be repeated at least this often, in seconds of training. */
const PATIENCE_SECONDS = 10
/** The first measurements are fast ones, so that there is soon a curve to see. */
const FAST_AT_FIRST = 4

export interface Budget {
  /** Training goes on after a pause. */
  resume(): void
  /** How many draws may be measured now, 0 for none; called between slices of training. */
  drawsDue(share: number, samples: number): number
  /** A measurement has been paid for. */
  spent(draws: number, samples: number, seconds: number): void
}

export function createBudget(now: () => number = () => performance.now() / 1000): Budget {
  let trained = 0
  let last = now()
  /** Seconds of one draw of one sample; the first measurement finds out. */
  let unit: number | null = null
  /** Seconds of the first measurement, which ran before it was paid for. */
  let owed = 0
  let measurements = 0

  return {
    resume() {
      last = now()
    },
    drawsDue(share, samples) {
      trained += now() - last
      last = now()
      if (share <= 0) return 0
      if (unit === null) return FAST
      /** Training time that pays for a measurement of `draws`, and for what is owed. */
      const price = (draws: number) => ((unit! * draws * samples + owed) * (1 - share)) / share
      const isThorough = measurements >= FAST_AT_FIRST && price(THOROUGH) <= PATIENCE_SECONDS
      const draws = isThorough ? THOROUGH : FAST
      return trained >= price(draws) ? draws : 0
    },
    spent(draws, samples, seconds) {
      measurements++
      owed = unit === null ? seconds : 0
      unit = seconds / (draws * samples)
      trained = 0
      last = now()
    },
  }
}
