/** Means over rows: one step says little of a noisy gradient, so nothing is told from fewer than ROWS. Pure. */
import { isRelaxed } from '../protocol/estimators.ts'
import { elboOf, type TrainRow } from '../protocol/metrics.ts'
import type { Course, Way } from './story.ts'

/** As in the duel. */
export const ROWS = 20

/** What is smaller may be chance: this many standard errors of the difference. */
const CERTAIN = 4

type Of = (row: TrainRow) => number | null

interface Mean {
  readonly mean: number
  /** Its squared standard error. */
  readonly error2: number
}

/** Between the codes there is no bound (`isRelaxed`), and a point has none. */
export const boundOf: Of = (row) => (isRelaxed(row.estimator) ? null : elboOf(row))
export const klOf: Of = ({ kl }) => kl
export const reconOf: Of = ({ recon }) => recon

function meanOf(rows: readonly TrainRow[], of: Of): Mean | null {
  const values = rows.map(of)
  if (values.length < ROWS || values.some((value) => value === null || !Number.isFinite(value))) return null
  const mean = values.reduce<number>((sum, value) => sum + value!, 0) / values.length
  // From one row to the next: a trend within the window is no noise.
  const squares = values.slice(1).reduce<number>((sum, value, i) => sum + (value! - values[i]!) ** 2, 0)
  return { mean, error2: squares / (2 * (values.length - 1)) / values.length }
}

const courseOf = (before: Mean, after: Mean): Course => {
  const change = after.mean - before.mean
  if (Math.abs(change) <= CERTAIN * Math.sqrt(before.error2 + after.error2)) return 'same'
  return change > 0 ? 'rose' : 'fell'
}

/** The newest ROWS of `rows`. */
export const newest = (rows: readonly TrainRow[]): readonly TrainRow[] => rows.slice(-ROWS)

/** From the mean of the one to the mean of the other; null if one of them is short or lacks the quantity. */
export function wayOf(before: readonly TrainRow[], after: readonly TrainRow[], of: Of): Way | null {
  const [from, to] = [meanOf(before, of), meanOf(after, of)]
  if (!from || !to) return null
  const steps = after.at(-1)!.step - before.at(-1)!.step
  return { from: from.mean, to: to.mean, course: courseOf(from, to), steps }
}

export const meanOver = (rows: readonly TrainRow[], of: Of): number | null => meanOf(rows, of)?.mean ?? null
