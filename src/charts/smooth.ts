/**
 * Exponential smoothing without the pull towards zero of its start: out[i] is the weighted mean of values[0..i], the
 * weight of value j being weight^(i - j). weight 0 leaves the values as they are.
 * What is not finite is passed over: it becomes NaN and does not touch what follows.
 */
export function smooth(values: readonly number[], weight: number): number[] {
  let sum = 0
  let total = 0
  return values.map((value) => {
    if (!Number.isFinite(value)) return NaN
    sum = weight * sum + value
    total = weight * total + 1
    return sum / total
  })
}
