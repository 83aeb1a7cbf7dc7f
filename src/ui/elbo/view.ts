/** From the lab's history to what the chart draws: names and colours come in here. */
import { elboChart, type Curve, type ElboChart, type ElboView } from '../../charts/elbo.ts'
import { colourOf, isEstimatorId } from '../../protocol/estimators.ts'
import type { History, Mark } from '../../store/history.ts'
import type { Frame, MarkLine, Trace } from '../chart/spec.ts'
import { format, messages, t } from '../messages/index.ts'
import { frameColours, type Palette } from '../palette.ts'

export const runsOf = ({ current, earlier }: History) => [current, ...earlier]

export const elboChartOf = (history: History, view: ElboView): ElboChart => elboChart(runsOf(history), view)

function trace({ quantity, split, age, style }: Curve, colour: Palette): Trace {
  const isEarlier = age > 0
  return {
    label: messages.curveName({ name: messages.quantities[quantity], split: messages.splits[split] }),
    colour: colour(isEarlier ? 'faint-curve' : quantity),
    style,
    width: isEarlier ? 1 : quantity === 'elbo' && style !== 'dashes' ? 1.75 : 1.25,
    isFaint: isEarlier,
    ...(!isEarlier && { place: `curve:${quantity}` as const }),
  }
}

/** The frame needs the chart's curves, of which there are always the same for a view. */
export function frameOf(view: ElboView, colour: Palette): Frame {
  const { curves } = elboChart([], view)
  const isLog = view.scale === 'log'
  return {
    traces: curves.map((curve) => trace(curve, colour)),
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
