/**
 * What the charts and the cards know of the lanes: colour tells the estimator, as everywhere; the dash of the line and the
 * number tell the lane.
 */
import type { MeasuredLane } from '../../charts/lanes.ts'
import type { LaneMetrics } from '../../charts/elbo.ts'
import { LANE_DASHES } from '../../charts/lane-dashes.ts'
import { FIRST_LANE } from '../../protocol/lanes.ts'
import { formatSetting, type Settings } from '../../protocol/settings.ts'
import type { Curves, RecordedRun } from '../../store/history.ts'
import { lanesOf, partingStep, wholeCurves } from '../../store/lanes/curves.ts'
import { laneChange, type LaneChange, type LaneState } from '../../store/lanes/state.ts'
import { messages, t } from '../messages/index.ts'

export const dashOf = (lane: number): readonly number[] | undefined => LANE_DASHES[lane - FIRST_LANE]

/** The number of the step after which the last of the lanes was alone. */
export const duelStep = (run: RecordedRun): number =>
  Math.max(0, ...lanesOf(run).map(({ lane }) => partingStep(run, lane)))

export const laneMetrics = (run: RecordedRun): readonly LaneMetrics[] =>
  lanesOf(run).map(({ lane, step }) => ({ ...wholeCurves(run, lane), lane, step }))

/** By its marks: the first lane's initial settings hold for what it has in common with the others. */
const estimatorIn =
  ({ marks }: Curves, { estimator }: Settings) =>
  (step: number): string =>
    String(marks.findLast((mark) => mark.kind === 'estimator' && mark.step <= step)?.value ?? estimator)

/** All lanes, the first one first; what they have measured after they parted. */
export function measuredLanes(run: RecordedRun): readonly MeasuredLane[] {
  const from = duelStep(run)
  return [FIRST_LANE, ...lanesOf(run).map(({ lane }) => lane)].map((lane) => {
    const whole = wholeCurves(run, lane)
    return {
      lane,
      rows: whole.rows.filter(({ step }) => step > from),
      evaluations: whole.evaluations.filter(({ step }) => step > from),
      probes: whole.probes.filter(({ step }) => step >= from),
      estimatorAt: estimatorIn(whole, run.settings),
    }
  })
}

/** A setting's value in few words. */
function briefly(key: keyof LaneChange, change: LaneChange): string {
  const mark = (messages.marks as Readonly<Record<string, (p: { value: string | number }) => string>>)[key]
  const value = formatSetting(key, change[key] as never)
  return mark ? mark({ value }) : value
}

/** What a lane has otherwise than the run, in words. */
export function changeName(change: LaneChange): string {
  const keys = Object.keys(change) as (keyof LaneChange)[]
  return keys.map((key) => briefly(key, change)).join(t('comma')) || t('laneEqual')
}

export const laneName = (settings: Settings, { live }: LaneState): string =>
  changeName(laneChange(settings, live))
