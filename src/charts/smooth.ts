/**
 * Exponential smoothing without the pull towards zero of its start: the weighted mean of the values so far, where what is one step
 * older weighs `weight` times as much. From step EVEN on a value remembers a part of the run instead of a number of steps, since
 * rows become means of 10 steps, of 100, and so on: by rows, curves would turn smoother at each of these steps, and what is
 * no more than that would look like an event of the training. Weight 0 leaves the values as they are.
 * What is not finite becomes NaN, and what follows it begins anew.
 */

/** The step from which on a value remembers as large a part of the run as here. */
const EVEN = 300

/** Steps as smoothing counts them. */
const ageOf = (step: number): number => (step <= EVEN ? step : EVEN * (1 + Math.log(step / EVEN)))

/** Takes the values in order, each the mean of the steps since the one before, and returns what is smoothed. */
export function createSmoothing(weight: number): (step: number, value: number) => number {
  let sum = 0
  let total = 0
  let before = NaN
  return (step, value) => {
    const age = ageOf(step)
    const kept = weight ** (age - (Number.isNaN(before) ? ageOf(step - 1) : before))
    before = age
    if (!Number.isFinite(value)) {
      sum = total = 0
      return NaN
    }
    sum = kept * sum + (1 - kept) * value
    total = kept * total + (1 - kept)
    return sum / total
  }
}

interface Measured {
  /** Steps, ascending. */
  readonly xs: readonly number[]
  readonly ys: readonly number[]
}

export function smooth({ xs, ys }: Measured, weight: number): readonly number[] {
  if (weight === 0) return ys.map((value) => (Number.isFinite(value) ? value : NaN))
  const next = createSmoothing(weight)
  return ys.map((value, i) => next(xs[i]!, value))
}

/** Below this part of the whole a value's weight is no part of a double. */
const NOTHING = 1e-17

/**
 * How many of the newest values the newest smoothed one depends on, at least one: smoothed alone, to rounding, they end the same.
 */
export function rememberedBy(weight: number, rows: readonly { readonly step: number }[]): number {
  if (weight === 0 || rows.length === 0) return 1
  const oldest = ageOf(rows.at(-1)!.step) - Math.log(NOTHING) / Math.log(weight)
  const first = rows.findLastIndex(({ step }) => ageOf(step) < oldest)
  return rows.length - Math.max(0, first)
}
