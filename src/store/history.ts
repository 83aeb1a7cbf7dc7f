/**
 * What a run has reported so far, and the runs before it. Plain values and pure functions; what is drawn of them is
 * charts/.
 *
 * Bounded: the engine logs the sparser the longer it trains (protocol/metrics.ts), so rows grow with the logarithm of
 * the steps; evaluations and marks are thinned here.
 */
import type { Evaluation, TrainRow } from '../protocol/metrics.ts'
import { liveSettings, type LiveSettings, type Settings } from '../protocol/settings.ts'
import type { ProbeReport } from '../protocol/variance.ts'

/** How often the probe runs explains nothing in the curves. */
export type MarkKind = Exclude<keyof LiveSettings, 'probe'> | 'diverged'

/** Something that happened at a step and explains a bend in the curves. */
export interface Mark {
  readonly step: number
  readonly kind: MarkKind
  /** The new value of the setting; for "diverged" the step whose weights are back. */
  readonly value: string | number
}

export interface Run {
  readonly id: number
  /** As they were when the model was made. */
  readonly settings: Settings
  /** Name of the data, "custom" for a person's own files. */
  readonly dataset: string
  readonly stepsPerEpoch: number
  readonly rows: readonly TrainRow[]
  readonly evaluations: readonly Evaluation[]
  /** What the variance probe measured. */
  readonly probes: readonly ProbeReport[]
  readonly marks: readonly Mark[]
}

export interface History {
  readonly current: Run
  /** Newest first. */
  readonly earlier: readonly Run[]
}

export const MAX_EARLIER = 5
export const MAX_EVALUATIONS = 2000
export const MAX_PROBES = 2000
export const MAX_MARKS = 60

export const emptyRun = (
  id: number,
  settings: Settings,
  dataset: string = settings.dataset,
  stepsPerEpoch = 0,
): Run => ({ id, settings, dataset, stepsPerEpoch, rows: [], evaluations: [], probes: [], marks: [] })

/** Puts the current run among the earlier ones (if it has anything to show) and starts another. */
export function startRun(
  history: History,
  settings: Settings,
  dataset: string,
  stepsPerEpoch: number,
): History {
  const { current, earlier } = history
  const worthKeeping = current.rows.length > 0 || current.evaluations.length > 0
  return {
    current: emptyRun(current.id + 1, settings, dataset, stepsPerEpoch),
    earlier: worthKeeping ? [current, ...earlier].slice(0, MAX_EARLIER) : earlier,
  }
}

/** For a run that begins again: what it had come to is not worth keeping. */
export const withoutCurves = ({ current, earlier }: History): History => ({
  current: emptyRun(current.id, current.settings, current.dataset, current.stepsPerEpoch),
  earlier,
})

/** A saved run takes the place of the current one. With `goesOn` it is the current one, at an earlier step. */
export function continueRun(history: History, saved: Omit<Run, 'id'>, goesOn = false): History {
  const { current } = history
  if (goesOn) return { ...history, current: { ...saved, id: current.id } }
  const next = startRun(history, saved.settings, saved.dataset, saved.stepsPerEpoch)
  return { ...next, current: { ...saved, id: next.current.id } }
}

const withCurrent = (history: History, change: Partial<Run>): History => ({
  ...history,
  current: { ...history.current, ...change },
})

/** After a divergence training goes on from an earlier step: what was logged beyond it makes room. */
const upTo = <T extends { readonly step: number }>(list: readonly T[], step: number): readonly T[] =>
  (list.at(-1)?.step ?? -1) < step ? list : list.filter((one) => one.step < step)

export function addRows(history: History, rows: readonly TrainRow[]): History {
  const first = rows[0]
  if (!first) return history
  return withCurrent(history, { rows: [...upTo(history.current.rows, first.step), ...rows] })
}

/** Keeps the first, the last, and every other one between. */
const thin = <T>(list: readonly T[]): readonly T[] =>
  list.filter((_, i) => i % 2 === 0 || i === list.length - 1)

export function addEvaluation(history: History, evaluation: Evaluation): History {
  const evaluations = [...upTo(history.current.evaluations, evaluation.step), evaluation]
  return withCurrent(history, {
    evaluations: evaluations.length > MAX_EVALUATIONS ? thin(evaluations) : evaluations,
  })
}

export function addProbe(history: History, report: ProbeReport): History {
  const probes = [...upTo(history.current.probes, report.step), report]
  return withCurrent(history, { probes: probes.length > MAX_PROBES ? thin(probes) : probes })
}

/** The setting's value before this mark. */
const valueBefore = ({ settings }: Run, marks: readonly Mark[], { kind }: Mark): Mark['value'] | null =>
  kind === 'diverged' ? null : (marks.findLast((one) => one.kind === kind)?.value ?? settings[kind])

/**
 * `replace` = one gesture goes on (a slider is dragged): the last mark moves instead of a new one being set. What was
 * switched again before a step was taken leaves no mark: no step went by it.
 */
export function addMark(history: History, mark: Mark, replace = false): History {
  const { current } = history
  const upToNow = upTo(current.marks, mark.step + 1)
  const before = upToNow.filter(({ kind, step }) => kind !== mark.kind || step !== mark.step)
  const last = before.at(-1)
  const earlier = before.slice(0, -1)
  const goesOn = replace && last?.kind === mark.kind && valueBefore(current, earlier, mark) !== mark.value
  const kept = goesOn ? earlier : before
  const marks = valueBefore(current, kept, mark) === mark.value ? kept : [...kept, mark]
  return withCurrent(history, { marks: marks.slice(-MAX_MARKS) })
}

/** Marks after which a step was taken. */
export const marksInForce = ({ marks, rows }: Pick<Run, 'marks' | 'rows'>): readonly Mark[] =>
  marks.filter(({ kind, step }) => kind === 'diverged' || step < (rows.at(-1)?.step ?? 0))

/** Before the first step a live setting is what the run begins with. */
export const beginWith = (history: History, settings: Settings): History =>
  withCurrent(history, { settings: { ...history.current.settings, ...liveSettings(settings) } })
