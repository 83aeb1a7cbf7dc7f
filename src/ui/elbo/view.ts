/** From the lab's history to what the chart draws: names and colours come in here. */
import { elboChart, type Curve, type ElboChart, type ElboView } from '../../charts/elbo.ts'
import { colourOf, isEstimatorId, type EstimatorId } from '../../protocol/estimators.ts'
import type { History, Mark, RecordedRun } from '../../store/history.ts'
import { lanesOf } from '../../store/lanes/curves.ts'
import type { Frame, MarkLine, Trace } from '../chart/spec.ts'
import { dashOf, laneMetrics } from '../duel/lanes.ts'
import { format, messages, t } from '../messages/index.ts'
import { frameColours, type Palette } from '../palette.ts'

export const runsOf = ({ current, earlier }: History) => [current, ...earlier]

export const elboChartOf = (history: History, view: ElboView): ElboChart =>
  elboChart(runsOf(history), view, laneMetrics(history.current))

/** A lane as its curves are drawn; `estimator`: the one that trains it. */
export interface DrawnLane {
  readonly lane: number
  readonly estimator: EstimatorId
}

export const laneTrace = ({ lane, estimator }: DrawnLane, colour: Palette) => ({
  label: t('laneCurve', { lane, name: messages.estimators[estimator]?.name ?? estimator }),
  colour: colour(colourOf(estimator)),
  width: 1.75,
  isFaint: false,
  ...(dashOf(lane) && { dash: dashOf(lane)! }),
})

function trace({ quantity, split, age, style }: Curve, colour: Palette): Trace {
  const isEarlier = age > 0
  return {
    label: messages.curveName({ name: messages.quantities[quantity], split: messages.splits[split] }),
    colour: colour(isEarlier ? 'faint-curve' : quantity),
    style,
    width: isEarlier ? 1 : quantity === 'elbo' && style !== 'dashes' ? 1.75 : 1.25,
    isFaint: isEarlier,
    ...(!isEarlier && quantity !== 'bound' && { place: `curve:${quantity}` as const }),
  }
}

const styleOf = ({ tab }: ElboView): Trace['style'] => (tab === 'terms' ? 'line' : 'line-and-dots')

/** The frame needs the chart's curves, of which there are always the same for a view and the lanes. */
export function frameOf(view: ElboView, colour: Palette, lanes: readonly DrawnLane[] = []): Frame {
  const { curves } = elboChart([], view)
  const isLog = view.scale === 'log'
  return {
    traces: [
      ...curves.map((curve) => trace(curve, colour)),
      ...lanes.map((lane) => ({ ...laneTrace(lane, colour), style: styleOf(view) })),
    ],
    isLog,
    xLabel: t('axisStep'),
    yLabel: t(isLog ? 'axisNatsLog' : 'axisNats'),
    ...frameColours(colour),
    formatX: format.integer,
    formatTick: format.short,
    formatValue: (value) => format.fixed(value, 2),
  }
}

/** A switch has the colour of the estimator that trains from there on. */
const markColour = ({ kind, value }: Mark): string => {
  if (kind === 'estimator') return isEstimatorId(value) ? `${colourOf(value)}-text` : 'soft'
  return kind === 'diverged' ? 'error' : 'soft'
}

export const marksOf = (marks: readonly Mark[], colour: Palette): MarkLine[] =>
  marks.map((mark) => ({
    x: mark.step,
    label: messages.marks[mark.kind]({ value: mark.value }),
    colour: colour(markColour(mark)),
  }))

/** Of the run and its lanes: what was changed at a fork is told by the lane's name. */
export function allMarksOf(
  run: RecordedRun,
  colour: Palette,
  isTold: (mark: Mark) => boolean = () => true,
): MarkLine[] {
  const lanes = lanesOf(run)
  const forks = [...new Set(lanes.map(({ step }) => step))].map((step) => {
    const left = lanes.filter((one) => one.step === step).map(({ lane }) => lane)
    return { x: step, label: t('forkMark', { lanes: left.join(t('comma')) }), colour: colour('soft') }
  })
  const ofLanes = lanes.flatMap(({ lane, step, marks }) => {
    const later = marks.filter((mark) => mark.step > step && isTold(mark))
    const named = (line: MarkLine) => ({ ...line, label: t('laneMark', { lane, mark: line.label }) })
    return marksOf(later, colour).map(named)
  })
  return [...marksOf(run.marks.filter(isTold), colour), ...forks, ...ofLanes].sort((a, b) => a.x - b.x)
}
