/**
 * Draws with fewer points: of each of `buckets` equal stretches of x, the first and the last point and the lowest and
 * the highest of y stay (M4, Jugel et al. 2014), so no peak is lost and the outline on the screen is the same.
 */
export interface Points {
  /** Ascending. */
  readonly xs: readonly number[]
  readonly ys: readonly number[]
}

/** Indices into the points, ascending, at most 4 * buckets of them. */
export function boundIndices({ xs, ys }: Points, buckets: number): number[] {
  const all = xs.map((_, i) => i)
  if (xs.length <= 4 * buckets) return all
  const first = xs[0] as number
  const span = (xs.at(-1) as number) - first || 1
  const bucketOf = (i: number) =>
    Math.min(buckets - 1, Math.floor((((xs[i] as number) - first) / span) * buckets))
  const kept: number[] = []
  for (let from = 0; from < all.length;) {
    let to = from + 1
    while (to < all.length && bucketOf(to) === bucketOf(from)) to++
    kept.push(...outline(ys, from, to))
    from = to
  }
  return kept
}

/** First, lowest, highest and last of ys[from..to), each once, in order. What is not a number is no extreme. */
function outline(ys: readonly number[], from: number, to: number): number[] {
  let low = from
  let high = from
  for (let i = from; i < to; i++) {
    const y = ys[i] as number
    if (y < (ys[low] as number) || Number.isNaN(ys[low])) low = i
    if (y > (ys[high] as number) || Number.isNaN(ys[high])) high = i
  }
  return [...new Set([from, low, high, to - 1])].sort((a, b) => a - b)
}

export function bound(points: Points, buckets: number): Points {
  if (points.xs.length <= 4 * buckets) return points
  const indices = boundIndices(points, buckets)
  return { xs: indices.map((i) => points.xs[i] as number), ys: indices.map((i) => points.ys[i] as number) }
}
