/** The page's state of saved runs. Plain values; changed by the files next to this one. */
import type { RunSummary } from '../../storage/runs.ts'
import type { Trouble } from '../../storage/trouble.ts'

export type { RunSummary }

export interface CheckpointState {
  /** Runs that can be resumed, newest first; none once the user has decided. */
  readonly offered: readonly RunSummary[]
  /** All stored runs that no tab has open, newest first, while the user looks through them. */
  readonly shelf: readonly RunSummary[] | null
  /** Storage used by the user's own files, shown beside the runs. */
  readonly fileBytes: number
  /** A file is being made. */
  readonly isPacking: boolean
  /** The newest step that is safely stored, and its run in the history. */
  readonly saved: { readonly run: number; readonly step: number } | null
  /** The stored state is further behind than promised. */
  readonly isLate: boolean
  /** Why the run is not being saved; null if it is. */
  readonly trouble: Trouble | null
}

export const initialCheckpoints: CheckpointState = {
  offered: [],
  shelf: null,
  fileBytes: 0,
  isPacking: false,
  saved: null,
  isLate: false,
  trouble: null,
}

/** The stored step of the run on the page; 0 if nothing is stored. */
export const savedStep = (checkpoints: CheckpointState, run: number): number =>
  checkpoints.saved?.run === run ? checkpoints.saved.step : 0
