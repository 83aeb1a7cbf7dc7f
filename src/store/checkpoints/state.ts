/** What the page knows of saved runs. Plain values; what changes them stands beside. */
import type { RunSummary } from '../../storage/runs.ts'

export interface CheckpointState {
  /** Runs that could go on, newest first; none once the person has decided. */
  readonly offered: readonly RunSummary[]
  /** A file is being made. */
  readonly isPacking: boolean
}

export const initialCheckpoints: CheckpointState = { offered: [], isPacking: false }
