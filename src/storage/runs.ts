/**
 * Saved runs as the store sees them: one record a run, which one tab at a time may write. What a record's run means is
 * not known here: whoever reads one checks it.
 */
export interface RunSummary {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly savedAt: number
  readonly step: number
  readonly dataset: string
  readonly estimator: string
  /** About what it takes of the browser's storage; nothing for records of before this was written down. */
  readonly bytes?: number
}

export interface RunRecord extends Omit<RunSummary, 'bytes'> {
  readonly run: unknown
  /** Of a run on a person's own images. */
  readonly files: readonly File[] | null
  /** Whether it was training when it was saved. */
  readonly isTraining: boolean
}

/** What it cannot do it rejects with, as the browser says it. */
export interface RunStorage {
  /** The runs that no tab has open, newest first. */
  list(): Promise<RunSummary[]>
  read(id: string): Promise<RunRecord | null>
  /** As a whole or not at all. */
  write(record: RunRecord): Promise<void>
  /** Makes this tab the one that writes the record, and gives up the one before; false if another tab has it. */
  claim(id: string): Promise<boolean>
  /** For good; those that a tab has open stay. */
  remove(ids: readonly string[]): Promise<void>
}

/** Beyond these the runs saved longest ago make room. */
export const MOST_RUNS = 6
