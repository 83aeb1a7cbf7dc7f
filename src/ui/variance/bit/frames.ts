/** What the charts of one bit look like. Their numbers are charts/variance/bit.ts. */
import { COLDEST, RELAXED, WARMEST } from '../../../charts/variance/bit.ts'
import { powerTicks } from '../../../charts/axis.ts'
import { MOVED } from '../../../math/one-bit.ts'
import { colourOf } from '../../../protocol/estimators.ts'
import type { Frame, Trace } from '../../chart/spec.ts'
import { format } from '../../messages/index.ts'
import { tPart as t } from '../../messages/of-parts.ts'
import { frameColours } from '../../colours.ts'
import type { Palette } from '../../palette.ts'
import { gradientText } from '../gradient-text.ts'
import { bitName } from './names.ts'

const trace = (label: string, colour: string, change: Partial<Trace> = {}): Trace => ({
  label,
  colour,
  style: 'line',
  width: 1.5,
  isFaint: false,
  ...change,
})

export const meansFrame = (colour: Palette): Frame => ({
  ...frameColours(colour),
  traces: [
    ...MOVED.map((id) => trace(bitName(id), colour(colourOf(id)))),
    trace(t('exactGradient'), colour('ink'), { width: 2.5 }),
  ],
  isLog: false,
  x: { isLog: false, ticks: null },
  xLabel: t('bitAxisTheta'),
  yLabel: t('bitAxisMean'),
  formatX: format.short,
  tellX: (theta) => t('bitAtTheta', { theta }),
  formatTick: format.short,
  formatValue: gradientText,
})

export const noiseFrame = (colour: Palette): Frame => ({
  ...frameColours(colour),
  traces: [
    trace(t('bitSlope'), colour('soft'), { width: 1, isFaint: true }),
    ...RELAXED.flatMap((id) => [
      trace(t('bitVarianceOf', { name: bitName(id) }), colour(colourOf(id))),
      trace(t('bitBiasOf', { name: bitName(id) }), colour(colourOf(id)), { style: 'dashes' }),
    ]),
  ],
  isLog: true,
  ticks: powerTicks,
  x: { isLog: true, ticks: [COLDEST, 0.1, 0.2, 0.5, 1, WARMEST] },
  xLabel: t('bitTemperatureAxis'),
  yLabel: t('bitAxisNoise'),
  formatX: format.short,
  tellX: (temperature) => t('bitAtTemperature', { temperature }),
  formatTick: format.power,
  formatValue: format.scientific,
})
