/** The engine's worker: exposes the engine over messages, and nothing else. */
import { toFault } from '../protocol/errors.ts'
import { ENGINE_METHODS, type EngineMethod, type FromWorker, type ToWorker } from '../protocol/rpc.ts'
import type { Snapshot } from '../protocol/snapshot.ts'
import { createEngine } from './engine.ts'

const scope = self as unknown as {
  postMessage(message: FromWorker, transfer?: Transferable[]): void
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null
}

/** The worker's name is the page's address: its own script may stand elsewhere. */
const engine = createEngine(self.name || self.location.href)
const methods = engine as unknown as Record<EngineMethod, (...args: unknown[]) => Promise<unknown>>
const aborts = new Map<number, AbortController>()

/** Only these take a signal, as their last argument. */
const ABORTABLE: readonly EngineMethod[] = [
  'open',
  'evaluate',
  'probe',
  'coordinates',
  'encodings',
  'exactPosterior',
  'gap',
]

/** A snapshot's numbers lie in a buffer of its own, which is handed over rather than copied. */
function given(method: EngineMethod, value: unknown): Transferable[] {
  return method === 'snapshot' ? [(value as Snapshot).tensors[0]!.values.buffer as ArrayBuffer] : []
}

async function call({ id, method, args }: Extract<ToWorker, { type: 'call' }>): Promise<void> {
  const controller = new AbortController()
  if (ABORTABLE.includes(method)) aborts.set(id, controller)
  try {
    if (!ENGINE_METHODS.includes(method))
      throw new Error(`worker: expected a method of the engine, got ${method}`)
    const value = await methods[method](...args, ...(ABORTABLE.includes(method) ? [controller.signal] : []))
    scope.postMessage({ type: 'answer', id, value }, given(method, value))
  } catch (thrown) {
    scope.postMessage({ type: 'fault', id, fault: toFault(thrown) })
  } finally {
    aborts.delete(id)
  }
}

engine.subscribe((event) => scope.postMessage({ type: 'event', event }))
scope.onmessage = ({ data }) => {
  switch (data.type) {
    case 'call':
      return void call(data)
    case 'abort':
      return aborts.get(data.id)?.abort()
    default:
      data satisfies never
  }
}
