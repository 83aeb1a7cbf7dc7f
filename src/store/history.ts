/**
 * The reports of the present run, and of the runs before it. Plain values and pure functions; charts/ draws
 * them.
 *
 * Bounded: the engine logs less often the longer it trains (protocol/metrics.ts), so rows grow with the
 * logarithm of the steps; evaluations and marks are thinned here.
 */
import { FIRST_LANE } from '../protocol/lanes.ts'
import type { Evaluation, TrainRow } from '../protocol/metrics.ts'
import { liveSettings, type LiveSettings, type Settings } from '../protocol/settings.ts'
import type { ProbeReport } from '../protocol/variance.ts'

/** The probe's frequency explains nothing in the curves. */
export type MarkKind = Exclude<keyof LiveSettings, 'probe'> | 'diverged'

/** An event at a step that explains a bend in the curves. */
export interface Mark {
  readonly step: number
  readonly kind: MarkKind
  /** The new value of the setting; for "diverged" the step whose weights were restored. */
  readonly value: string | number
}

/** What is reported of a lane. */
export interface Curves {
  readonly rows: readonly TrainRow[]
  readonly evaluations: readonly Evaluation[]
  /** Reports of the variance probe. */
  readonly probes: readonly ProbeReport[]
  readonly marks: readonly Mark[]
}

/** A lane beside the first: its curves begin after the step of its fork (lanes/curves.ts). */
export interface LaneCurves extends Curves {
  readonly lane: number
  /** The lane that it left. */
  readonly from: number
  /** After which it left. */
  readonly step: number
  /** Its settings then; marks tell what was changed. */
  readonly live: LiveSettings
}

/** How many colours there are for runs: more than there are runs beside each other. */
export const RUN_COLOURS = 6

/** What a person chooses of how a run is shown. */
export interface RunLook {
  /** Missing: it is called by its number. */
  readonly name?: string
  /** Drawn in no chart. */
  readonly isHidden?: boolean
  /** Newer runs do not take its place. */
  readonly isPinned?: boolean
}

export interface RecordedRun extends Curves, RunLook {
  /** Of its model: another with every reset. */
  readonly id: number
  /** From 1 on; a run that showed nothing leaves its number to the next. */
  readonly number: number
  /** 0 to RUN_COLOURS - 1, its own among the runs that are shown beside each other. */
  readonly colour: number
  /** The settings when the model was created. */
  readonly settings: Settings
  /** Name of the data, "custom" for the user's own files. */
  readonly dataset: string
  readonly stepsPerEpoch: number
  /** Beside the first; missing if there is none. */
  readonly lanes?: readonly LaneCurves[]
}

export interface History {
  readonly current: RecordedRun
  /** Newest first. */
  readonly earlier: readonly RecordedRun[]
}

export const MAX_EARLIER = 5
export const MAX_EVALUATIONS = 2000
export const MAX_PROBES = 2000
export const MAX_MARKS = 60
/** Characters. */
export const MAX_NAME = 40

export const emptyRun = (
  id: number,
  settings: Settings,
  dataset: string = settings.dataset,
  stepsPerEpoch = 0,
): RecordedRun => ({
  id,
  number: 1,
  colour: 0,
  settings,
  dataset,
  stepsPerEpoch,
  rows: [],
  evaluations: [],
  probes: [],
  marks: [],
})

/** The first that none of these has. */
function freeColour(runs: readonly RecordedRun[]): number {
  const taken = new Set(runs.map(({ colour }) => colour))
  const colours = Array.from({ length: RUN_COLOURS }, (_, i) => i)
  return colours.find((colour) => !taken.has(colour)) ?? 0
}

/** As many as are kept: pinned ones first of all, then the newest. */
function keptOf(runs: readonly RecordedRun[]): readonly RecordedRun[] {
  let room = MAX_EARLIER - runs.filter(({ isPinned }) => isPinned).length
  return runs.filter(({ isPinned }) => isPinned || room-- > 0).slice(0, MAX_EARLIER)
}

/** Moves the current run to the earlier ones (if it has anything to show) and starts a new one. */
export function startRun(
  history: History,
  settings: Settings,
  dataset: string,
  stepsPerEpoch: number,
): History {
  const { current, earlier } = history
  const worthKeeping = current.rows.length > 0 || current.evaluations.length > 0
  const kept = worthKeeping ? keptOf([current, ...earlier]) : earlier
  const next = emptyRun(current.id + 1, settings, dataset, stepsPerEpoch)
  const number = worthKeeping ? current.number + 1 : current.number
  return { current: { ...next, number, colour: freeColour(kept) }, earlier: kept }
}

/** Changes how a run is shown; one that is not there is nobody's. */
export function withLook({ current, earlier }: History, id: number, look: RunLook): History {
  const change = (run: RecordedRun) => (run.id === id ? { ...run, ...look } : run)
  return { current: change(current), earlier: earlier.map(change) }
}

/** The current run cannot be removed: it trains. */
export const withoutRun = ({ current, earlier }: History, id: number): History => ({
  current,
  earlier: earlier.filter((run) => run.id !== id),
})

/** By what a run is known, whatever it trains. */
function markOf({ id, number, colour, name, isHidden = false, isPinned = false }: RecordedRun) {
  return { id, number, colour, isHidden, isPinned, ...(name && { name }) }
}

/** For a run that starts over: its curves are discarded. */
export const withoutCurves = ({ current, earlier }: History): History => ({
  current: {
    ...emptyRun(current.id, current.settings, current.dataset, current.stepsPerEpoch),
    ...markOf(current),
  },
  earlier,
})

