/** Exposes the engine over the worker's messages, and nothing else. */
import { receiveFromPage } from '../protocol/messages.ts'
import { METHODS, type EngineMethod } from '../protocol/methods.ts'
import type { FromWorker, ToWorker } from '../protocol/rpc.ts'
import type { Snapshot } from '../protocol/snapshot.ts'
import { createEngine } from './engine.ts'

const scope = self as unknown as {
  postMessage(message: FromWorker, transfer?: Transferable[]): void
  onmessage: ((event: { readonly data: unknown }) => void) | null
}

/** The worker's name carries the page's address: the worker's script may be at another one. */
const engine = createEngine(self.name || self.location.href)
const methods = engine as unknown as Record<EngineMethod, (...args: unknown[]) => Promise<unknown>>
const aborts = new Map<number, AbortController>()

/** A snapshot's numbers are in a buffer of their own for each lane, which is transferred rather than copied. */
function given(method: EngineMethod, value: unknown): Transferable[] {
  if (method !== 'snapshot') return []
  const snapshot = value as Snapshot
  return [snapshot, ...(snapshot.lanes ?? [])].map(({ tensors }) => tensors[0]!.values.buffer as ArrayBuffer)
}

async function call({ id, method, args }: Extract<ToWorker, { type: 'call' }>): Promise<void> {
  const { isAbortable } = METHODS[method]
  const controller = new AbortController()
  if (isAbortable) aborts.set(id, controller)
  try {
    const value = await methods[method](...args, ...(isAbortable ? [controller.signal] : []))
    scope.postMessage({ type: 'answer', id, value }, given(method, value))
  } catch (thrown) {
    scope.postMessage({ type: 'fault', id, fault: await engine.explain(thrown) })
  } finally {
    aborts.delete(id)
  }
}

function receive(data: unknown): void {
  const received = receiveFromPage(data)
  if (!received.ok) return scope.postMessage(received.reply)
  const { message } = received
  switch (message.type) {
    case 'call':
      return void call(message)
    case 'abort':
      return aborts.get(message.id)?.abort()
    case 'ping':
      return scope.postMessage({ type: 'pong' })
    default:
      message satisfies never
  }
}

/** `early`: the messages received while this module was loading. */
export function serve(early: readonly unknown[]): void {
  engine.subscribe((event) => scope.postMessage({ type: 'event', event }))
  scope.onmessage = ({ data }) => receive(data)
  early.forEach(receive)
}
