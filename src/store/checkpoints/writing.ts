/**
 * Writes the newest states of runs to the browser's storage: one write at a time, and after a slow one the
 * newest state, not the next. A failing storage is retried after a while; urgent writes (training has stopped,
 * the page is hidden) try at once.
 */
import type { RunRecord, RunStorage } from '../../storage/runs.ts'
import { troubleOf, type Trouble } from '../../storage/trouble.ts'
import type { SavedRun } from './saved-run.ts'

/** A run of this page, and its record in the storage. */
export interface RecordState {
  /** The run's id in the history. */
  readonly run: number
  record: string
  /** The number of the record's last write. */
  order: number
  /** The newest state; null if there is none. */
  saved: SavedRun | null
  /** The newest stored step; null if there is none. */
  stored: number | null
}

const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )

export const newRecordState = (run: number): RecordState => ({
  run,
  record: randomId(),
  order: 0,
  saved: null,
  stored: null,
})

/** A state to be stored. */
export interface StateToStore {
  readonly place: RecordState
  readonly content: Omit<RunRecord, 'id' | 'order'>
  /** Time of the request, by the lab's clock. */
  readonly at: number
}

export interface WritingHooks {
  readonly now: () => number
  /** Offers a present state in place of one that has waited. Never rejects, and does not take long. */
  readonly freshen: () => Promise<void>
  readonly onStored: (kept: StateToStore) => void
  readonly onTrouble: (trouble: Trouble) => void
}

export interface Writing {
  /** `urgent`: try even if the storage has just failed. */
  offer(kept: StateToStore, urgent: boolean): void
  /** Resolves when nothing is left to write, or the storage has failed. */
  settled(): Promise<void>
}

/** After a failure; then doubling. */
const FIRST_WAIT_MS = 10_000
const MOST_WAIT_MS = 60_000
/** The present run, and the one just replaced: each is a model in memory. */
const MOST_WAITING = 2

async function store(storage: RunStorage, { place, content }: StateToStore): Promise<void> {
  if ((await storage.claim(place.record)) === 'elsewhere') {
    Object.assign(place, newRecordState(place.run), { saved: place.saved })
    await storage.claim(place.record)
  }
  place.order += 1
  await storage.write({ ...content, id: place.record, order: place.order })
}

export function createWriting(
  storage: RunStorage,
  { now, freshen, onStored, onTrouble }: WritingHooks,
): Writing {
  /** The newest state of each run, the run that has waited longest first. */
  const waiting = new Map<RecordState, StateToStore>()
  let underWay: Promise<void> | null = null
  let isUrgent = false
  let wait = FIRST_WAIT_MS
  let notBefore = -Infinity

  async function attempt(kept: StateToStore): Promise<void> {
    isUrgent = false
    try {
      await store(storage, kept)
      if (waiting.get(kept.place) === kept) waiting.delete(kept.place)
      notBefore = -Infinity
      wait = FIRST_WAIT_MS
      onStored(kept)
    } catch (thrown) {
      notBefore = now() + wait
      wait = Math.min(2 * wait, MOST_WAIT_MS)
      onTrouble(troubleOf(thrown))
    }
  }

  async function run(): Promise<void> {
    for (let next = first(); next && (isUrgent || now() >= notBefore); next = first()) {
      await attempt(next)
      if (waiting.size > 0) await freshen()
    }
    underWay = null
  }
  const first = (): StateToStore | undefined => waiting.values().next().value

  return {
    offer(kept, urgent) {
      waiting.set(kept.place, kept)
      if (waiting.size > MOST_WAITING) waiting.delete(waiting.keys().next().value!)
      isUrgent ||= urgent
      if (isUrgent || now() >= notBefore) underWay ??= run()
    },
    settled: () => underWay ?? Promise.resolve(),
  }
}
