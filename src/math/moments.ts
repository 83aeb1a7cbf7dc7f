/** Mean, spread and their standard errors of a sample. */
export interface Moments {
  readonly count: number
  readonly mean: number
  readonly meanError: number
  readonly deviation: number
  readonly variance: number
  /** From the sample's own fourth moment: it holds for any distribution that has one. */
  readonly varianceError: number
}

export function momentsOf(values: ArrayLike<number>): Moments {
  const count = values.length
  let sum = 0
  for (let i = 0; i < count; i++) sum += values[i]!
  const mean = sum / count
  let second = 0
  let fourth = 0
  for (let i = 0; i < count; i++) {
    const square = (values[i]! - mean) ** 2
    second += square
    fourth += square * square
  }
  const variance = second / (count - 1)
  const spread = Math.max(fourth / count - (second / count) ** 2, 0)
  return {
    count,
    mean,
    meanError: Math.sqrt(variance / count),
    deviation: Math.sqrt(variance),
    variance,
    varianceError: Math.sqrt(spread / count),
  }
}
