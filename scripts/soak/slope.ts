/** Whether a quantity grows with the steps. Pure. */

export interface Point {
  readonly step: number
  readonly value: number
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/**
 * Growth a step: the median of the slopes between all pairs of points (Theil 1950, Sen 1968), which a garbage
 * collection or a cleared log here and there does not move, unlike least squares. 0 for fewer than two points.
 */
export function slopeOf(points: readonly Point[]): number {
  const slopes = points.flatMap((a, i) =>
    points
      .slice(i + 1)
      .filter((b) => b.step !== a.step)
      .map((b) => (b.value - a.value) / (b.step - a.step)),
  )
  return slopes.length === 0 ? 0 : median(slopes)
}
