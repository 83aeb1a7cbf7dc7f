/** What the page and the worker that writes say to each other. */
import type { Heartbeat, RunRecord } from './runs.ts'
import type { Trouble } from './trouble.ts'

export type ToWriter =
  /** `buffers`: those of the record. */
  | {
      readonly type: 'write'
      readonly id: number
      readonly record: RunRecord
      readonly buffers: readonly ArrayBuffer[]
    }
  | { readonly type: 'beat'; readonly heartbeat: Heartbeat }

export type FromWriter =
  /** Its storage is open: it can write. */
  | { readonly type: 'ready' }
  /** The record has arrived and is about to be written. */
  | { readonly type: 'taken'; readonly id: number }
  /** `buffers`: those of the record, given back so that the next one can be copied into them. */
  | {
      readonly type: 'done'
      readonly id: number
      readonly trouble: Trouble | null
      readonly message: string
      readonly buffers?: readonly ArrayBuffer[]
    }
