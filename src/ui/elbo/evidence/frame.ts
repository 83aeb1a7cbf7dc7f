/** What the chart of the bounds looks like. Its numbers are charts/tightness. */
import type { Range } from '../../../charts/axis.ts'
import type { Frame, Trace } from '../../chart/spec.ts'
import { format } from '../../messages/index.ts'
import { tPart as t } from '../../messages/of-parts.ts'
import { frameColours } from '../../colours.ts'
import type { Palette } from '../../palette.ts'

/** 1, 10, ...: all of K that are measured would crowd. */
const TICKS = [1, 10, 100, 1000, 5000] as const

/** As few decimals as tell the ticks apart. */
const decimalsOf = ([low, high]: Range): number => Math.max(0, Math.ceil(-Math.log10((high - low) / 10)))

/** Columns: log p(x); the bounds and the two ends of their intervals; the defensive mixture with its own. */
export function tightnessFrame(colour: Palette, range: Range | null): Frame {
  const decimals = range ? decimalsOf(range) : 0
  const own: Trace = {
    label: t('boundName'),
    colour: colour('elbo'),
    style: 'line-and-dots',
    width: 1.5,
    isFaint: false,
  }
  const mixture: Trace = {
    label: t('likelihoodDefensiveHeader'),
    colour: colour('ink'),
    style: 'rings',
    width: 1.25,
    isFaint: false,
  }
  const endsOf = (trace: Trace): Trace[] =>
    (['lower', 'upper'] as const).map((end) => ({
      ...trace,
      style: 'edge',
      label: t(end, { name: trace.label }),
    }))
  return {
    ...frameColours(colour),
    traces: [
      { label: t('evidenceName'), colour: colour('ink'), style: 'dashes', width: 1.25, isFaint: false },
      own,
      ...endsOf(own),
      mixture,
      ...endsOf(mixture),
    ],
    ends: [
      { of: 1, lo: 2, hi: 3, draw: 'whiskers', fill: '' },
      { of: 4, lo: 5, hi: 6, draw: 'whiskers', fill: '' },
    ],
    isLog: false,
    x: { isLog: true, ticks: TICKS },
    xLabel: t('axisK'),
    yLabel: t('axisNats'),
    formatX: format.integer,
    tellX: (k) => t('kValue', { k }),
    formatTick: (value) => format.fixed(value, decimals),
    formatValue: (value) => format.fixed(value, 3),
  }
}
