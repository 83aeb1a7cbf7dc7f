/** What the parts of the lab share: the engine, the state, and how messages are reported to the user. */
import { createStore, type StoreApi } from 'zustand/vanilla'
import { guarded } from '../events/emitter.ts'
import { NO_RATES, type Engine } from '../protocol/engine.ts'
import { toFault, type Fault, type Notice } from '../protocol/errors.ts'
import { createShares, type Shares } from './shares.ts'
import { initialState, type LabState, type Message } from './state.ts'
import type { Settings } from '../protocol/settings.ts'
import type { Views } from './views.ts'

export interface Surroundings {
  /** Milliseconds, from any origin. */
  readonly now: () => number
  /** Whether the page is visible. */
  readonly isVisible: () => boolean
}

export interface Core extends Surroundings {
  readonly engine: Engine
  readonly shares: Shares
  readonly store: StoreApi<LabState>
  readonly get: () => LabState
  readonly set: (change: Partial<LabState>) => void
  readonly tell: (tone: Message['tone'], notice: Notice) => void
  readonly announce: (code: string, params?: Notice['params']) => void
  /** Reports an exception or a failure. A worker that died takes its model with it. */
  readonly fail: (thrown: unknown) => void
}

/** More at once would bury the page; the oldest is dropped. */
export const MAX_MESSAGES = 8

const isSame = (a: Notice, b: Notice) =>
  a.code === b.code && JSON.stringify(a.params) === JSON.stringify(b.params)

function faultOf(thrown: unknown): Fault {
  const isNotice =
    typeof thrown === 'object' && thrown !== null && !(thrown instanceof Error) && 'code' in thrown
  return isNotice ? { message: '', ...(thrown as Notice) } : toFault(thrown)
}

/** Exceptions of a listener would keep the state from later listeners, and interrupt the action that set it. */
function createGuardedStore(settings: Settings, views?: Views): StoreApi<LabState> {
  const store = createStore<LabState>(() => initialState(settings, views))
  return { ...store, subscribe: (listener) => store.subscribe(guarded(listener)) }
}

/** What the lab begins with. */
interface Beginning {
  readonly settings: Settings
  readonly views?: Views
}

export function createCore(engine: Engine, { settings, views }: Beginning, surroundings: Surroundings): Core {
  const store = createGuardedStore(settings, views)
  const { getState: get, setState: set } = store
  let ids = 0

  const tell: Core['tell'] = (tone, { code, params }) => {
    const message: Message = { id: ++ids, tone, code, params }
    const others = get().messages.filter((other) => !isSame(other, message))
    set({ messages: [...others, message].slice(-MAX_MESSAGES) })
  }
  const announce: Core['announce'] = (code, params = {}) => set({ announcement: { id: ++ids, code, params } })
  const fail: Core['fail'] = (thrown) => {
    const { code, params, message } = faultOf(thrown)
    // Cancellation was requested by the user: not reported.
    if (code === 'aborted') return
    if (code === 'unexpected') console.error(message)
    if (code !== 'worker-crashed') return tell('error', { code, params })
    // Every later call would report it again.
    if (get().phase !== 'none') tell('error', { code, params })
    set({ phase: 'none', rates: NO_RATES })
  }
  return { ...surroundings, engine, shares: createShares(), store, get, set, tell, announce, fail }
}
