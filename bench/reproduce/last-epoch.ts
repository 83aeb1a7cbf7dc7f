/** Means of the training curve over the last epoch of a run. Pure. */
import type { TrainRow } from '../../src/protocol/metrics.ts'

export interface Trained {
  /** The steps that the means are over: an epoch, or fewer at the beginning. */
  readonly steps: number
  readonly recon: number
  readonly kl: number
}

/** Each row is a mean over the steps since the one before it, and counts as often. */
export function meanOfLastEpoch(rows: readonly TrainRow[], stepsPerEpoch: number): Trained | null {
  const from = (rows.at(-1)?.step ?? 0) - stepsPerEpoch
  const counted = rows.flatMap(({ step, recon, kl }, i) => {
    const before = i > 0 ? rows[i - 1]!.step : 0
    return before >= from ? [{ count: step - before, recon, kl }] : []
  })
  const steps = counted.reduce((sum, { count }) => sum + count, 0)
  if (steps === 0) return null
  const mean = (of: (row: (typeof counted)[number]) => number) =>
    counted.reduce((sum, row) => sum + row.count * of(row), 0) / steps
  return { steps, recon: mean(({ recon }) => recon), kl: mean(({ kl }) => kl ?? NaN) }
}
