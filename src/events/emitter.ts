/**
 * Calls many listeners with one value. An exception of a listener stops neither the others nor the caller: it
 * is logged.
 */
export type Listener<T> = (value: T) => void

export interface Emitter<T> {
  readonly emit: (value: T) => void
  /** Returns a function that unsubscribes. */
  readonly subscribe: (listener: Listener<T>) => () => void
  readonly clear: () => void
}

/** The listener with its exceptions caught and logged. */
export const guarded =
  <Args extends readonly unknown[]>(listener: (...args: Args) => void) =>
  (...args: Args): void => {
    try {
      listener(...args)
    } catch (thrown) {
      console.error(thrown)
    }
  }

export function createEmitter<T = void>(): Emitter<T> {
  const listeners = new Map<symbol, Listener<T>>()
  return {
    /** Calls the listeners that were subscribed at the start, and still are at their turn. */
    emit(value) {
      for (const key of [...listeners.keys()]) listeners.get(key)?.(value)
    },
    subscribe(listener) {
      const key = Symbol()
      listeners.set(key, guarded(listener))
      return () => void listeners.delete(key)
    },
    clear: () => listeners.clear(),
  }
}
