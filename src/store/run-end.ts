/** Waits for the end of one run, or for another run in its place. */
import type { Core } from './core.ts'
import { isAtEnd } from './state.ts'

interface Awaited {
  /** Of the run. */
  readonly id: number
  /** Its last step. */
  readonly steps: number
  /** The run stands still at its last step. Not called again. */
  readonly ended: () => void
  /** Another run has taken its place. Not called again. */
  readonly replaced: () => void
}

/** Replaces what was awaited before, which is no longer reported; null: awaits nothing. */
export type AwaitEnd = (awaited: Awaited | null) => void

export function createAwaitEnd({ get, store }: Pick<Core, 'get' | 'store'>): AwaitEnd {
  let awaited: Awaited | null = null

  function look(): void {
    if (!awaited) return
    const { id, ended, replaced, steps } = awaited
    const state = get()
    const isPresent = state.history.current.id === id
    if (isPresent && !isAtEnd(state, { steps })) return
    awaited = null
    if (isPresent) ended()
    else replaced()
  }
  store.subscribe(look)

  return (next) => {
    awaited = next
    look()
  }
}
