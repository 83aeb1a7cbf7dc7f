/** How the engine's interface crosses the worker: calls with an id, answers with the same id, and events. */
import type { EngineEvent } from './engine.ts'
import type { Fault } from './errors.ts'
import type { EngineMethod } from './methods.ts'

export type ToWorker =
  /** Arguments without a trailing AbortSignal, which becomes an `abort` message. */
  | {
      readonly type: 'call'
      readonly id: number
      readonly method: EngineMethod
      readonly args: readonly unknown[]
    }
  | { readonly type: 'abort'; readonly id: number }
  /** Asks for a sign of life: answered by `pong` as soon as the worker is idle; it also sends one at its start. */
  | { readonly type: 'ping' }

export type FromWorker =
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'fault'; readonly id: number; readonly fault: Fault }
  | { readonly type: 'event'; readonly event: EngineEvent }
  | { readonly type: 'pong' }
