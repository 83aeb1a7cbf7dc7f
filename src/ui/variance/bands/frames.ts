/** What the stacked bands of bias and variance look like. Their numbers are charts/variance/bias.ts. */
import { colourOf, type EstimatorId } from '../../../protocol/estimators.ts'
import type { Frame, Trace } from '../../chart/spec.ts'
import { format } from '../../messages/index.ts'
import { tPart as t } from '../../messages/of-parts.ts'
import { gradientText } from '../gradient-text.ts'
import { frameColours, translucent } from '../../colours.ts'
import type { Palette } from '../../palette.ts'

/** The axis of x and how it is told. */
export type BandsAxis = Pick<Frame, 'x' | 'xLabel' | 'formatX' | 'tellX'>

const ends = (label: string, colour: string): Trace[] =>
  (['lower', 'upper'] as const).map((end) => ({
    label: t(end, { name: label }),
    colour,
    style: 'edge',
    width: 1,
    isFaint: false,
  }))

export function bandsFrame(colour: Palette, id: EstimatorId, axis: BandsAxis): Frame {
  const own = colour(colourOf(id))
  const band = (label: string, share: number): Trace[] => [
    { label, colour: own, style: 'line-and-dots', width: 1.5, isFaint: false, fill: translucent(own, share) },
    ...ends(label, own),
  ]
  return {
    ...frameColours(colour),
    ...axis,
    traces: [...band(t('bandsSum'), 0.15), ...band(t('bandsBias'), 0.45)],
    ends: [0, 3].map((of) => ({ of, lo: of + 1, hi: of + 2, draw: 'whiskers', fill: '' })),
    isLog: false,
    yLabel: t('bandsAxis'),
    formatTick: gradientText,
    formatValue: format.scientific,
  }
}
