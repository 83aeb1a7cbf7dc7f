import { describe, expect, test } from 'vitest'
import type { EngineEvent } from '../protocol/engine.ts'
import type { CodedError } from '../protocol/errors.ts'
import type { FromWorker, ToWorker } from '../protocol/rpc.ts'
import { createFakeClock } from '../waiting/testing/fake-clock.ts'
import { connect } from './connection.ts'

/** A worker that answers only when the test tells it to. */
function fake() {
  const sent: ToWorker[] = []
  const events: EngineEvent[] = []
  const ends: CodedError[] = []
  const worker = {
    onmessage: null as ((event: { data: FromWorker }) => void) | null,
    onerror: null as ((event: { message: string; preventDefault(): void }) => void) | null,
    postMessage: (message: ToWorker) => sent.push(message),
    terminated: false,
    terminate: () => void (worker.terminated = true),
  }
  const clock = createFakeClock()
  const connection = connect(worker as unknown as Worker, {
    onEvent: (event) => events.push(event),
    onEnd: (fault) => ends.push(fault),
    patience: () => 30_000,
    clock,
  })
  const say = (data: FromWorker) => worker.onmessage!({ data })
  return { worker, sent, events, ends, connection, clock, say }
}

describe('connection', () => {
  test('answers find their calls, in any order', async () => {
    const { connection, sent, say } = fake()
    const [first, second] = [connection.call('pause', []), connection.call('decode', [Float32Array.of(1)])]
    expect(sent.map((message) => message.type === 'call' && message.method)).toEqual(['pause', 'decode'])
    say({ type: 'answer', id: 2, value: 'two' })
    say({ type: 'answer', id: 1, value: 1 })
    expect(await Promise.all([first, second])).toEqual([1, 'two'])
  })

  test('faults keep their code and parameters', async () => {
    const { connection, say } = fake()
    const call = connection.call('open', [])
    say({ type: 'fault', id: 1, fault: { code: 'idx-magic', params: { file: 'a' }, message: 'm' } })
    await expect(call).rejects.toMatchObject({ code: 'idx-magic', params: { file: 'a' }, message: 'm' })
  })

  test('an abort is forwarded while the call is under way, and not after', async () => {
    const { connection, sent, say } = fake()
    const controller = new AbortController()
    const call = connection.call('evaluate', [], controller.signal)
    controller.abort()
    expect(sent.at(-1)).toEqual({ type: 'abort', id: 1 })
    say({ type: 'fault', id: 1, fault: { code: 'aborted', params: {}, message: '' } })
    await expect(call).rejects.toMatchObject({ code: 'aborted' })

    const late = new AbortController()
    const done = connection.call('evaluate', [], late.signal)
    say({ type: 'answer', id: 2, value: null })
    await done
    late.abort()
    expect(sent.filter(({ type }) => type === 'abort')).toHaveLength(1)
  })

  test('a crash ends the worker: it is told once, and to whoever opens', async () => {
    const { connection, worker, ends } = fake()
    const opening = connection.call('open', [])
    const pausing = connection.call('pause', [])
    worker.onerror!({ message: 'no more', preventDefault: () => undefined })
    await expect(opening).rejects.toMatchObject({ code: 'worker-crashed', params: { detail: 'no more' } })
    await expect(pausing).rejects.toMatchObject({ code: 'aborted' })
    expect([ends.map(({ code }) => code), worker.terminated]).toEqual([['worker-crashed'], true])
  })

  test('so does an engine that tells its end', async () => {
    const { connection, worker, ends, events, say } = fake()
    const call = connection.call('decode', [Float32Array.of(1)])
    const fault = { code: 'device-lost', params: { backend: 'webgpu' }, message: '' }
    say({ type: 'event', event: { type: 'ended', fault } })
    await expect(call).rejects.toMatchObject({ code: 'aborted' })
    expect(ends[0]).toMatchObject({ code: 'device-lost', params: { backend: 'webgpu' } })
    expect([events, worker.onmessage, worker.terminated]).toEqual([[], null, true])
  })

  test('events pass through, and closing ends the worker and what waits for it', async () => {
    const { connection, worker, events, say } = fake()
    say({ type: 'event', event: { type: 'started' } })
    expect(events).toEqual([{ type: 'started' }])
    const call = connection.call('pause', [])
    connection.close()
    await expect(call).rejects.toMatchObject({ code: 'aborted' })
    expect(worker.terminated).toBe(true)
  })

  test('a worker that falls silent ends as if it had crashed', async () => {
    const { connection, worker, clock, sent, ends, say } = fake()
    const refused = expect(connection.call('pause', [])).rejects.toMatchObject({ code: 'aborted' })
    await clock.pass(60_000) // its program is still loading
    say({ type: 'pong' })
    for (let i = 0; i < 20; i++) {
      await clock.pass(2000)
      if (sent.at(-1)?.type === 'ping') say({ type: 'pong' })
    }
    // Unrequested events are not answers: the worker may have stopped doing anything else.
    for (let i = 0; i < 20; i++) {
      await clock.pass(2000)
      if (worker.onmessage) say({ type: 'event', event: { type: 'started' } })
    }
    await refused
    expect(ends.map(({ code, params }) => [code, params.silent])).toEqual([['worker-crashed', 30]])
    expect([worker.terminated, clock.running]).toEqual([true, 0])
  })

  test('one that was closed is asked nothing', async () => {
    const { connection, clock, sent, say } = fake()
    say({ type: 'pong' })
    connection.close()
    await clock.pass(60_000)
    expect([sent, clock.running]).toEqual([[], 0])
  })
})
