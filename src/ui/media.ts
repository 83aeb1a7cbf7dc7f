/**
 * A media query that can be read at any time. The answer is kept from the last change event: in Chromium a read of
 * `matches` between a change and its event swallows the event.
 */
import { createEmitter } from '../protocol/emitter.ts'

export interface MediaQuery {
  readonly matches: () => boolean
  /** Returns how to end it. */
  readonly subscribe: (listener: () => void) => () => void
}

export function mediaQuery(query: string): MediaQuery {
  const list = matchMedia(query)
  const { emit, subscribe } = createEmitter()
  let matches = list.matches
  list.addEventListener('change', (event) => {
    matches = event.matches
    emit()
  })
  return {
    matches: () => matches,
    subscribe,
  }
}
