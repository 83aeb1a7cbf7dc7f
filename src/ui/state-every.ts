/** How often what is costly to draw follows the lab's state. */
import type { StoreApi } from 'zustand/vanilla'
import type { LabState } from '../store/state.ts'

/** What is shown while training comes along with the step count, in one frame, so long as it is this close to being due. */
const EARLY_MS = 40
/** Longer than from one beat of training to the next: what is due in between waits for that one. */
const BEAT_MS = 400

const runIn = ({ history }: LabState): number => history.current.id

/**
 * Calls what `changed` returns, at most about every `ms` milliseconds; null: there is nothing new to show. While training the
 * state changes in beats, and what is due at a beat is shown with it rather than in a frame of its own. Another run in the
 * place of the one shown does not wait: nothing of the old one stands beside it. Returns how to end it.
 */
export function followEvery(
  store: Pick<StoreApi<LabState>, 'getState' | 'subscribe'>,
  ms: number,
  changed: (state: LabState) => (() => void) | null,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = -Infinity
  let run = runIn(store.getState())
  const update = () => {
    clearTimeout(timer)
    timer = undefined
    last = performance.now()
    changed(store.getState())?.()
  }
  const onChange = () => {
    const state = store.getState()
    const isOther = runIn(state) !== run
    run = runIn(state)
    if (!changed(state)) return
    const left = last + ms - performance.now()
    if (isOther || left <= EARLY_MS) update()
    else timer ??= setTimeout(update, left + (state.phase === 'training' ? BEAT_MS : 0))
  }
  onChange()
  const stop = store.subscribe(onChange)
  return () => {
    stop()
    clearTimeout(timer)
  }
}
