/**
 * How the engine's interface crosses the worker: calls with a number, answers with the same number, and events.
 */
import type { Engine, EngineEvent } from './engine.ts'
import type { Fault } from './errors.ts'

/** The methods that cross; each returns a promise. */
export const ENGINE_METHODS = [
  'open',
  'train',
  'pause',
  'step',
  'configure',
  'snapshot',
  'evaluate',
  'probe',
  'probeBatches',
  'coordinates',
  'samplePrior',
  'reconstruct',
  'decode',
  'testImages',
  'encodings',
  'inspect',
  'exactPosterior',
  'gap',
  'compareBackends',
] as const satisfies readonly (keyof Engine)[]

export type EngineMethod = (typeof ENGINE_METHODS)[number]

export type ToWorker =
  /** Arguments without a trailing AbortSignal, which becomes an `abort` message. */
  | {
      readonly type: 'call'
      readonly id: number
      readonly method: EngineMethod
      readonly args: readonly unknown[]
    }
  | { readonly type: 'abort'; readonly id: number }
  /** Whether it is still there: answered by `pong` as soon as it has a moment, and told once when it begins. */
  | { readonly type: 'ping' }

export type FromWorker =
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'fault'; readonly id: number; readonly fault: Fault }
  | { readonly type: 'event'; readonly event: EngineEvent }
  | { readonly type: 'pong' }
