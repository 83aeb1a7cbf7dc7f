/** One latent's aggregate posterior, over all images, against the prior that the KL draws it to. */
import { useMemo, type CSSProperties } from 'react'
import { aggregateDensity, densityReach, type LatentUnit } from '../../../charts/latent/units.ts'
import type { Encodings } from '../../../protocol/latent.ts'
import { ChartFigure } from '../../chart/ChartFigure.tsx'
import type { Frame } from '../../chart/spec.ts'
import { format } from '../../messages/index.ts'
import { tPart as t } from '../../messages/of-parts.ts'
import { frameColours, translucent } from '../../colours.ts'
import { usePalette, type Palette } from '../../palette.ts'
import { aggregateCsv } from '../csv.ts'

const NO_MARKS = [] as const

/** Columns as `aggregateDensity` gives them. */
function frameOf(colour: Palette, latent: number): Frame {
  const trace = { style: 'line', isFaint: false } as const
  return {
    ...frameColours(colour),
    traces: [
      {
        ...trace,
        label: t('priorDensity'),
        colour: colour('soft'),
        width: 1,
        fill: translucent(colour('faint-curve'), 0.2),
      },
      { ...trace, label: t('aggregatePosterior', { latent }), colour: colour('ink'), width: 1.75 },
    ],
    isLog: false,
    x: { isLog: false, ticks: null },
    xLabel: t('axisLatent', { latent }),
    yLabel: t('axisDensity'),
    formatX: format.short,
    formatTick: format.short,
    formatValue: (density) => format.fixed(density, 3),
  }
}

interface Props {
  readonly encodings: Encodings
  readonly unit: LatentUnit
}

export function Aggregate({ encodings, unit }: Props) {
  const colour = usePalette()
  const { latent } = unit
  const frame = useMemo(() => frameOf(colour, latent), [colour, latent])
  const reach = densityReach(unit)
  const aligned = useMemo(() => aggregateDensity(encodings, latent, reach), [encodings, latent, reach])
  const content = useMemo(() => {
    const most = Math.max(...aligned.columns.flat().map(Number))
    return { aligned, range: [0, 1.08 * most] as const, x: [-reach, reach] as const, marks: NO_MARKS }
  }, [aligned, reach])
  return (
    <div className="aggregate">
      <ul className="aggregate-legend">
        {frame.traces.map((trace) => (
          <li key={trace.label} style={{ '--own': trace.colour } as CSSProperties}>
            <span className="swatch" />
            {trace.label}
          </li>
        ))}
      </ul>
      <ChartFigure
        frame={frame}
        content={content}
        label={t('aggregateLabel', { latent })}
        name={`aggregate-posterior-z${latent + 1}`}
        csv={() => aggregateCsv(encodings, latent, reach)}
        step={encodings.step}
        measured={() => ({
          // As wide as the posteriors are: the chart widens those that are narrower than its points are apart.
          aligned: aggregateDensity(encodings, latent, reach, 0),
          range: null,
          marks: NO_MARKS,
        })}
      >
        <span className="soft">{t('aggregateCaption', unit)}</span>
      </ChartFigure>
    </div>
  )
}
