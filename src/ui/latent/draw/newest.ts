/** Requests of which only the newest matters. */
import { useEffect, useRef } from 'react'

/** One call at a time: while one is under way, the newest argument waits and the ones before it are dropped. */
export function createNewest<T>(ask: (value: T) => Promise<void>) {
  let waiting: { readonly value: T } | null = null
  let isBusy = false
  return async (value: T): Promise<void> => {
    waiting = { value }
    if (isBusy) return
    isBusy = true
    try {
      while (waiting) {
        const next: T = waiting.value
        waiting = null
        await ask(next)
      }
    } finally {
      isBusy = false
    }
  }
}

/** As `createNewest`, for the life of a component. */
export function useNewest<T>(ask: (value: T) => Promise<void>): (value: T) => Promise<void> {
  const newest = useRef(ask)
  useEffect(() => void (newest.current = ask), [ask])
  const made = useRef<(value: T) => Promise<void>>(null)
  return (value) => (made.current ??= createNewest((one: T) => newest.current(one)))(value)
}
