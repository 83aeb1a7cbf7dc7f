/** The lab for the components below, and how they select from it what they show. */
import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Readable } from '../events/observable.ts'
import type { Lab } from '../store/lab.ts'
import type { LabState } from '../store/state.ts'
import type { ViewChoices, Panel } from '../store/views.ts'
import type { SyncedUrl } from '../store/url-sync.ts'

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

/** What is shown while training comes along with the step count, in one frame, so long as it is this close to being due. */
const EARLY_MS = 40
/** Longer than from one beat of training to the next: what is due in between waits for that one. */
const BEAT_MS = 400

/**
 * As `useLabState`, but at most about every `ms` milliseconds: for what is costly to draw. While training the state
 * changes in beats, and what is due at a beat is drawn with it rather than in a frame of its own. `select` must not
 * change without need; what another one selects is drawn at once.
 */
export function useLabStateEvery<T>(ms: number, select: (state: LabState) => T): T {
  const { store } = useLab()
  const [held, setHeld] = useState(() => ({ select, value: select(store.getState()) }))
  const shown = useRef(held)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let last = -Infinity
    const update = () => {
      clearTimeout(timer)
      timer = undefined
      last = performance.now()
      shown.current = { select, value: select(store.getState()) }
      setHeld(shown.current)
    }
    const onChange = () => {
      const { select: of, value } = shown.current
      if (of === select && Object.is(select(store.getState()), value)) return
      const left = last + ms - performance.now()
      if (left <= EARLY_MS) update()
      else timer ??= setTimeout(update, left + (store.getState().phase === 'training' ? BEAT_MS : 0))
    }
    onChange()
    const stop = store.subscribe(onChange)
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [store, select, ms])
  return held.select === select ? held.value : select(store.getState())
}
