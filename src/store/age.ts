/**
 * How old a value is: whether it still says something of the model that there is. Pure.
 *
 * A value belongs to the weights of a step. It is stale once a live setting was switched after that step, once training
 * has gone STALE_AFTER steps further, or where its weights were given up (training diverged).
 */
import type { History, Mark, Run } from './history.ts'

export const STALE_AFTER = 500

/** `lastSwitch`: the step after which a live setting changed last; 0 if none did. */
export const isStale = (step: number, now: number, lastSwitch: number): boolean =>
  step < lastSwitch || now - step > STALE_AFTER || step > now

/** After a divergence training is at an earlier step again, with the settings of the switches before it. */
export const lastSwitchOf = (marks: readonly Mark[]): number =>
  marks.reduce(
    (last, { step, kind, value }) => (kind === 'diverged' ? Math.min(last, Number(value)) : step),
    0,
  )

/** Steps from a value to where its run stands; null while the value is fresh. Negative: its weights were given up. */
export type Ago = number | null

const agoIn = (step: number, now: number, lastSwitch: number): Ago =>
  isStale(step, now, lastSwitch) ? now - step : null

interface Stand {
  readonly phase: string
  readonly step: number
  readonly history: History
}

/** Of a run before this one: as seen from its end. One that is not kept any more has none. */
function agoInEarlier(step: number, run: Run | undefined): Ago {
  if (!run) return null
  const end = Math.max(step, run.rows.at(-1)?.step ?? 0)
  return agoIn(step, end, lastSwitchOf(run.marks))
}

export function agoOf(step: number, { phase, step: known, history }: Stand, run = history.current.id): Ago {
  const { current, earlier } = history
  if (run !== current.id)
    return agoInEarlier(
      step,
      earlier.find(({ id }) => id === run),
    )
  const { marks } = current
  // An answer of the engine may be ahead of the newest step that it told.
  const mayBeGivenUp = phase !== 'training' && marks.some(({ kind }) => kind === 'diverged')
  const now = mayBeGivenUp ? known : Math.max(step, known)
  return agoIn(step, now, lastSwitchOf(marks))
}
