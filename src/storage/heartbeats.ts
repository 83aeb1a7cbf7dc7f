/**
 * How far each run has come. In a database of their own, so that one is written while a record that takes long is.
 * A convenience: where they cannot be kept nothing is known, and nothing fails.
 */
import { boolean, integer, Mismatch, number, record, boundedText } from '../formats/schema.ts'
import { createDatabase, result, type DatabaseOptions } from './database.ts'
import type { Heartbeat } from './runs.ts'

const BEATS = 'beats'

export interface Heartbeats {
  write(heartbeat: Heartbeat): Promise<void>
  /** By run. */
  all(): Promise<ReadonlyMap<string, Heartbeat>>
  remove(ids: readonly string[]): Promise<void>
}

const shape = record<Heartbeat>({
  id: boundedText(),
  step: integer(),
  isStill: boolean,
  stepsPerSecond: number({ min: 0 }),
})

function readBeat(given: unknown): [string, Heartbeat][] {
  try {
    const beat = shape(given, '')
    return [[beat.id, beat]]
  } catch (thrown) {
    if (thrown instanceof Mismatch) return []
    throw thrown
  }
}

export function createHeartbeats(options: Omit<DatabaseOptions, 'name' | 'stores'> = {}): Heartbeats {
  const { transact } = createDatabase({ ...options, name: 'elbo-lab-heartbeats', stores: [BEATS] })
  return {
    async write(heartbeat) {
      await transact('readwrite', (storeOf) => result(storeOf(BEATS).put(heartbeat))).catch(() => undefined)
    },
    async all() {
      const found = await transact('readonly', (storeOf) =>
        result(storeOf(BEATS).getAll() as IDBRequest<unknown[]>),
      ).catch(() => [])
      return new Map(found.flatMap(readBeat))
    },
    async remove(ids) {
      const remove = async (storeOf: (name: string) => IDBObjectStore) => {
        for (const id of ids) storeOf(BEATS).delete(id)
      }
      if (ids.length > 0) await transact('readwrite', remove).catch(() => undefined)
    },
  }
}
