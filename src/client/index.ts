/**
 * The engine over a worker. The client owns the worker's lifetime: one backend for one worker, so another backend, or
 * a crash, means another worker; the old one goes only when the new one has opened.
 */
import type { Engine, EngineEvent, Opened, OpenRequest } from '../protocol/engine.ts'
import { CodedError } from '../protocol/errors.ts'
import type { EngineMethod } from '../protocol/rpc.ts'
import type { Settings } from '../protocol/settings.ts'
import { connect, type Connection } from './connection.ts'

interface Session {
  readonly connection: Connection
  /** Workers are kept across `open` only for the same backend. */
  readonly backend: Settings['backend']
  crashed: boolean
}

const spawn = (): Worker =>
  new Worker(new URL('../engine/worker.ts', import.meta.url), {
    type: 'module',
    name: document.baseURI.replace(/#.*$/, ''),
  })

type Call = <T>(method: EngineMethod, args: readonly unknown[], signal?: AbortSignal) => Promise<T>

/** What is only passed on. */
const callsOver = (call: Call): Omit<Engine, 'open' | 'subscribe' | 'dispose'> => ({
  train: (until) => call('train', [until]),
  pause: () => call('pause', []),
  step: () => call('step', []),
  configure: (live) => call('configure', [live]),
  snapshot: () => call('snapshot', []),
  evaluate: (signal) => call('evaluate', [], signal),
  probe: (request, signal) => call('probe', [request], signal),
  coordinates: (request, image, signal) => call('coordinates', [request, image], signal),
  samplePrior: (count) => call('samplePrior', [count]),
  reconstruct: (count) => call('reconstruct', [count]),
  decode: (z) => call('decode', [z]),
  testImages: (count) => call('testImages', [count]),
  encodings: (count, signal) => call('encodings', [count], signal),
  inspect: (chosen, draws) => call('inspect', [chosen, draws]),
  exactPosterior: (chosen, signal) => call('exactPosterior', [chosen], signal),
  gap: (count, signal) => call('gap', [count], signal),
})

export function createClient(): Engine {
  const listeners = new Set<(event: EngineEvent) => void>()
  let current: Session | null = null

  const emit = (event: EngineEvent) => listeners.forEach((listener) => listener(event))

  function startSession(backend: Settings['backend']): Session {
    // A worker that is still opening only tells how far it is.
    const onEvent = (event: EngineEvent) => {
      if (session === current || event.type === 'progress') emit(event)
    }
    const onCrash = ({ code, params }: CodedError) => {
      session.crashed = true
      if (session === current) emit({ type: 'notice', notice: { code, params } })
    }
    const connection = connect(spawn(), onEvent, onCrash)
    const session: Session = { connection, backend, crashed: false }
    return session
  }

  async function open(request: OpenRequest, signal?: AbortSignal): Promise<Opened> {
    const { backend } = request.settings
    const reused = current && !current.crashed && current.backend === backend ? current : null
    const session = reused ?? startSession(backend)
    // A worker of its own has nothing to lose; the model that there is stays with the present one.
    if (!reused && current && !current.crashed) signal?.addEventListener('abort', session.connection.close)
    try {
      const opened = (await session.connection.call('open', [request], signal)) as Opened
      if (current !== session) current?.connection.close()
      current = session
      return opened
    } catch (thrown) {
      if (!reused) session.connection.close()
      throw thrown
    }
  }

  async function call<T>(method: EngineMethod, args: readonly unknown[], signal?: AbortSignal): Promise<T> {
    if (!current) throw new CodedError('not-open')
    if (current.crashed) throw new CodedError('worker-crashed', { detail: '' })
    return (await current.connection.call(method, args, signal)) as T
  }

  return {
    open,
    ...callsOver(call),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispose() {
      current?.connection.close()
      current = null
    },
  }
}
