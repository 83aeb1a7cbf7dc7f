/** A yes or no that a person chose, kept in the browser's storage where there is one. */
import { createObservable } from '../events/observable.ts'
import { useObservable } from './use-observable.ts'

const WORDS = { yes: '1', no: '0' } as const

function load(key: string, initial: boolean): boolean {
  try {
    const stored = localStorage.getItem(key)
    return stored === null ? initial : stored === WORDS.yes
  } catch {
    return initial // storage may be forbidden
  }
}

/** Returns a hook: the flag, and how to change it. */
export function keptFlag(name: string, initial: boolean) {
  const key = `elbo-lab:${name}`
  const flag = createObservable(load(key, initial))
  function set(next: boolean): void {
    flag.set(next)
    try {
      localStorage.setItem(key, next ? WORDS.yes : WORDS.no)
    } catch {
      // it holds until the page is left
    }
  }
  return () => [useObservable(flag), set] as const
}
