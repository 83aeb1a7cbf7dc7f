/**
 * The age of a value: whether it still describes the present model. Pure.
 *
 * A value belongs to the weights of a step. It is stale once a live setting has changed after that step, once
 * training is STALE_AFTER steps further, or if its weights were discarded (training diverged).
 */
import { FIRST_LANE } from '../protocol/lanes.ts'
import type { History, Mark, RecordedRun } from './history.ts'
import { wholeCurves } from './lanes/curves.ts'

export const STALE_AFTER = 500

/** `lastSwitch`: the step of the last change of a live setting; 0 if there was none. */
export const isStale = (step: number, now: number, lastSwitch: number): boolean =>
  step < lastSwitch || now - step > STALE_AFTER || step > now

/** After a divergence training is at an earlier step again, with the settings changed before it. */
export const lastSwitchOf = (marks: readonly Mark[]): number =>
  marks.reduce(
    (last, { step, kind, value }) => (kind === 'diverged' ? Math.min(last, Number(value)) : step),
    0,
  )

/**
 * Steps from a value to the present step of its run; null while the value is fresh. Negative: its weights were
 * discarded.
 */
export type Ago = number | null

const agoIn = (step: number, now: number, lastSwitch: number): Ago =>
  isStale(step, now, lastSwitch) ? now - step : null

interface Stand {
  readonly phase: string
  readonly step: number
  readonly history: History
}

/** For an earlier run, as seen from its end. Null if the run is no longer kept. */
function agoInEarlier(step: number, run: RecordedRun | undefined): Ago {
  if (!run) return null
  const end = Math.max(step, run.rows.at(-1)?.step ?? 0)
  return agoIn(step, end, lastSwitchOf(run.marks))
}

/** `lane`: of the present run. */
export function agoOf(
  step: number,
  { phase, step: known, history }: Stand,
  run = history.current.id,
  lane = FIRST_LANE,
): Ago {
  const { current, earlier } = history
  if (run !== current.id)
    return agoInEarlier(
      step,
      earlier.find(({ id }) => id === run),
    )
  const { marks } = wholeCurves(current, lane)
  // A result of the engine may be ahead of the last reported step.
  const mayBeGivenUp = phase !== 'training' && marks.some(({ kind }) => kind === 'diverged')
  const now = mayBeGivenUp ? known : Math.max(step, known)
  return agoIn(step, now, lastSwitchOf(marks))
}
