/**
 * What the parts of the lab share: the engine, the state, and how something is told to the person.
 */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Engine } from '../protocol/engine.ts'
import { toFault, type Notice } from '../protocol/errors.ts'
import { initialState, type LabState, type Message } from './state.ts'
import type { Settings } from '../protocol/settings.ts'

export interface Surroundings {
  /** Milliseconds, from anywhere. */
  readonly now: () => number
  /** Whether anyone can see the page. */
  readonly isVisible: () => boolean
}

export interface Core extends Surroundings {
  readonly engine: Engine
  readonly store: StoreApi<LabState>
  readonly get: () => LabState
  readonly set: (change: Partial<LabState>) => void
  readonly tell: (tone: Message['tone'], notice: Notice) => void
  readonly announce: (code: string, params?: Notice['params']) => void
  /** Tells what was thrown. A worker that died takes its model with it. */
  readonly fail: (thrown: unknown) => void
}

/** More at once would bury the page; the oldest makes room. */
export const MAX_MESSAGES = 4

const isSame = (a: Notice, b: Notice) =>
  a.code === b.code && JSON.stringify(a.params) === JSON.stringify(b.params)

export function createCore(engine: Engine, settings: Settings, surroundings: Surroundings): Core {
  const store = createStore<LabState>(() => initialState(settings))
  const { getState: get, setState: set } = store
  let ids = 0

  const tell: Core['tell'] = (tone, { code, params }) => {
    const message: Message = { id: ++ids, tone, code, params }
    const others = get().messages.filter((other) => !isSame(other, message))
    set({ messages: [...others, message].slice(-MAX_MESSAGES) })
  }
  const announce: Core['announce'] = (code, params = {}) => set({ announcement: { id: ++ids, code, params } })
  const fail: Core['fail'] = (thrown) => {
    const fault = toFault(thrown)
    if (fault.code === 'unexpected') console.error(fault.message)
    if (fault.code === 'worker-crashed') set({ phase: 'none', stepsPerSecond: 0 })
    tell('error', fault)
  }
  return { ...surroundings, engine, store, get, set, tell, announce, fail }
}
