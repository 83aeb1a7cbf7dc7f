/** The histogram of the draws of one latent, with its exact density as a line over it. */
import { useMemo } from 'react'
import { histogramOf, marginalOf } from '../../../../charts/latent/marginals.ts'
import { ticksIn } from '../../../../charts/axis.ts'
import type { DensityMap } from '../../../../protocol/latent.ts'
import { format } from '../../../messages/index.ts'
import { tPart as t } from '../../../messages/of-parts.ts'
import type { Palette } from '../../../palette.ts'

interface Props {
  readonly map: DensityMap
  /** [N, 2]. */
  readonly z: Float32Array
  readonly width: number
  readonly colour: Palette
}

const HEIGHT = 96
const BASE = HEIGHT - 18
const BINS = 40

function One({ map, z, axis, width, colour }: Props & { axis: 0 | 1 }) {
  const exact = useMemo(() => marginalOf(map, axis), [map, axis])
  const drawn = useMemo(() => histogramOf(z, map, axis, BINS), [z, map, axis])
  const top = Math.max(...exact.density, ...drawn.density)
  const x = (value: number) => ((value - drawn.from) / map.width) * width
  const y = (value: number) => BASE - (value / top) * (BASE - 6)
  const points = Array.from(exact.xs, (own, i) => `${x(own).toFixed(1)} ${y(exact.density[i]!).toFixed(1)}`)
  const small = { fontFamily: colour('family'), fontSize: 11, fill: colour('soft') }
  return (
    <svg
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="img"
      aria-label={t('waysMarginalAlt', { latent: axis + 1 })}
    >
      {Array.from(drawn.density, (value, bin) => (
        <rect
          key={bin}
          x={x(drawn.from + bin * drawn.binWidth)}
          y={y(value)}
          width={width / BINS - 0.5}
          height={BASE - y(value)}
          fill={colour('focus')}
          fillOpacity={0.4}
        />
      ))}
      <path d={`M${points.join('L')}`} fill="none" stroke={colour('ink')} strokeWidth={1.25} />
      <path d={`M0 ${BASE}H${width}`} stroke={colour('line-strong')} />
      {ticksIn([drawn.from, drawn.from + map.width], 3).map((tick) => (
        <text key={tick} x={x(tick)} y={BASE + 14} textAnchor="middle" {...small}>
          {format.short(tick)}
        </text>
      ))}
      <text x={2} y={12} {...small}>
        {`z${axis + 1}`}
      </text>
    </svg>
  )
}

export const Marginals = (props: Props) => (
  <div className="ways-marginals">
    <One {...props} axis={0} />
    <One {...props} axis={1} />
  </div>
)