/** Replaces the current run by a saved one. `goesOn`: it is the same run, at an earlier step. */
export function continueRun(
  history: History,
  saved: Omit<RecordedRun, 'id' | 'number' | 'colour'>,
  goesOn = false,
): History {
  if (goesOn) return { ...history, current: { ...saved, ...markOf(history.current) } }
  const next = startRun(history, saved.settings, saved.dataset, saved.stepsPerEpoch)
  const { id, number, colour } = next.current
  return { ...next, current: { ...saved, id, number, colour } }
}

const withCurrent = (history: History, change: Partial<RecordedRun>): History => ({
  ...history,
  current: { ...history.current, ...change },
})

/** After a divergence training resumes from an earlier step: later entries are removed. */
const upTo = <T extends { readonly step: number }>(list: readonly T[], step: number): readonly T[] =>
  (list.at(-1)?.step ?? -1) < step ? list : list.filter((one) => one.step < step)

/** Changes the curves of a lane; those of a lane that is not there stay away. */
function withCurves(history: History, lane: number, change: (curves: Curves) => Partial<Curves>): History {
  const { current } = history
  if (lane === FIRST_LANE) return withCurrent(history, change(current))
  if (!current.lanes) return history
  const lanes = current.lanes.map((one) => (one.lane === lane ? { ...one, ...change(one) } : one))
  return withCurrent(history, { lanes })
}

export function addRows(history: History, rows: readonly TrainRow[], lane = FIRST_LANE): History {
  const first = rows[0]
  if (!first) return history
  return withCurves(history, lane, (own) => ({ rows: [...upTo(own.rows, first.step), ...rows] }))
}

/** Keeps the first, the last, and every other one between. */
const thin = <T>(list: readonly T[]): readonly T[] =>
  list.filter((_, i) => i % 2 === 0 || i === list.length - 1)

export function addEvaluation(history: History, evaluation: Evaluation, lane = FIRST_LANE): History {
  return withCurves(history, lane, (own) => {
    const evaluations = [...upTo(own.evaluations, evaluation.step), evaluation]
    return { evaluations: evaluations.length > MAX_EVALUATIONS ? thin(evaluations) : evaluations }
  })
}

export function addProbe(history: History, report: ProbeReport, lane = FIRST_LANE): History {
  return withCurves(history, lane, (own) => {
    const probes = [...upTo(own.probes, report.step), report]
    return { probes: probes.length > MAX_PROBES ? thin(probes) : probes }
  })
}

/** The setting's value before this mark. */
export const valueBefore = (
  initial: LiveSettings,
  marks: readonly Mark[],
  { kind }: Pick<Mark, 'kind'>,
): Mark['value'] | null =>
  kind === 'diverged' ? null : (marks.findLast((one) => one.kind === kind)?.value ?? initial[kind])

function marksWith(
  marks: readonly Mark[],
  initial: LiveSettings,
  mark: Mark,
  replace: boolean,
): readonly Mark[] {
  const upToNow = upTo(marks, mark.step + 1)
  const before = upToNow.filter(({ kind, step }) => kind !== mark.kind || step !== mark.step)
  const last = before.at(-1)
  const earlier = before.slice(0, -1)
  const goesOn = replace && last?.kind === mark.kind && valueBefore(initial, earlier, mark) !== mark.value
  const kept = goesOn ? earlier : before
  const all = valueBefore(initial, kept, mark) === mark.value ? kept : [...kept, mark]
  return all.slice(-MAX_MARKS)
}

/** The lane's settings when it began. */
export const initialOf = ({ settings, lanes = [] }: RecordedRun, lane: number): LiveSettings =>
  lanes.find((one) => one.lane === lane)?.live ?? settings

/**
 * `replace`: the gesture continues (a slider is dragged), so the last mark is replaced. A setting changed back
 * before a step was taken leaves no mark, since no step used it.
 */
export function addMark(history: History, mark: Mark, replace = false, lane = FIRST_LANE): History {
  const initial = initialOf(history.current, lane)
  return withCurves(history, lane, ({ marks }) => ({ marks: marksWith(marks, initial, mark, replace) }))
}

/** The newest mark of each of these settings, if it is of this value, and what came after it, not before `step`. */
function marksPlaced(marks: readonly Mark[], changed: Partial<LiveSettings>, step: number): readonly Mark[] {
  let least = 0
  return marks.map((mark, i) => {
    const { kind, value } = mark
    const isNewest = i === marks.findLastIndex((one) => one.kind === kind)
    if (kind !== 'diverged' && changed[kind] === value && isNewest) least = step
    return mark.step < least ? { ...mark, step: least } : mark
  })
}

/** The engine took these changes at `step`: while it trains it is ahead of the last step that the page was told of. */
export const placeMarks = (
  history: History,
  changed: Partial<LiveSettings>,
  step: number,
  lane = FIRST_LANE,
): History => withCurves(history, lane, ({ marks }) => ({ marks: marksPlaced(marks, changed, step) }))

/** Marks after which a step was taken. */
export const marksInForce = ({ marks, rows }: Pick<RecordedRun, 'marks' | 'rows'>): readonly Mark[] =>
  marks.filter(({ kind, step }) => kind === 'diverged' || step < (rows.at(-1)?.step ?? 0))

/** Before the first step, changes of live settings change the run's initial settings. */
export const beginWith = (history: History, settings: Settings): History =>
  withCurrent(history, { settings: { ...history.current.settings, ...liveSettings(settings) } })
