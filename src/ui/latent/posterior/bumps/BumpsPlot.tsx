/** The curves, and a handle on the axis below each bump: dragged, or moved with the arrow keys. */
import { Slider } from 'radix-ui'
import type { Bumps, BumpsFits } from '../../../../math/posterior/two-bumps.ts'
import { ticksIn } from '../../../../charts/axis.ts'
import { format } from '../../../messages/index.ts'
import { tPart as t } from '../../../messages/of-parts.ts'
import type { Palette } from '../../../palette.ts'
import '../../../controls/slider.css'
import { densityOfBumps, densityOfFit, BUMPS_REACH } from './densities.ts'

interface Props {
  readonly bumps: Bumps
  readonly fits: BumpsFits | null
  readonly width: number
  readonly colour: Palette
  readonly onChange: (bumps: Bumps) => void
}

const HEIGHT = 180
const BASE = HEIGHT - 20
const POINTS = 240
/** Bumps stay where their fits can be seen. */
const FURTHEST = 3.5

function Curves({ bumps, fits, width, colour }: Omit<Props, 'onChange'>) {
  const zs = Array.from({ length: POINTS + 1 }, (_, i) => -BUMPS_REACH + (2 * BUMPS_REACH * i) / POINTS)
  const densities = {
    p: zs.map((z) => densityOfBumps(bumps, z)),
    reverse: fits && zs.map((z) => densityOfFit(fits.reverse, z)),
    forward: fits && zs.map((z) => densityOfFit(fits.forward, z)),
  }
  const top = Math.max(...densities.p, ...(densities.reverse ?? []), ...(densities.forward ?? []))
  const x = (z: number) => ((z + BUMPS_REACH) / (2 * BUMPS_REACH)) * width
  const lineOf = (values: readonly number[]) =>
    `M${values.map((own, i) => `${x(zs[i]!).toFixed(1)} ${(BASE - (own / top) * (BASE - 8)).toFixed(1)}`).join('L')}`
  const small = { fontFamily: colour('family'), fontSize: 11, fill: colour('soft') }
  return (
    <svg viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={t('bumpsAlt')}>
      <path
        d={`${lineOf(densities.p)}L${width} ${BASE}L0 ${BASE}Z`}
        fill={colour('ink')}
        fillOpacity={0.16}
        stroke={colour('ink')}
      />
      {densities.reverse && (
        <path d={lineOf(densities.reverse)} fill="none" stroke={colour('guess')} strokeWidth={2} />
      )}
      {densities.forward && (
        <path
          d={lineOf(densities.forward)}
          fill="none"
          stroke={colour('guess')}
          strokeWidth={2}
          strokeDasharray="7 4"
        />
      )}
      <path d={`M0 ${BASE}H${width}`} stroke={colour('line-strong')} />
      {ticksIn([-BUMPS_REACH, BUMPS_REACH], 5).map((tick) => (
        <text key={tick} x={x(tick)} y={BASE + 14} textAnchor="middle" {...small}>
          {format.short(tick)}
        </text>
      ))}
    </svg>
  )
}

export function BumpsPlot({ onChange, ...props }: Props) {
  const { bumps } = props
  const [a, b] = bumps.centres
  const centres = [Math.min(a, b), Math.max(a, b)]
  return (
    <div className="bumps-plot">
      <Curves {...props} />
      <Slider.Root
        className="slider bumps-handles"
        min={-FURTHEST}
        max={FURTHEST}
        step={0.05}
        value={centres}
        onValueChange={([left = 0, right = 0]) =>
          onChange({ ...bumps, centres: [Number(left.toFixed(2)), Number(right.toFixed(2))] })
        }
      >
        <Slider.Track className="slider-track" />
        {(['left', 'right'] as const).map((side, i) => (
          <Slider.Thumb
            key={side}
            className="slider-thumb"
            aria-label={t('bumpsHandle', { side })}
            aria-valuetext={format.fixed(centres[i]!, 2)}
          />
        ))}
      </Slider.Root>
    </div>
  )
}
