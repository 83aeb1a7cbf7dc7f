/** What the charts of this region look like: names, colours and axes. Their numbers are charts/variance. */
import { powerTicks } from '../../charts/range.ts'
import { SAMPLES_SERIES, samplesAt } from '../../charts/variance/against-samples.ts'
import { ESTIMATORS, type EstimatorName } from '../../charts/variance/series.ts'
import type { Ends, Frame, Trace } from '../chart/spec.ts'
import { format, t } from '../messages/index.ts'
import { frameColours, translucent, type Palette } from '../palette.ts'
import { estimatorName, shortBaselineName } from './names.ts'

const trace = (label: string, colour: string, style: Trace['style'], width = 1.5): Trace => ({
  label,
  colour,
  style,
  width,
  isFaint: false,
})

/** What an estimator's variance looks like, wherever it is drawn. */
const ofEstimator = (id: EstimatorName, own: Trace): Trace => ({ ...own, place: `curve:${id}` })

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

export function overTimeFrame(colour: Palette): Frame {
  const band = (id: EstimatorName) => translucent(colour(id), 0.2)
  return {
    ...logVariance(colour),
    traces: [
      trace(t('whichImages'), colour('ink'), 'line', 1),
      ...ESTIMATORS.flatMap((id) =>
        withEnds(ofEstimator(id, trace(estimatorName(id), colour(id), 'line-and-dots'))),
      ),
    ],
    ends: ESTIMATORS.map((id, e) => endsOf(1 + 3 * e, 'band', band(id))),
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
    traces: ESTIMATORS.flatMap((id) =>
      withEnds(ofEstimator(id, trace(estimatorName(id), colour(id), 'dots'))),
    ),
    ends: ESTIMATORS.map((_, e) => endsOf(3 * e, 'whiskers')),
    x: { isLog: false, ticks: Array.from({ length: layers }, (_, i) => i) },
    xLabel: t('axisLayer'),
    formatX: name,
    tellX: name,
  }
}

/** In the order of SAMPLES_SERIES. */
export const SERIES_STYLES: readonly Trace['style'][] = ['dots', 'dots', 'rings', 'squares']

export const seriesName = (place: number): string => {
  const { estimator, baseline } = SAMPLES_SERIES[place]!
  const name = estimatorName(estimator)
  return estimator === 'reparameterized'
    ? name
    : t('seriesName', { name, baseline: shortBaselineName(baseline) })
}

export function againstSamplesFrame(colour: Palette): Frame {
  const slopes = SAMPLES_SERIES.map(({ estimator }) => ({
    ...trace(t('slopeName'), translucent(colour(estimator), 0.5), 'line', 1),
    isFaint: true,
  }))
  const measured = SAMPLES_SERIES.map(({ estimator }, i) =>
    ofEstimator(estimator, trace(seriesName(i), colour(estimator), SERIES_STYLES[i]!)),
  )
  return {
    ...logVariance(colour),
    traces: [...slopes, ...measured.flatMap(withEnds)],
    ends: SAMPLES_SERIES.map((_, i) => endsOf(slopes.length + 3 * i, 'whiskers')),
    x: { isLog: true, ticks: [1, 2, 4, 8, 16, 32] },
    xLabel: t('axisSamples'),
    formatX: (x) => format.integer(samplesAt(x)),
    tellX: (x) => t('samplesValue', { samples: samplesAt(x) }),
  }
}

export function histogramFrame(colour: Palette, isLog: boolean): Frame {
  return {
    ...frameColours(colour),
    traces: ESTIMATORS.map((id) => ({
      ...trace(estimatorName(id), colour(id), 'steps', 1.25),
      fill: translucent(colour(id), 0.22),
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
