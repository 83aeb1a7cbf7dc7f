/**
 * Exponential smoothing without the pull towards zero of its start: out[i] is the weighted mean of values[0..i], the
 * weight of value j being weight^(i - j). weight 0 leaves the values as they are.
 * What is not finite becomes NaN, and what follows it begins anew.
 */
export function smooth(values: readonly number[], weight: number): number[] {
  let sum = 0
  let total = 0
  return values.map((value) => {
    if (!Number.isFinite(value)) {
      sum = total = 0
      return NaN
    }
    sum = weight * sum + value
    total = weight * total + 1
    return sum / total
  })
}

/** Below this part of the whole a value's weight is no part of a double. */
const NOTHING = 1e-17

/**
 * How many of the newest values the newest smoothed one depends on, at least one: of `smooth`, to rounding, the last is that
 * of these alone.
 */
export const rememberedBy = (weight: number): number =>
  weight > 0 ? Math.ceil(Math.log(NOTHING) / Math.log(weight)) : 1
