/** Waits for the end of one run, or for another run in its place. */
import type { Core } from './core.ts'
import { isAtEnd } from './state.ts'

interface Awaited {
  /** Of the run. */
  readonly id: number
  /** What waits for its last step; missing where that is past, and only another run matters. */
  readonly end?: {
    readonly steps: number
    /** The run stands still at its last step. Not called again. */
    readonly reached: () => void
  }
  /** Another run has taken its place. Not called again. */
  readonly replaced: () => void
}

/** Replaces what was awaited before, which is no longer reported; null: awaits nothing. */
export type AwaitEnd = (awaited: Awaited | null) => void

export function createAwaitEnd({ get, store }: Pick<Core, 'get' | 'store'>): AwaitEnd {
  let awaited: Awaited | null = null

  function look(): void {
    if (!awaited) return
    const { id, end, replaced } = awaited
    const state = get()
    const isPresent = state.history.current.id === id
    if (isPresent && !(end && isAtEnd(state, end))) return
    awaited = null
    if (isPresent) end?.reached()
    else replaced()
  }
  store.subscribe(look)

  return (next) => {
    awaited = next
    look()
  }
}
