/**
 * Tells many listeners one thing. A listener that throws stops neither the others nor whoever tells them: what it
 * threw is logged.
 */
export type Listener<T> = (value: T) => void

export interface Emitter<T> {
  readonly emit: (value: T) => void
  /** Returns how to end it. */
  readonly subscribe: (listener: Listener<T>) => () => void
  readonly clear: () => void
}

/** The listener without its exceptions. */
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
    /** Those that were there when it began, and are still there at their turn. */
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
