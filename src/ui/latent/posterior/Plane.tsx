/** The plane of z: the exact posterior as regions of the highest density, the encoder's Gaussian over it, the prior. */
import { useId, useMemo, type ReactNode } from 'react'
import { ticksIn } from '../../../charts/axis.ts'
import type { DensityMap, QuadraturePosterior } from '../../../protocol/latent.ts'
import { format } from '../../messages/index.ts'
import { tPart as t } from '../../messages/of-parts.ts'
import type { Choice } from '../../../store/views.ts'
import type { Palette } from '../../palette.ts'
import { pathOf, regionsOf } from './contours.ts'

type PlaneScale = Choice<'latent', 'plane'>

interface Props {
  readonly exact: QuadraturePosterior
  readonly scale: PlaneScale
  /** Of the square, with its axes, in pixels. */
  readonly side: number
  readonly colour: Palette
  /** What is drawn in the place of the encoder's Gaussian, and what it is. */
  readonly over?: { readonly draw: (at: Placing) => ReactNode; readonly alt: string }
}

const LEFT = 30
const BOTTOM = 20
const TOP = 4
/** Where the prior's mass is. */
const REACH = 3
/** Opacity of the regions, the widest first; they lie on each other. */
const SHADES = [0.12, 0.16, 0.28]

interface View {
  readonly left: number
  readonly bottom: number
  readonly width: number
}

/** The density's own square, or one that holds the prior too. */
export function viewOf({ left, bottom, width }: DensityMap, scale: PlaneScale): View {
  if (scale === 'near') return { left, bottom, width }
  const reach = Math.max(REACH, -left, -bottom, left + width, bottom + width)
  return { left: -reach, bottom: -reach, width: 2 * reach }
}

/** Brings z to pixels. */
function placing({ left, bottom, width }: View, side: number) {
  const pixels = side - LEFT
  const unit = pixels / width
  const x = (z: number) => LEFT + (z - left) * unit
  const y = (z: number) => side - BOTTOM - (z - bottom) * unit
  return { unit, x, y, pixels }
}

export type Placing = ReturnType<typeof placing>

interface AxesProps {
  readonly view: View
  readonly at: Placing
  readonly side: number
  readonly colour: Palette
}

function Axes({ view, at, side, colour }: AxesProps) {
  const small = { fontFamily: colour('family'), fontSize: 11, fill: colour('soft') }
  const base = side - BOTTOM
  const ticks = (from: number) => ticksIn([from, from + view.width], 4)
  return (
    <>
      <path
        d={`M${LEFT} ${base}h${at.pixels}M${LEFT} ${base}v${-at.pixels}`}
        stroke={colour('line-strong')}
      />
      {ticks(view.left).map((z) => (
        <text key={z} x={at.x(z)} y={base + 14} textAnchor={at.x(z) > side - 8 ? 'end' : 'middle'} {...small}>
          {format.short(z)}
        </text>
      ))}
      {ticks(view.bottom).map((z) => (
        <text key={z} x={LEFT - 5} y={at.y(z) + 4} textAnchor="end" {...small}>
          {format.short(z)}
        </text>
      ))}
      <text x={side - 2} y={base - 5} textAnchor="end" {...small}>
        z1
      </text>
      <text x={LEFT + 5} y={TOP + 20} {...small}>
        z2
      </text>
    </>
  )
}

interface Within {
  readonly at: Placing
  readonly colour: Palette
}

const Prior = ({ at, colour }: Within) => (
  <g fill="none" stroke={colour('faint-curve')} strokeDasharray="4 3">
    {[1, 2].map((sigmas) => (
      <circle key={sigmas} cx={at.x(0)} cy={at.y(0)} r={sigmas * at.unit} />
    ))}
    <circle cx={at.x(0)} cy={at.y(0)} r={1.5} fill={colour('faint-curve')} stroke="none" />
  </g>
)

function Exact({ map, scale, at, colour }: Within & { map: DensityMap; scale: PlaneScale }) {
  const regions = useMemo(() => regionsOf(map), [map])
  return (
    <g fill={colour('ink')} stroke={colour('ink')} fillRule="evenodd">
      {regions.map(({ share, rings }, i) => (
        <path
          key={share}
          d={pathOf(rings, (z1, z2) => [at.x(z1), at.y(z2)])}
          fillOpacity={SHADES[i]}
          strokeWidth={scale === 'near' ? 0.75 : 0.25}
        />
      ))}
    </g>
  )
}

function Guess({ exact, scale, at, colour }: Within & Pick<Props, 'exact' | 'scale'>) {
  const [x, y] = [at.x(exact.mean[0]!), at.y(exact.mean[1]!)]
  const sd = [0, 1].map((axis) => exact.spread[axis]! * at.unit) as [number, number]
  return (
    <g fill="none" stroke={colour('guess')} strokeWidth={scale === 'near' ? 2 : 1}>
      {[1, 2].map((sigmas) => (
        <ellipse
          key={sigmas}
          cx={x}
          cy={y}
          rx={sigmas * sd[0]}
          ry={sigmas * sd[1]}
          strokeDasharray={sigmas === 2 ? '6 4' : undefined}
        />
      ))}
      <circle cx={x} cy={y} r={scale === 'near' ? 2.5 : 1} fill={colour('guess')} stroke="none" />
    </g>
  )
}

function Clipped({ side, children }: { side: number; children: ReactNode }) {
  const clip = useId()
  return (
    <>
      <clipPath id={clip}>
        <rect x={LEFT} y={TOP - 4} width={side - LEFT} height={side - BOTTOM - TOP + 4} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>{children}</g>
    </>
  )
}

/** Numbers as a person reads a point. */
const pair = (values: readonly number[]) => `(${values.map((value) => format.fixed(value, 2)).join(', ')})`

export function Plane({ exact, scale, side, colour, over }: Props) {
  const view = viewOf(exact.density, scale)
  const at = placing(view, side)
  const alt = t('exactPlaneAlt', {
    mean: pair([...exact.mean]),
    sd: pair([...exact.spread]),
    gap: format.fixed(exact.gap, 2),
  })
  return (
    <svg viewBox={`0 0 ${side} ${side}`} role="img" aria-label={over?.alt ?? alt}>
      <Axes view={view} at={at} side={side} colour={colour} />
      <Clipped side={side}>
        <Prior at={at} colour={colour} />
        <Exact map={exact.density} scale={scale} at={at} colour={colour} />
        {over ? over.draw(at) : <Guess exact={exact} scale={scale} at={at} colour={colour} />}
      </Clipped>
    </svg>
  )
}
