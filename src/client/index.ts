/**
 * The engine over a worker. The client owns the worker's lifetime: one backend for one worker, so another backend, a
 * crash or a lost device means another worker; the old one goes only when the new one has opened.
 */
import { createEmitter } from '../protocol/emitter.ts'
import type { BackendInfo, Engine, EngineEvent, Opened, OpenRequest } from '../protocol/engine.ts'
import { CodedError, isDeviceFault, toFault } from '../protocol/errors.ts'
import { ENGINE_METHODS, METHODS, type EngineMethod } from '../protocol/methods.ts'
import { BACKEND_NAMES, type Settings } from '../protocol/settings.ts'
import { connect, type Connection } from './connection.ts'
import { createKnowledge, type Knowledge } from './knowledge.ts'
import { patienceFor, type Work } from './patience.ts'

interface Session {
  readonly connection: Connection
  /** Workers are kept across `open` only for the same backend. */
  readonly backend: Settings['backend']
  hasEnded: boolean
  /** What it computes, and on what as far as that is known. */
  work: Work
  computesOn: Settings['backend']
}

/** Throws where workers are forbidden: in some sandboxed frames. */
function spawn(): Worker {
  try {
    return new Worker(new URL('../engine/worker.ts', import.meta.url), {
      type: 'module',
      name: document.baseURI.replace(/#.*$/, ''),
    })
  } catch (thrown) {
    throw new CodedError('worker-not-started', { detail: toFault(thrown).message })
  }
}

type Call = <T>(method: EngineMethod, args: readonly unknown[], signal?: AbortSignal) => Promise<T>

type PassedOn = Exclude<EngineMethod, 'open' | 'configure' | 'compareBackends'>

/** Every method as a call, its signal apart from its arguments. */
function callsOver(call: Call): Pick<Engine, PassedOn> {
  const callOf = (method: EngineMethod) => {
    const count = METHODS[method].args.length
    return (...given: unknown[]) => {
      const args = Array.from({ length: count }, (_, i) => given[i])
      return call(method, args, given[count] as AbortSignal | undefined)
    }
  }
  const calls = Object.fromEntries(ENGINE_METHODS.map((method) => [method, callOf(method)]))
  return calls as unknown as Pick<Engine, PassedOn>
}

/** How often one opening may lose its device: each backend twice. */
const MOST_ATTEMPTS = 2 * BACKEND_NAMES.length

/** A worker that never opened had nothing to lose: its script could not be had, or it died of something else. */
const notStarted = (thrown: unknown): unknown => {
  const { code, params } = toFault(thrown)
  return code === 'worker-crashed' ? new CodedError('worker-not-started', params) : thrown
}

/** Starts workers and opens models in them; which of them is the present one is the client's business. */
function createSessions(emit: (event: EngineEvent) => void, { known, ended }: Knowledge) {
  let current: Session | null = null

  function start(settings: Settings): Session {
    // A worker that is still opening only tells how far it is.
    const onEvent = (event: EngineEvent) => {
      if (session === current || event.type === 'progress') emit(event)
    }
    const onEnd = ({ code, params, message }: CodedError) => {
      session.hasEnded = true
      ended({ code, params })
      if (session === current) emit({ type: 'ended', fault: { code, params, message } })
    }
    const patience = () => patienceFor(session.work, session.computesOn)
    const connection = connect(spawn(), { onEvent, onEnd, patience })
    const { backend } = settings
    const session: Session = { connection, backend, hasEnded: false, work: settings, computesOn: backend }
    return session
  }

  /** In a worker of its own; one that loses its device makes way for another. */
  async function openAnew(
    request: OpenRequest,
    signal: AbortSignal | undefined,
    end: AbortSignal | undefined,
  ): Promise<Opened> {
    for (let attempt = 1; ; attempt++) {
      if (end?.aborted) throw new CodedError('aborted')
      const session = start(request.settings)
      const { close } = session.connection
      end?.addEventListener('abort', close)
      // It has nothing to lose; the model that there is stays with the present one.
      if (current && !current.hasEnded) signal?.addEventListener('abort', close)
      try {
        const wish = { ...request, known: known(request.settings) }
        const opened = (await session.connection.call('open', [wish], signal)) as Opened
        session.computesOn = opened.backend.name
        current?.connection.close()
        current = session
        return opened
      } catch (thrown) {
        close()
        if (!isDeviceFault(toFault(thrown)) || attempt === MOST_ATTEMPTS) throw notStarted(thrown)
      } finally {
        end?.removeEventListener('abort', close)
        signal?.removeEventListener('abort', close)
      }
    }
  }

  return {
    start,
    openAnew,
    get current() {
      return current
    },
    close() {
      current?.connection.close()
      current = null
    },
  }
}

/** Whether the present worker can open this itself. */
const serves = ({ hasEnded, backend }: Session, { settings, anew }: OpenRequest): boolean =>
  !hasEnded && !anew && backend === settings.backend

export function createClient(): Engine {
  const { emit, subscribe } = createEmitter<EngineEvent>()
  const knowledge = createKnowledge()
  const sessions = createSessions(emit, knowledge)

  async function open(request: OpenRequest, signal?: AbortSignal, end?: AbortSignal): Promise<Opened> {
    const { current } = sessions
    if (current && serves(current, request)) {
      current.work = request.settings
      return (await current.connection.call('open', [request], end ?? signal)) as Opened
    }
    const opened = await sessions.openAnew(request, signal, end)
    knowledge.opened(request.settings, opened.backend)
    return opened
  }

  async function compareBackends({ settings: own }: OpenRequest, signal?: AbortSignal) {
    const settings: Settings = { ...own, backend: 'auto' }
    if (!knowledge.isStale(settings)) return null
    const { connection } = sessions.start(settings)
    signal?.addEventListener('abort', connection.close)
    try {
      const wish: OpenRequest = { settings, known: { ...knowledge.known(settings), remembered: null } }
      const info = (await connection.call('compareBackends', [wish], signal)) as BackendInfo
      knowledge.learn(settings, info)
      return info
    } finally {
      connection.close()
    }
  }

  async function call<T>(method: EngineMethod, args: readonly unknown[], signal?: AbortSignal): Promise<T> {
    const { current } = sessions
    if (!current) throw new CodedError('not-open')
    if (current.hasEnded) throw new CodedError('worker-crashed', { detail: '' })
    return (await current.connection.call(method, args, signal)) as T
  }

  return {
    ...callsOver(call),
    open,
    configure(live) {
      const { current } = sessions
      if (current) current.work = { ...current.work, samples: live.samples }
      return call('configure', [live])
    },
    compareBackends,
    subscribe,
    dispose: sessions.close,
  }
}
