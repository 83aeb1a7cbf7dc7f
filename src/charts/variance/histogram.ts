/**
 * Histograms of several samples over the same bins, so that their spreads can be compared. A bin is a half-open interval
 * of x; the last one includes its right end.
 */
import { bin, max, range } from 'd3-array'
import type { Aligned } from '../align.ts'
import { extentOf, type Range } from '../axis.ts'

export interface Histogram {
  /** x: the left ends of the bins and the right end of the last one; for each sample a column of counts, the last one repeated. */
  readonly aligned: Aligned
  readonly x: Range
  readonly most: number
  /** The number of values of each sample outside the bins. */
  readonly outside: readonly number[]
}

/** The range of a histogram that holds every value. */
export function wholeRange(samples: readonly ArrayLike<number>[]): Range {
  const [min, max] = extentOf(samples.map((sample) => Array.from(sample))) ?? [0, 0]
  return min < max ? [min, max] : [min - 1, max + 1]
}

export function histogram(samples: readonly ArrayLike<number>[], bins: number, x: Range): Histogram {
  const [from, to] = x
  const xs = range(bins + 1).map((i) => from + ((to - from) * i) / bins)
  const binned = bin<number, number>().domain([from, to]).thresholds(xs.slice(1, -1))
  const columns = samples.map((sample) => binned(Array.from(sample)).map(({ length }) => length))
  const inside = columns.map((counts) => counts.reduce((sum, count) => sum + count, 0))
  return {
    aligned: { xs, columns: columns.map((counts) => [...counts, counts.at(-1)!]) },
    x,
    most: Math.max(1, max(columns.flat()) ?? 0),
    outside: samples.map(({ length }, s) => length - inside[s]!),
  }
}
