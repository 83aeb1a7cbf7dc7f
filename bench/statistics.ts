/** What the benchmark makes of several numbers. Pure. */

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2
}

/** The value that `share` of all are at or below. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!
}

export interface Point {
  readonly x: number
  readonly y: number
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** p of y = c x^p: the slope of least squares of log y over log x. Needs two different x > 0, and y > 0. */
export function exponent(points: readonly Point[]): number {
  const logs = points.map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) }))
  const centre = { x: mean(logs.map(({ x }) => x)), y: mean(logs.map(({ y }) => y)) }
  const spread = logs.reduce((sum, { x }) => sum + (x - centre.x) ** 2, 0)
  if (!(spread > 0) || logs.some(({ x, y }) => !Number.isFinite(x + y)))
    throw new Error(`exponent: expected positive points at two different x, got ${JSON.stringify(points)}`)
  return logs.reduce((sum, { x, y }) => sum + (x - centre.x) * (y - centre.y), 0) / spread
}
