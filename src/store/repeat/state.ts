/** One run, repeated with other seeds, and what can be quoted of it. Plain values and pure functions. */
import { tQuantile975 } from '../../math/jackknife.ts'
import { momentsOf } from '../../math/moments.ts'

export const SEEDS: readonly number[] = [1, 2, 3, 4, 5]

export interface SeedValue {
  readonly seed: number
  /** The id of its run. */
  readonly run: number
  /** Held-out ELBO, or, of an autoencoder, reconstruction; nats per image. */
  readonly value: number
  /** Over how many images. */
  readonly images: number
}

export interface Repeat {
  /** At which each run ends. */
  readonly steps: number
  /** The seed that trains or is evaluated now; null: none. */
  readonly running: number | null
  /** In the order of the seeds. */
  readonly values: readonly SeedValue[]
  /** Whether the values are bounds. */
  readonly isBound: boolean
}

/** The runs of the seeds that are complete, as far as they are still there; the newest first. */
export function seedRuns<Run extends { readonly id: number }>(
  repeat: Pick<Repeat, 'values'> | null,
  { current, earlier }: { readonly current: Run; readonly earlier: readonly Run[] },
): readonly Run[] {
  const ids = new Set(repeat?.values.map(({ run }) => run))
  return [current, ...earlier].filter(({ id }) => ids.has(id))
}

export interface Quote {
  readonly mean: number
  /** Half of the 95 % interval of the mean (Student's t); null for fewer than two seeds. */
  readonly margin: number | null
  /** Complete. */
  readonly seeds: number
  /** Until as many are complete, this is no result to quote. */
  readonly wanted: number
  /** Of the evaluation. */
  readonly images: number
}

interface Quotable {
  readonly values: readonly Pick<SeedValue, 'value' | 'images'>[]
}

/** What the seeds agree on; null before the first has a value. */
export function quoteOf({ values }: Quotable): Quote | null {
  const [first] = values
  if (!first) return null
  const n = values.length
  const { mean, meanError } = momentsOf(values.map(({ value }) => value))
  const margin = n < 2 ? null : tQuantile975(n - 1) * meanError
  return { mean, margin, seeds: n, wanted: SEEDS.length, images: first.images }
}
