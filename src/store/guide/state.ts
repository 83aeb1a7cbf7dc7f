/** What a link asks of the page beside its settings and views, as for a lesson. Plain values; link.ts reads and writes them. */
import type { LiveSettings } from '../../protocol/settings.ts'
import type { Fork } from '../lanes/state.ts'
import type { Panel } from '../views.ts'

export type LiveChange = Partial<LiveSettings>

/** Live settings that change when the run has taken this many steps. */
export interface Switch {
  readonly step: number
  readonly change: LiveChange
}

/** A switch that has taken place, and what its settings were before. */
export interface Landed extends Switch {
  readonly before: LiveChange
}

export interface Guide {
  /** By step, each step once. */
  readonly switches: readonly Switch[]
  /** Lanes that are still to leave the run, by step; those of one step in the order of their numbers. */
  readonly forks: readonly Fork[]
  /** A teacher's sentence; text, never markup. */
  readonly note: string | null
  /** The derivation that is shown first. */
  readonly lesson: string | null
  readonly experiment: string | null
  /** Large type, the settings folded away. */
  readonly isPresenting: boolean
  /** The only panel shown, in a frame of another page. */
  readonly embedded: Panel | null
}

export const NO_GUIDE: Guide = {
  switches: [],
  forks: [],
  note: null,
  lesson: null,
  experiment: null,
  isPresenting: false,
  embedded: null,
}
