/** Encoded images in the plane, coloured by class, with the prior's circles: small, for two side by side. */
import { useMemo } from 'react'
import type { Axis } from '../../../charts/latent/axes.ts'
import { classColours } from '../../../charts/latent/classes.ts'
import type { MapPoints } from '../../../charts/latent/map.ts'
import { ticksIn } from '../../../charts/axis.ts'
import { format } from '../../messages/index.ts'
import { tPart as t } from '../../messages/of-parts.ts'
import type { Palette } from '../../palette.ts'

interface Props {
  readonly points: MapPoints
  /** From the origin to the edge, both ways. */
  readonly reach: number
  /** In pixels. */
  readonly side: number
  readonly colour: Palette
  readonly isDark: boolean
  readonly label: string
}

/** Below the square stand the ticks. */
const FOOT = 18
const DOT = 2.5

interface Placing {
  readonly unit: number
  readonly x: (z: number) => number
  readonly y: (z: number) => number
}

function placing(reach: number, side: number): Placing {
  const unit = side / (2 * reach)
  return { unit, x: (z) => (z + reach) * unit, y: (z) => (reach - z) * unit }
}

/** A path of dots for each class: lines of no length with round ends. */
function dotsOf({ xs, ys, classes, count }: MapPoints, { x, y }: Placing): Map<number | null, string> {
  const paths = new Map<number | null, string>()
  for (let i = 0; i < count; i++) {
    const label = classes?.[i] ?? null
    const dot = `M${x(xs[i]!).toFixed(1)} ${y(ys[i]!).toFixed(1)}h0`
    paths.set(label, (paths.get(label) ?? '') + dot)
  }
  return paths
}

function Dots({ points, at, isDark, colour }: Pick<Props, 'points' | 'isDark' | 'colour'> & { at: Placing }) {
  const paths = useMemo(() => dotsOf(points, at), [points, at])
  const colours = classColours(isDark)
  return (
    <g fill="none" strokeWidth={DOT} strokeLinecap="round">
      {[...paths].map(([label, d]) => (
        <path key={label} d={d} stroke={label === null ? colour('soft') : colours[label]} />
      ))}
    </g>
  )
}

/** One latent has its prior along x alone. */
function Prior({
  at,
  side,
  isLine,
  colour,
}: {
  at: Placing
  side: number
  isLine: boolean
  colour: Palette
}) {
  const [x, y] = [at.x(0), at.y(0)]
  return (
    <g fill="none" stroke={colour('ink')} strokeWidth={1}>
      {[1, 2].map((sigmas) =>
        isLine ? (
          <path key={sigmas} d={`M${at.x(sigmas)} 0v${side}M${at.x(-sigmas)} 0v${side}`} />
        ) : (
          <circle key={sigmas} cx={x} cy={y} r={sigmas * at.unit} />
        ),
      )}
    </g>
  )
}

const nameOf = (axis: Axis) => t('axisShort', axis)

function Foot({ points, reach, at, side, colour }: Omit<Props, 'isDark' | 'label'> & { at: Placing }) {
  const small = { fontFamily: colour('family'), fontSize: 11, fill: colour('soft') }
  const ticks = ticksIn([-0.95 * reach, 0.95 * reach], 5)
  return (
    <>
      <path d={`M0 ${side}h${side}`} stroke={colour('line-strong')} />
      {ticks.map((z) => (
        <text key={z} x={at.x(z)} y={side + 13} textAnchor="middle" {...small}>
          {format.short(z)}
        </text>
      ))}
      <text x={side - 3} y={side - 5} textAnchor="end" {...small}>
        {nameOf(points.axes[0])}
      </text>
      <text x={3} y={12} {...small}>
        {nameOf(points.axes[1])}
      </text>
    </>
  )
}

export function Scatter(props: Props) {
  const { points, reach, side, colour, isDark, label } = props
  const at = useMemo(() => placing(reach, side), [reach, side])
  const isLine = points.axes[1].kind === 'class'
  return (
    <svg viewBox={`0 0 ${side} ${side + FOOT}`} role="img" aria-label={label} className="compare-scatter">
      <svg width={side} height={side}>
        <Dots points={points} at={at} isDark={isDark} colour={colour} />
        <Prior at={at} side={side} isLine={isLine} colour={colour} />
      </svg>
      <Foot points={points} reach={reach} at={at} side={side} colour={colour} />
    </svg>
  )
}
