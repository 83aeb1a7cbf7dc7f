/**
 * The time that training takes: between two slices, without what was not training. A machine that was asleep, or a page
 * that was frozen, has not trained meanwhile, though the clock went on.
 */

/** No slice is so long by itself that it is not known to be: they are cut to a hundredth of this. */
const SUSPECT_SECONDS = 2
/** A gap this many times what its steps should take is no training. */
const MOST_TIMES = 10

export interface SliceClock {
  /** Seconds of training since the last lap, in which `steps` steps were taken. */
  lap(steps: number): number
  /** Something else went on for so long. */
  skip(milliseconds: number): void
}

/** `now` in milliseconds, from anywhere. */
export function createSliceClock(now: () => number = () => performance.now()): SliceClock {
  let last = now()
  /** Not known before the first lap: a device may compile its programs for long. */
  let secondsPerStep: number | null = null
  /** Two such gaps in a row are the new pace. */
  let sleptBefore = false
  return {
    lap(steps) {
      const at = now()
      const gap = Math.max(0, at - last) / 1000
      last = at
      const expected = secondsPerStep === null ? gap : secondsPerStep * steps
      const slept = !sleptBefore && gap > SUSPECT_SECONDS && gap > MOST_TIMES * expected
      sleptBefore = slept
      const seconds = slept ? expected : gap
      const own = seconds / steps
      secondsPerStep = secondsPerStep === null ? own : secondsPerStep + 0.3 * (own - secondsPerStep)
      return seconds
    },
    skip: (milliseconds) => void (last += milliseconds),
  }
}
