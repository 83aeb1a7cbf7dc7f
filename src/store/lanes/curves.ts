/**
 * The curves of a run's lanes. Those of a lane beside the first begin after the step of its fork; what came before is
 * in the lane that it left. Pure.
 */
import { FIRST_LANE } from '../../protocol/lanes.ts'
import type { Curves, LaneCurves, RecordedRun } from '../history.ts'

const NO_CURVES: Curves = { rows: [], evaluations: [], probes: [], marks: [] }

export const lanesOf = ({ lanes = [] }: Pick<RecordedRun, 'lanes'>): readonly LaneCurves[] => lanes

/** The curves after `from`, up to `to`; a mark at `from` is the fork's own. */
function between({ rows, evaluations, probes, marks }: Curves, from: number, to: number): Curves {
  const within = <T extends { readonly step: number }>(list: readonly T[]): readonly T[] =>
    list.filter(({ step }) => step > from && step <= to)
  const ofMarks = marks.filter(({ step }) => step >= from && step <= to)
  return { rows: within(rows), evaluations: within(evaluations), probes: within(probes), marks: ofMarks }
}

const joined = (before: Curves, after: Curves): Curves => ({
  rows: [...before.rows, ...after.rows],
  evaluations: [...before.evaluations, ...after.evaluations],
  probes: [...before.probes, ...after.probes],
  marks: [...before.marks, ...after.marks],
})

const upTo = (curves: Curves, step: number): Curves => between(curves, -1, step)

/** A lane's curves with those of the lane that it left, from step 0 on. */
export function wholeCurves(run: RecordedRun, lane: number): Curves {
  if (lane === FIRST_LANE) return run
  const own = lanesOf(run).find((one) => one.lane === lane)
  return own ? joined(upTo(wholeCurves(run, own.from), own.step), own) : NO_CURVES
}

/** The step at which a lane and the first part. */
export function partingStep(run: RecordedRun, lane: number): number {
  const own = lanesOf(run).find((one) => one.lane === lane)
  if (!own) return 0
  return own.from === FIRST_LANE ? own.step : Math.min(own.step, partingStep(run, own.from))
}

/** A lane that is to leave another one at an earlier step: it takes over what was in between. */
function leavingEarlier(one: LaneCurves, from: number, step: number, curves: Curves): LaneCurves {
  if (one.step <= step) return { ...one, from }
  return { ...one, ...joined(between(curves, step, one.step), one), from, step }
}

export const withLane = (run: RecordedRun, lane: LaneCurves): RecordedRun => ({
  ...run,
  lanes: [...lanesOf(run), lane].toSorted((a, b) => a.lane - b.lane),
})

/** Without any lane there is no list, as in a run that never had one. */
function withLanes({ lanes: _, ...run }: RecordedRun, lanes: readonly LaneCurves[]): RecordedRun {
  return lanes.length > 0 ? { ...run, lanes } : run
}

/** Lanes that left it have left what it left. */
export function withoutLane(run: RecordedRun, lane: number): RecordedRun {
  const own = lanesOf(run).find((one) => one.lane === lane)
  if (!own) return run
  const others = lanesOf(run).filter((one) => one !== own)
  return withLanes(
    run,
    others.map((one) => (one.from === lane ? leavingEarlier(one, own.from, own.step, own) : one)),
  )
}

/** The first lane goes on from this one, and has its curves. */
export function withPromoted(run: RecordedRun, lane: number): RecordedRun {
  const step = partingStep(run, lane)
  const others = lanesOf(run).filter((one) => one.lane !== lane)
  const lanes = others.map((one) => {
    if (one.from === lane) return { ...one, from: FIRST_LANE }
    return one.from === FIRST_LANE ? leavingEarlier(one, FIRST_LANE, step, run) : one
  })
  return withLanes({ ...run, ...wholeCurves(run, lane) }, lanes)
}
