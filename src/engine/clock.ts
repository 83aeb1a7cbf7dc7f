/**
 * Measures training time: the time between slices, minus everything that was not training. While the machine
 * sleeps or the page is frozen the clock runs on, but no training happens.
 */

/** Gaps shorter than this are never suspect: slices are cut to about a hundredth of it. */
const SUSPECT_SECONDS = 2
/** A gap more than this many times the expected time of its steps does not count as training. */
const MOST_TIMES = 10

export interface SliceClock {
  /** Seconds of training since the last lap, in which `steps` steps were taken. */
  lap(steps: number): number
  /** Excludes a period in which something else ran. */
  skip(milliseconds: number): void
}

/** `now` is in milliseconds, from any origin. */
export function createSliceClock(now: () => number = () => performance.now()): SliceClock {
  let last = now()
  /** Unknown before the first lap: a device may take long to compile its programs. */
  let secondsPerStep: number | null = null
  /** Two such gaps in a row are taken as the new pace. */
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
