/** The lab for the components below, and how they select from it what they show. */
import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Readable } from '../events/observable.ts'
import type { Lab } from '../store/lab.ts'
import type { LabState } from '../store/state.ts'
import type { ViewChoices, Panel } from '../store/views.ts'
import type { SyncedUrl } from '../store/url-sync.ts'
import { followEvery } from './state-every.ts'

type News = 'version' | 'threads'

/** What a reload of the page would bring, and the means to have it. */
export interface Renewal extends Readable<News | null> {
  reload(): void
  dismiss(): void
}

export interface Services {
  readonly lab: Lab
  readonly address: Pick<SyncedUrl, 'hash' | 'flush'>
  readonly version: string
  readonly renewal: Renewal
}

const Context = createContext<Services | null>(null)

export const LabProvider = ({ value, children }: { value: Services; children: ReactNode }) => (
  <Context value={value}>{children}</Context>
)

export function useServices(): Services {
  const services = useContext(Context)
  if (!services) throw new Error('useServices: expected a LabProvider above, got none')
  return services
}

export const useLab = (): Lab => useServices().lab

/** Renders again when what is selected changes (by Object.is): select narrowly. */
export const useLabState = <T,>(select: (state: LabState) => T): T => useStore(useLab().store, select)

/** The view and the chart choices of a panel, and how to change them. */
export function useChosen<P extends Panel>(panel: P) {
  const lab = useLab()
  const chosen = useLabState(({ views }) => views.chosen[panel])
  return [chosen, (change: Partial<ViewChoices[P]>) => lab.views.choose(panel, change)] as const
}

/**
 * As `useLabState`, but at most about every `ms` milliseconds (state-every.ts): for what is costly to draw. `select` must not
 * change without need; what another one selects is drawn at once.
 */
export function useLabStateEvery<T>(ms: number, select: (state: LabState) => T): T {
  const { store } = useLab()
  const [held, setHeld] = useState(() => ({ select, value: select(store.getState()) }))
  const shown = useRef(held)
  useEffect(
    () =>
      followEvery(store, ms, (state) => {
        const { select: of, value } = shown.current
        const next = select(state)
        if (of === select && Object.is(next, value)) return null
        return () => setHeld((shown.current = { select, value: next }))
      }),
    [store, select, ms],
  )
  return held.select === select ? held.value : select(store.getState())
}
