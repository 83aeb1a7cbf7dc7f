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
  /** The key of a person's own files that it was trained on (files.ts). */
  readonly files?: string
  /** It could not be read back: it is not offered again. */
  readonly isUnreadable?: boolean
  /** About how many steps the run took after it was saved; missing where that is not known. */
  readonly behind?: number
}

export interface RunRecord extends Omit<RunSummary, 'bytes' | 'files' | 'isUnreadable' | 'behind'> {
  /** Counts the writes of a record: one that comes late does not replace a newer one. Missing in old records. */
  readonly order?: number
  readonly run: unknown
  /** Of a run on a person's own images: their key, or the files themselves in records of before they were kept apart. */
  readonly files: string | readonly File[] | null
  /** Whether it was training when it was saved. */
  readonly isTraining: boolean
}

/** How far a run has come: written often, so that it is known how much of it was not saved. */
export interface Heartbeat {
  readonly id: string
  readonly step: number
  /** It stands still there. */
  readonly isStill: boolean
  /** How fast it was going. */
  readonly stepsPerSecond: number
}

/** `held`: this tab writes the record; `elsewhere`: another does; `unknown`: the browser does not tell. */
export type Claim = 'held' | 'elsewhere' | 'unknown'

/** What it cannot do it rejects with as a StorageError (trouble.ts). Everything settles. */
export interface RunStorage {
  /** Makes ready what the first write would otherwise wait for. */
  open(): Promise<void>
  /** The runs that no tab has open, newest first. */
  list(): Promise<RunSummary[]>
  read(id: string): Promise<RunRecord | null>
  /** As a whole or not at all. */
  write(record: RunRecord): Promise<void>
  /** The keys of all files that saved runs name. */
  filesInUse(): Promise<string[]>
  /** Makes this tab the one that writes the record, and gives up the one before unless another tab has it. */
  claim(id: string): Promise<Claim>
  /** Gives up the record that this tab has claimed, if it is this one. */
  release(id: string): void
  /** For good; those that a tab has open stay. */
  remove(ids: readonly string[]): Promise<void>
  /** The record could not be read back. */
  setAside(id: string): Promise<void>
  /** Never rejects: that nothing is known is no fault. */
  beat(heartbeat: Heartbeat): Promise<void>
}

/** Beyond these the runs saved longest ago make room. */
export const MOST_RUNS = 6
