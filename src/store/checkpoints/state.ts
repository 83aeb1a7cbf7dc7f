/** What the page knows of saved runs. Plain values; what changes them stands beside. */
import type { RunSummary } from '../../storage/runs.ts'

export type { RunSummary }

export interface CheckpointState {
  /** Runs that could go on, newest first; none once the person has decided. */
  readonly offered: readonly RunSummary[]
  /** All that the browser holds and no tab has open, newest first, while the person looks through them. */
  readonly shelf: readonly RunSummary[] | null
  /** A file is being made. */
  readonly isPacking: boolean
}

export const initialCheckpoints: CheckpointState = { offered: [], shelf: null, isPacking: false }
