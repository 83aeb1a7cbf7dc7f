/**
 * Saved runs in the browser: which of them are free, which make room for a new one, and how far each had come (heartbeats.ts), over
 * their records (records.ts) and the locks of tabs (locks.ts).
 */
import { createHeartbeats } from './heartbeats.ts'
import { createLocks, type Hold, type Locks, type LocksOptions } from './locks.ts'
import { createRecords, type StoredSummary, type RecordsOptions } from './records.ts'
import { MOST_RUNS, type Heartbeat, type RunStorage, type RunSummary } from './runs.ts'

const newestFirst = (a: RunSummary, b: RunSummary) => b.savedAt - a.savedAt

/** A run that ends ends somewhere after its last heartbeat, and before the next one. */
const UNSEEN_S = 0.5

/** With what is known of how far the run had come. */
function summaryOf({ order: _, ...kept }: StoredSummary, beat: Heartbeat | undefined): RunSummary {
  if (!beat) return kept
  if (beat.isStill && beat.step >= kept.step) return { ...kept, behind: beat.step - kept.step }
  const last = Math.max(beat.step, kept.step)
  return { ...kept, behind: Math.max(1, Math.round(last + UNSEEN_S * beat.stepsPerSecond - kept.step)) }
}

/** What makes room for a record that is not there yet. */
async function superfluous(all: readonly StoredSummary[], id: string, locks: Locks): Promise<string[]> {
  if (all.length < MOST_RUNS || all.some((one) => one.id === id)) return []
  const open = await locks.openElsewhere(all, null)
  const free = all.filter((one) => !open.has(one.id)).sort(newestFirst)
  return free.slice(Math.max(0, MOST_RUNS - 1 - (all.length - free.length))).map((one) => one.id)
}

/** The record that this tab writes. */
function createClaim(locks: Locks) {
  let own: ({ readonly id: string } & Hold) | null = null
  return {
    get id() {
      return own?.id ?? null
    },
    async claim(id: string): Promise<Hold['state']> {
      if (own?.id === id) return own.state
      const hold = await locks.hold(id)
      if (hold.state === 'elsewhere') return 'elsewhere'
      own?.release()
      own = { ...hold, id }
      return hold.state
    },
    release(id: string): void {
      if (own?.id !== id) return
      own.release()
      own = null
    },
  }
}

export interface RunStorageOptions extends LocksOptions, RecordsOptions {}

export function createRunStorage(options: RunStorageOptions = {}): RunStorage {
  const records = createRecords(options)
  const heartbeats = createHeartbeats(options)
  const locks = createLocks(options)
  const own = createClaim(locks)
  /** What has been written is there, and needs no room made. */
  const written = new Set<string>()

  /** Whoever has it open goes on writing it; while it is being removed nobody can open it. */
  async function removeOne(id: string): Promise<void> {
    const { state, release } = await locks.hold(id)
    if (state !== 'elsewhere') await records.remove(id).finally(release)
  }

  /** Before the first write of a run: the ids of those that make room for it; and what no run needs is swept out. */
  async function makeRoom(id: string): Promise<string[]> {
    const all = await records.summaries()
    void records.sweep([id, ...all.map((one) => one.id)])
    return superfluous(all, id, locks)
  }

  return {
    open: records.open,
    async list() {
      const [all, beats] = await Promise.all([records.summaries(), heartbeats.all()])
      const elsewhere = await locks.openElsewhere(all, own.id)
      const free = all.filter(({ id }) => id !== own.id && !elsewhere.has(id))
      return free.map((one) => summaryOf(one, beats.get(one.id))).sort(newestFirst)
    },
    filesInUse: async () => (await records.summaries()).flatMap(({ files }) => files ?? []),
    read: records.read,
    async write(record) {
      const removed = written.has(record.id) ? [] : await makeRoom(record.id)
      await records.write(record, removed)
      written.add(record.id)
      void heartbeats.remove(removed)
    },
    claim: own.claim,
    release: own.release,
    async remove(ids) {
      for (const id of ids) await removeOne(id)
      void heartbeats.remove(ids)
    },
    setAside: records.setAside,
    beat: heartbeats.write,
  }
}
