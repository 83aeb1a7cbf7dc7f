/**
 * The door between page and worker: whatever is posted, in at least 10,000 ways each, is let in as what it claims to be
 * or refused with a code and a place; a refusal is itself a message that the other side understands.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { receiveFromPage, receiveFromWorker, type Received } from '../../src/protocol/messages.ts'
import { ENGINE_METHODS } from '../../src/protocol/methods.ts'
import type { FromWorker } from '../../src/protocol/rpc.ts'
import { DEFAULT_SETTINGS, liveSettings, settingConflict } from '../../src/protocol/settings.ts'
import { anything, pathsOf, replaced } from '../support/damage.ts'
import { eachLegal } from '../support/legal-values.ts'
import { FROM_WORKER, TO_WORKER } from '../support/messages.ts'

const CASES = { numRuns: 10_000 }

function codeOf(reply: FromWorker): string {
  if (reply.type === 'fault') return reply.fault.code
  return reply.type === 'event' && reply.event.type === 'notice' ? reply.event.notice.code : ''
}

/** What one side does with `data`; true if it was let in. */
function check<T>(receive: (data: unknown) => Received<T>, data: unknown): boolean {
  const received = receive(data)
  if (received.ok) expect(receive(received.message)).toEqual(received)
  else {
    expect(codeOf(received.reply)).toBe('message-wrong')
    expect(receiveFromWorker(received.reply)).toEqual({ ok: true, message: received.reply })
  }
  return received.ok
}

/** One of the messages with something else at one of its places. */
const nearly = (messages: readonly unknown[]) =>
  fc
    .tuple(
      fc.constantFrom(...messages.flatMap((one) => pathsOf(one).map((path) => [one, path] as const))),
      anything,
    )
    .map(([[message, path], other]) => replaced(message, path, other))

describe.each([
  { to: 'the worker', receive: receiveFromPage as (data: unknown) => Received<unknown>, legal: TO_WORKER },
  { to: 'the page', receive: receiveFromWorker as (data: unknown) => Received<unknown>, legal: FROM_WORKER },
])('to $to', ({ receive, legal }) => {
  test('what the other side says is let in unchanged', () => {
    for (const message of legal) expect(receive(message)).toEqual({ ok: true, message })
  })

  test('anything anywhere in it', () => {
    const counts = { read: 0, refused: 0 }
    fc.assert(
      fc.property(nearly(legal), (data) => void counts[check(receive, data) ? 'read' : 'refused']++),
      CASES,
    )
    expect(counts.refused).toBeGreaterThan(5000)
    expect(counts.read).toBeGreaterThan(100)
  })

  test('anything at all', () => {
    fc.assert(
      fc.property(anything, (data) => void check(receive, data)),
      CASES,
    )
  })
})

test('there is a call of every method', () => {
  const called = new Set(TO_WORKER.map((message) => (message.type === 'call' ? message.method : '')))
  for (const method of ENGINE_METHODS) expect(called).toContain(method)
})

describe('settings', () => {
  test('legal ones are let in, unless they do not go together', () => {
    fc.assert(
      fc.property(eachLegal, (given) => {
        // What the latents are is not among the live settings.
        const live = liveSettings(given)
        for (const { method, args, conflict } of [
          { method: 'open', args: [{ settings: given }], conflict: settingConflict(given) },
          { method: 'configure', args: [live, undefined], conflict: settingConflict(live) },
        ]) {
          const message = { type: 'call', id: 1, method, args }
          const received = receiveFromPage(message)
          expect(received.ok).toBe(conflict === null)
          if (received.ok) expect(received.message).toEqual(message)
        }
      }),
      CASES,
    )
  })

  test('the place that is wrong is named', () => {
    const settings = { ...DEFAULT_SETTINGS, hidden: [400, 0] }
    const received = receiveFromPage({ type: 'call', id: 7, method: 'open', args: [{ settings }] })
    expect(received).toMatchObject({
      reply: { type: 'fault', id: 7, fault: { params: { at: 'open[0].settings.hidden[1]' } } },
    })
  })
})

test.each([
  ['a call', { type: 'call', id: 7, method: 'fly', args: [] }, 'fault'],
  ['a call without a number', { type: 'call', method: 'pause', args: [] }, 'event'],
  ['an abort does not end the call', { type: 'abort', id: 7.5 }, 'event'],
  ['nothing', null, 'event'],
])('who is told: %s', (_, data, type) => {
  expect(receiveFromPage(data)).toMatchObject({ ok: false, reply: { type } })
})
