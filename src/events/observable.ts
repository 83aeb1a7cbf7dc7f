/** A value that changes, and those who are told when it does. */
import { createEmitter } from './emitter.ts'

export interface Readable<T> {
  readonly get: () => T
  /** Calls `listener` after each change. Returns a function that unsubscribes. */
  readonly subscribe: (listener: () => void) => () => void
}

export interface Observable<T> extends Readable<T> {
  /** Setting the same value again (by Object.is) is no change. */
  readonly set: (value: T) => void
}

export function createObservable<T>(first: T): Observable<T> {
  const { emit, subscribe } = createEmitter()
  let value = first
  return {
    get: () => value,
    subscribe,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      emit()
    },
  }
}
