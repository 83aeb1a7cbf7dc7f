/** What the chart over time looks like, and what the charts of the other views have in common with it: names, colours and axes. Their numbers are charts/variance. */
import { powerTicks } from '../../charts/axis.ts'
import { ESTIMATOR_IDS, colourOf, type EstimatorId } from '../../protocol/estimators.ts'
import type { Ends, Frame, Trace } from '../chart/spec.ts'
import { ALONE, laneTrace, runTrace, type Company } from '../elbo/view.ts'
import { format, t } from '../messages/index.ts'
import { frameColours, translucent } from '../colours.ts'
import type { Palette } from '../palette.ts'
import { estimatorInSentence } from './names.ts'

export const trace = (label: string, colour: string, style: Trace['style'], width = 1.5): Trace => ({
  label,
  colour,
  style,
  width,
  isFaint: false,
})

/** What an estimator's variance looks like, wherever it is drawn. */
export const ofEstimator = (
  id: EstimatorId,
  colour: Palette,
  style: Trace['style'],
  label = estimatorInSentence(id),
): Trace => ({ ...trace(label, colour(colourOf(id)), style), place: `curve:${id}` })

/** A trace and the two ends of its intervals. */
export const traceAndEnds = (own: Trace): Trace[] => [
  own,
  { ...own, style: 'edge', label: t('lower', { name: own.label }) },
  { ...own, style: 'edge', label: t('upper', { name: own.label }) },
]

export const endsOf = (of: number, draw: Ends['draw'], fill = ''): Ends => ({
  of,
  lo: of + 1,
  hi: of + 2,
  draw,
  fill,
})

export const logVariance = (colour: Palette) => ({
  ...frameColours(colour),
  isLog: true,
  ticks: powerTicks,
  yLabel: t('axisVariance'),
  formatTick: format.power,
  formatValue: format.scientific,
})

export function overTimeFrame(colour: Palette, { lanes, runs }: Company = ALONE): Frame {
  const band = (id: EstimatorId) => translucent(colour(colourOf(id)), 0.2)
  return {
    ...logVariance(colour),
    traces: [
      trace(t('whichImages'), colour('ink'), 'line', 1),
      ...ESTIMATOR_IDS.flatMap((id) => traceAndEnds(ofEstimator(id, colour, 'line-and-dots'))),
      ...lanes.map((lane) => ({ ...laneTrace(lane, colour), style: 'line-and-dots' as const })),
      ...runs.map((run) => ({ ...runTrace(run, colour), style: 'line' as const })),
    ],
    ends: ESTIMATOR_IDS.map((id, e) => endsOf(1 + 3 * e, 'band', band(id))),
    xLabel: t('axisStep'),
    formatX: format.integer,
  }
}
