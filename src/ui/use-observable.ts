import { useSyncExternalStore } from 'react'
import type { Readable } from '../events/observable.ts'

/** Renders again when the value changes. */
export const useObservable = <T>({ get, subscribe }: Readable<T>): T =>
  useSyncExternalStore(subscribe, get, get)
