/** Sums of numbers that are known by their logarithms, so that none is too small or too large. */

/** log|e^a - e^b|. */
export function logDistance(a: number, b: number): number {
  const top = Math.max(a, b)
  return top === -Infinity ? top : top + Math.log(-Math.expm1(Math.min(a, b) - top))
}

/** log of the sum of e^value. */
export function logSumExp(values: ArrayLike<number>): number {
  let top = -Infinity
  for (let i = 0; i < values.length; i++) top = Math.max(top, values[i]!)
  if (top === -Infinity) return top
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += Math.exp(values[i]! - top)
  return top + Math.log(sum)
}
