/** What the charts of the views that are fetched when they are wanted look like: names, colours and axes. */
import { logTicks } from '../../charts/axis.ts'
import { WEIGHTED_ESTIMATORS, kAt } from '../../charts/variance/against-k.ts'
import { SAMPLES_SERIES, samplesAt } from '../../charts/variance/against-samples.ts'
import { ESTIMATOR_IDS, colourOf, usesBaselines, type EstimatorId } from '../../protocol/estimators.ts'
import type { ProbeReport } from '../../protocol/variance.ts'
import type { Frame, Trace } from '../chart/spec.ts'
import { format } from '../messages/index.ts'
import { tPart as t } from '../messages/of-parts.ts'
import { frameColours, translucent } from '../colours.ts'
import type { Palette } from '../palette.ts'
import { endsOf, logVariance, ofEstimator, trace, traceAndEnds } from './frames.ts'
import { estimatorInSentence, shortBaselineName } from './names.ts'

/** `widths` of the encoder's layers, the images' side first; `symbols` of the parts of gamma, which the last one returns. */
export function byLayerFrame(colour: Palette, widths: readonly number[], symbols: readonly string[]): Frame {
  const layers = widths.length - 1
  const name = (x: number) => {
    const at = Math.round(x)
    const [from, to] = [widths[at], widths[at + 1]]
    if (from === undefined || to === undefined) return ''
    return at === layers - 1
      ? t('lastLayer', { from, to, names: symbols.join(', ') })
      : t('layer', { from, to })
  }
  return {
    ...logVariance(colour),
    traces: ESTIMATOR_IDS.flatMap((id) => traceAndEnds(ofEstimator(id, colour, 'dots'))),
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
    traces: [...slopes, ...measured.flatMap(traceAndEnds)],
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
    traces: WEIGHTED_ESTIMATORS.flatMap((id) => traceAndEnds(ofEstimator(id, colour, 'line-and-dots'))),
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
