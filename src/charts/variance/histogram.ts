/**
 * Histograms of several samples over the same bins, so that their spreads can be compared. A bin is a half-open stretch
 * of x; the last one holds its end, too.
 */
import type { Aligned } from '../align.ts'
import type { Range } from '../range.ts'

export interface Histogram {
  /** x: the bins' left ends and the last one's right end; a column a sample: counts, the last one repeated. */
  readonly aligned: Aligned
  readonly x: Range
  readonly most: number
  /** How many values of each sample lie outside. */
  readonly outside: readonly number[]
}

export function extentOf(samples: readonly ArrayLike<number>[]): Range {
  let min = Infinity
  let max = -Infinity
  for (const sample of samples)
    for (let i = 0; i < sample.length; i++) {
      min = Math.min(min, sample[i]!)
      max = Math.max(max, sample[i]!)
    }
  if (!(min <= max)) return [-1, 1]
  return min < max ? [min, max] : [min - 1, max + 1]
}

function countInto(counts: number[], sample: ArrayLike<number>, [from, to]: Range): number {
  let outside = 0
  for (let i = 0; i < sample.length; i++) {
    const value = sample[i]!
    if (!(value >= from && value <= to)) {
      outside += 1
      continue
    }
    const bin = Math.min(counts.length - 1, Math.floor(((value - from) / (to - from)) * counts.length))
    counts[bin] = counts[bin]! + 1
  }
  return outside
}

export function histogram(samples: readonly ArrayLike<number>[], bins: number, x: Range): Histogram {
  const [from, to] = x
  const columns = samples.map(() => new Array<number>(bins).fill(0))
  const outside = samples.map((sample, s) => countInto(columns[s]!, sample, x))
  const xs = Array.from({ length: bins + 1 }, (_, i) => from + ((to - from) * i) / bins)
  return {
    aligned: { xs, columns: columns.map((counts) => [...counts, counts.at(-1)!]) },
    x,
    most: Math.max(1, ...columns.flat()),
    outside,
  }
}
