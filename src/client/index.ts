/**
 * The engine over a worker. The client owns the worker's lifetime: each worker has one backend, so another
 * backend, a crash or a lost device needs a new worker; the old one is terminated only when the new one has
 * opened.
 */
import { createEmitter } from '../events/emitter.ts'
import type { BackendInfo, Engine, EngineEvent, Opened, OpenRequest } from '../protocol/engine.ts'
import { CodedError, isDeviceFault, toFault } from '../protocol/errors.ts'
import { FIRST_LANE } from '../protocol/lanes.ts'
import { ENGINE_METHODS, METHODS, type EngineMethod } from '../protocol/methods.ts'
import { BACKEND_NAMES, drawsInAll, type Settings } from '../protocol/settings.ts'
import { connect, type Connection } from './connection.ts'
import { createKnowledge, type Knowledge } from './knowledge.ts'
import { stepsPatience, type StepSettings } from './patience.ts'

interface Session {
  readonly connection: Connection
  /** A worker is reused by `open` only for the same backend. */
  readonly backend: Settings['backend']
  hasEnded: boolean
  /** The model that it computes, and the backend as far as known. */
  work: StepSettings
  /** Draws of an image of each lane: a step is one of all of them. */
  readonly samples: Map<number, number>
  computesOn: Settings['backend']
}

/** A step of all lanes is about one of as many samples as they have together, and one more each. */
function workOf({ work, samples }: Session): StepSettings {
  const all = [...samples.values()].reduce((sum, own) => sum + own + 1, -1)
  return samples.size > 0 ? { ...work, samples: all } : work
}

function newSession(connection: Connection, settings: Settings): Session {
  const { backend } = settings
  return { connection, backend, hasEnded: false, work: settings, computesOn: backend, samples: new Map() }
}

function noteLanes({ samples }: Session, { settings, snapshot }: OpenRequest): void {
  samples.clear()
  samples.set(FIRST_LANE, drawsInAll(settings))
  for (const { lane, live } of snapshot?.lanes ?? []) samples.set(lane, drawsInAll(live))
}

/** Throws where workers are forbidden, as in some sandboxed frames. */
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

type PassedOn = Exclude<
  EngineMethod,
  'open' | 'configure' | 'fork' | 'dropLane' | 'promoteLane' | 'compareBackends'
>

/** Turns every method into a call, with its signal separated from its arguments. */
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

/** The most device losses during one `open`: each backend twice. */
const MOST_ATTEMPTS = 2 * BACKEND_NAMES.length

/** A worker that never opened has lost nothing: its script failed to load, or it died for another reason. */
const notStarted = (thrown: unknown): unknown => {
  const { code, params } = toFault(thrown)
  return code === 'worker-crashed' ? new CodedError('worker-not-started', params) : thrown
}

/**
 * A worker that falls silent while it opens may be blocked where it starts its threads: Firefox with its developer
 * tools open, or under automation, can lose the signal that `new Worker` waits for in a worker.
 */
const isSilence = (thrown: unknown): boolean => {
  const { code, params } = toFault(thrown)
  return code === 'worker-crashed' && params.silent !== undefined
}

/** Starts workers and opens models in them; the client chooses which session is the present one. */
function createSessions(emit: (event: EngineEvent) => void, { known, ended }: Knowledge) {
  let current: Session | null = null

  function start(settings: Settings): Session {
    // Of a worker that is still opening, only progress is passed on.
    const onEvent = (event: EngineEvent) => {
      if (session === current || event.type === 'progress') emit(event)
    }
    const onEnd = ({ code, params, message }: CodedError) => {
      session.hasEnded = true
      ended({ code, params })
      if (session === current) emit({ type: 'ended', fault: { code, params, message } })
    }
    const patience = () => stepsPatience(workOf(session), session.computesOn)
    const connection = connect(spawn(), { onEvent, onEnd, patience })
    const session = newSession(connection, settings)
    return session
  }

  /** Opens in a new worker; if that loses its device, starts another; if it falls silent, one without threads. */
  async function openAnew(
    request: OpenRequest,
    signal: AbortSignal | undefined,
    end: AbortSignal | undefined,
  ): Promise<Opened> {
    let withoutThreads = false
    for (let attempt = 1; ; attempt++) {
      if (end?.aborted) throw new CodedError('aborted')
      const session = start(request.settings)
      const { close } = session.connection
      end?.addEventListener('abort', close)
      // The new worker has nothing to lose; the existing model stays with the present one.
      if (current && !current.hasEnded) signal?.addEventListener('abort', close)
      try {
        const wish: OpenRequest = { ...request, known: { ...known(request.settings), withoutThreads } }
        const opened = (await session.connection.call('open', [wish], signal)) as Opened
        session.computesOn = opened.backend.name
        noteLanes(session, request)
        current?.connection.close()
        current = session
        return opened
      } catch (thrown) {
        close()
        const isFirstSilence: boolean = isSilence(thrown) && !withoutThreads
        const mayPass = isFirstSilence || isDeviceFault(toFault(thrown))
        if (!mayPass || attempt === MOST_ATTEMPTS) throw notStarted(thrown)
        withoutThreads ||= isFirstSilence
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

type LaneCalls = Pick<Engine, 'configure' | 'fork' | 'dropLane' | 'promoteLane'>

/** The calls that change how much a step computes. */
const laneCalls = (call: Call, samples: () => Session['samples'] | undefined): LaneCalls => ({
  configure(live, lane) {
    samples()?.set(lane ?? FIRST_LANE, drawsInAll(live))
    return call('configure', [live, lane])
  },
  fork(lane, from, live) {
    samples()?.set(lane, drawsInAll(live))
    return call('fork', [lane, from, live])
  },
  dropLane(lane) {
    samples()?.delete(lane)
    return call('dropLane', [lane])
  },
  promoteLane(lane) {
    samples()?.set(FIRST_LANE, samples()?.get(lane) ?? 1)
    samples()?.delete(lane)
    return call('promoteLane', [lane])
  },
})

/** Whether the present worker can serve this request. */
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
      noteLanes(current, request)
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
    ...laneCalls(call, () => sessions.current?.samples),
    compareBackends,
    subscribe,
    dispose: sessions.close,
  }
}
