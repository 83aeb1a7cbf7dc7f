/**
 * Validation of the messages between page and worker: one schema for each kind of message, in both directions.
 * An invalid message is rejected as a whole, with a code and the offending field; no part of it reaches the
 * engine or the page.
 */
import type { EngineEvent, LaneRows, Rates } from './engine.ts'
import { CodedError } from './errors.ts'
import { FIRST_LANE, MOST_LANES } from './lanes.ts'
import { ENGINE_METHODS, METHODS } from './methods.ts'
import type { FromWorker, ToWorker } from './rpc.ts'
import {
  anyNumber,
  anyRecord,
  choice,
  integer,
  list,
  Mismatch,
  number,
  optional,
  orNull,
  record,
  tuple,
  variant,
  type Schema,
} from '../formats/schema.ts'
import { evaluationShape, faultShape, forked, noticeShape, probeShape, rowShape, step } from './shapes.ts'

type Call = Extract<ToWorker, { type: 'call' }>
type Abort = Extract<ToWorker, { type: 'abort' }>

const callId = integer({ min: 1 })
const method = choice(...ENGINE_METHODS)

const callShape: Schema<Call> = (value, at) => {
  const given = anyRecord(value, at)
  const name = method(given.method, 'method')
  const args = tuple(...METHODS[name].args)(given.args, name)
  return { type: 'call', id: callId(given.id, 'id'), method: name, args }
}

const toWorker = variant<ToWorker>('type', {
  call: callShape,
  abort: record<Abort>({ type: choice('abort'), id: callId }),
  ping: record<Extract<ToWorker, { type: 'ping' }>>({ type: choice('ping') }),
})

/** More rows than can be logged between two events. */
const MOST_ROWS = 20_000

type EventOf<Type extends EngineEvent['type']> = Extract<EngineEvent, { type: Type }>

/** A kind without a schema does not compile. */
const EVENTS: { readonly [Type in EngineEvent['type']]: Schema<EventOf<Type>> } = {
  progress: record<EventOf<'progress'>>({
    type: choice('progress'),
    task: choice(
      'backend',
      'download',
      'parse',
      'model',
      'evaluate',
      'variance',
      'posterior',
      'likelihood',
      'ways',
    ),
    done: number({ min: 0 }),
    total: number({ min: 0 }),
  }),
  notice: record<EventOf<'notice'>>({ type: choice('notice'), notice: noticeShape }),
  trained: record<EventOf<'trained'>>({
    type: choice('trained'),
    step,
    rates: record<Rates>({ steps: anyNumber, images: anyNumber, trainingSteps: anyNumber }),
    rows: list(rowShape, MOST_ROWS),
    lanes: optional(
      list(record<LaneRows>({ lane: forked, rows: list(rowShape, MOST_ROWS) }), MOST_LANES - FIRST_LANE),
    ),
  }),
  evaluated: record<EventOf<'evaluated'>>({
    type: choice('evaluated'),
    evaluation: evaluationShape,
    lane: optional(forked),
  }),
  probed: record<EventOf<'probed'>>({
    type: choice('probed'),
    report: probeShape,
    overShare: orNull(number({ min: 0 })),
    lane: optional(forked),
  }),
  started: record<EventOf<'started'>>({ type: choice('started') }),
  paused: record<EventOf<'paused'>>({ type: choice('paused'), step }),
  failed: record<EventOf<'failed'>>({ type: choice('failed'), fault: faultShape }),
  diverged: record<EventOf<'diverged'>>({
    type: choice('diverged'),
    step,
    restoredStep: step,
    lane: optional(forked),
  }),
  ended: record<EventOf<'ended'>>({ type: choice('ended'), fault: faultShape }),
}

const eventShape = variant<EngineEvent>('type', EVENTS)

type MessageOf<Type extends FromWorker['type']> = Extract<FromWorker, { type: Type }>

const fromWorker = variant<FromWorker>('type', {
  // Results are not validated: the caller reads them, and checking megabytes of weights again would be
  // noticeable.
  answer: (value, at) => {
    const given = anyRecord(value, at)
    return { type: 'answer', id: callId(given.id, 'id'), value: given.value }
  },
  fault: record<MessageOf<'fault'>>({ type: choice('fault'), id: callId, fault: faultShape }),
  event: record<MessageOf<'event'>>({ type: choice('event'), event: eventShape }),
  pong: record<MessageOf<'pong'>>({ type: choice('pong') }),
})

export type Received<T> =
  | { readonly ok: true; readonly message: T }
  /**
   * The reply: to the call that the message seems to belong to, so that it does not wait forever, or else to
   * everyone.
   */
  | { readonly ok: false; readonly reply: FromWorker }

function idOf(data: unknown): number | null {
  try {
    const { type, id } = anyRecord(data, '')
    return type === 'abort' ? null : callId(id, 'id') // a call whose abort message is malformed continues
  } catch {
    return null
  }
}

function replyTo(data: unknown, { at, expected }: Mismatch): FromWorker {
  const id = idOf(data)
  const { code, params, message } = new CodedError('message-wrong', { at: at || 'message', expected })
  if (id !== null) return { type: 'fault', id, fault: { code, params, message } }
  return { type: 'event', event: { type: 'notice', notice: { code, params } } }
}

const receive =
  <T>(schema: Schema<T>) =>
  (data: unknown): Received<T> => {
    try {
      return { ok: true, message: schema(data, '') }
    } catch (thrown) {
      if (!(thrown instanceof Mismatch)) throw thrown
      return { ok: false, reply: replyTo(data, thrown) }
    }
  }

/** Validates messages that the worker receives. */
export const receiveFromPage = receive(toWorker)
/** Validates messages that the page receives. */
export const receiveFromWorker = receive(fromWorker)
