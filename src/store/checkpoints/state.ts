/** What the page knows of saved runs. Plain values; what changes them stands beside. */
import type { RunSummary } from '../../storage/runs.ts'
import type { Trouble } from '../../storage/trouble.ts'

export type { RunSummary }

export interface CheckpointState {
  /** Runs that could go on, newest first; none once the person has decided. */
  readonly offered: readonly RunSummary[]
  /** All that the browser holds and no tab has open, newest first, while the person looks through them. */
  readonly shelf: readonly RunSummary[] | null
  /** What a person's own files take of the browser's storage beside the runs, for the shelf. */
  readonly fileBytes: number
  /** A file is being made. */
  readonly isPacking: boolean
  /** The newest step that is safely in the browser's storage, and of which of the history's runs. */
  readonly saved: { readonly run: number; readonly step: number } | null
  /** What is stored is further behind than is promised. */
  readonly isLate: boolean
  /** Why the run is not saved just now; null if it is. */
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

/** Of the run on the page; 0 if nothing of it is stored. */
export const savedStep = (checkpoints: CheckpointState, run: number): number =>
  checkpoints.saved?.run === run ? checkpoints.saved.step : 0
