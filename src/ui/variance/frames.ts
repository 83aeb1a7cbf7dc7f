/** What the charts of this region look like: names, colours and axes. Their numbers are charts/variance. */
import { logTicks, powerTicks } from '../../charts/axis.ts'
import { WEIGHTED_ESTIMATORS, kAt } from '../../charts/variance/against-k.ts'
import { SAMPLES_SERIES, samplesAt } from '../../charts/variance/against-samples.ts'
import { ESTIMATOR_IDS, colourOf, usesBaselines, type EstimatorId } from '../../protocol/estimators.ts'
import type { ProbeReport } from '../../protocol/variance.ts'
import type { Ends, Frame, Trace } from '../chart/spec.ts'
import { ALONE, laneTrace, runTrace, type Company } from '../elbo/view.ts'
import { format, t } from '../messages/index.ts'
import { frameColours, translucent } from '../colours.ts'
import type { Palette } from '../palette.ts'
import { estimatorInSentence, shortBaselineName } from './names.ts'

const trace = (label: string, colour: string, style: Trace['style'], width = 1.5): Trace => ({
  label,
  colour,
  style,
  width,
  isFaint: false,
})

/** What an estimator's variance looks like, wherever it is drawn. */
const ofEstimator = (
  id: EstimatorId,
  colour: Palette,
  style: Trace['style'],
  label = estimatorInSentence(id),
): Trace => ({ ...trace(label, colour(colourOf(id)), style), place: `curve:${id}` })

/** A trace and the two ends of its intervals. */
const withEnds = (own: Trace): Trace[] => [
  own,
  { ...own, style: 'edge', label: t('lower', { name: own.label }) },
  { ...own, style: 'edge', label: t('upper', { name: own.label }) },
]

const endsOf = (of: number, draw: Ends['draw'], fill = ''): Ends => ({
  of,
  lo: of + 1,
  hi: of + 2,
  draw,
  fill,
})

const logVariance = (colour: Palette) => ({
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
      ...ESTIMATOR_IDS.flatMap((id) => withEnds(ofEstimator(id, colour, 'line-and-dots'))),
      ...lanes.map((lane) => ({ ...laneTrace(lane, colour), style: 'line-and-dots' as const })),
      ...runs.map((run) => ({ ...runTrace(run, colour), style: 'line' as const })),
    ],
    ends: ESTIMATOR_IDS.map((id, e) => endsOf(1 + 3 * e, 'band', band(id))),
    xLabel: t('axisStep'),
    formatX: format.integer,
  }
}

/** `widths` of the encoder's layers, the images' side first. */
export function byLayerFrame(colour: Palette, widths: readonly number[]): Frame {
  const layers = widths.length - 1
  const name = (x: number) => {
    const at = Math.round(x)
    const [from, to] = [widths[at], widths[at + 1]]
    if (from === undefined || to === undefined) return ''
    return t(at === layers - 1 ? 'lastLayer' : 'layer', { from, to })
  }
  return {
    ...logVariance(colour),
    traces: ESTIMATOR_IDS.flatMap((id) => withEnds(ofEstimator(id, colour, 'dots'))),
    ends: ESTIMATOR_IDS.map((_, e) => endsOf(3 * e, 'whiskers')),
    x: { isLog: false, ticks: Array.from({ length: layers }, (_, i) => i) },
    xLabel: t('axisLayer'),
    formatX: name,
    trueX: (x) => Math.max(0, Math.round(x)),
    tellX: name,
  }
}

/** By the baseline; the colour tells the estimators apart. */
export const SERIES_STYLES: Readonly<Record<ProbeReport['baseline'], Trace['style']>> = {
  none: 'dots',
  'moving-average': 'dots',
  batch: 'rings',
  'leave-one-out': 'squares',
}

export const seriesName = (place: number): string => {
  const { estimator, baseline } = SAMPLES_SERIES[place]!
  const name = estimatorInSentence(estimator)
  return usesBaselines(estimator) ? t('seriesName', { name, baseline: shortBaselineName(baseline) }) : name
}

export function againstSamplesFrame(colour: Palette): Frame {
  const slopes = SAMPLES_SERIES.map(({ estimator }) => ({
    ...trace(t('slopeName'), translucent(colour(colourOf(estimator)), 0.5), 'line', 1),
    isFaint: true,
  }))
  const measured = SAMPLES_SERIES.map(({ estimator, baseline }, i) =>
    ofEstimator(estimator, colour, SERIES_STYLES[baseline], seriesName(i)),
  )
  return {
    ...logVariance(colour),
    traces: [...slopes, ...measured.flatMap(withEnds)],
    ends: SAMPLES_SERIES.map((_, i) => endsOf(slopes.length + 3 * i, 'whiskers')),
    x: { isLog: true, ticks: [1, 2, 4, 8, 16, 32] },
    xLabel: t('axisSamples'),
    formatX: (x) => format.integer(samplesAt(x)),
    trueX: samplesAt,
    tellX: (x) => t('samplesValue', { samples: samplesAt(x) }),
  }
}

/** `ks`: those that were measured. */
export function againstKFrame(colour: Palette, ks: readonly number[]): Frame {
  return {
    ...logVariance(colour),
    ticks: logTicks,
    traces: WEIGHTED_ESTIMATORS.flatMap((id) => withEnds(ofEstimator(id, colour, 'line-and-dots'))),
    ends: WEIGHTED_ESTIMATORS.map((_, e) => endsOf(3 * e, 'whiskers')),
    x: { isLog: true, ticks: ks },
    xLabel: t('axisK'),
    yLabel: t('axisSignal'),
    formatX: (x) => format.integer(kAt(x, ks)),
    tellX: (x) => t('kValue', { k: kAt(x, ks) }),
    formatTick: format.short,
    formatValue: format.short,
  }
}

/** Of the draws of these estimators. */
export function histogramFrame(colour: Palette, ids: readonly EstimatorId[], isLog: boolean): Frame {
  return {
    ...frameColours(colour),
    traces: ids.map((id) => ({
      ...trace(estimatorInSentence(id), colour(colourOf(id)), 'steps', 1.25),
      fill: translucent(colour(colourOf(id)), 0.22),
    })),
    isLog,
    x: { isLog: false, ticks: null },
    xLabel: t('axisGradient'),
    yLabel: t('axisDraws'),
    formatX: format.short,
    tellX: (x) => t('binFrom', { x: format.short(x) }),
    formatTick: (count) => (count < 1 ? '' : format.integer(count)),
    formatValue: (count) => format.integer(Math.floor(count)),
  }
}

export function functionFrame(colour: Palette): Frame {
  return {
    ...frameColours(colour),
    traces: [
      {
        ...trace(t('density'), colour('faint-curve'), 'line', 1),
        fill: translucent(colour('faint-curve'), 0.2),
      },
      trace(t('functionName'), colour('ink'), 'line', 1.75),
    ],
    isLog: false,
    x: { isLog: false, ticks: null },
    xLabel: t('axisZ'),
    yLabel: t('axisF'),
    formatX: format.short,
    formatTick: format.short,
    formatValue: format.short,
  }
}
