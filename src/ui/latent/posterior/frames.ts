/** What the chart of the gap looks like. Its numbers are charts/latent/posterior-gaps. */
import type { Frame, Trace } from '../../chart/spec.ts'
import { format } from '../../messages/index.ts'
import { tPart as t } from '../../messages/of-parts.ts'
import { frameColours, translucent } from '../../colours.ts'
import type { Palette } from '../../palette.ts'

/** Columns: the mean, and the two ends of its interval. */
export function gapFrame(colour: Palette): Frame {
  const own: Trace = {
    label: t('gapName'),
    colour: colour('guess'),
    style: 'line-and-dots',
    width: 1.5,
    isFaint: false,
  }
  return {
    ...frameColours(colour),
    traces: [
      own,
      { ...own, style: 'edge', label: t('lower', { name: own.label }) },
      { ...own, style: 'edge', label: t('upper', { name: own.label }) },
    ],
    ends: [{ of: 0, lo: 1, hi: 2, draw: 'band', fill: translucent(colour('guess'), 0.2) }],
    isLog: false,
    xLabel: t('axisStep'),
    yLabel: t('gapAxis'),
    formatX: format.integer,
    formatTick: format.short,
    formatValue: (value) => format.fixed(value, 3),
  }
}
