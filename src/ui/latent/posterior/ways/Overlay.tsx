/** What lies over the exact posterior: the ascent, the walk of the chains so far, and the Gaussians. */
import type { AscentWay, ChainsWay, GaussianName, GaussianWay } from '../../../../protocol/ways.ts'
import type { Palette } from '../../../palette.ts'
import type { Placing } from '../Plane.tsx'

interface Within {
  readonly at: Placing
  readonly colour: Palette
}

/** How each Gaussian is dashed, in the drawing and in the legend. */
export const DASHES: Readonly<Record<GaussianName, string | undefined>> = {
  encoder: undefined,
  diagonal: '7 3',
  full: '2 3',
  moments: '9 3 2 3',
}

/** The ellipse of one sigma, as a path: it may be tilted. */
function ellipseOf({ mean, covariance }: GaussianWay, { x, y }: Placing): string {
  const [a, b, , c] = covariance as unknown as [number, number, number, number]
  // The factor of the covariance, by hand.
  const [l11, l21] = [Math.sqrt(a), b / Math.sqrt(a)]
  const l22 = Math.sqrt(c - l21 * l21)
  const points = Array.from({ length: 49 }, (_, i) => {
    const [u, v] = [Math.cos((i * Math.PI) / 24), Math.sin((i * Math.PI) / 24)]
    return `${x(mean[0]! + l11 * u).toFixed(2)} ${y(mean[1]! + l21 * u + l22 * v).toFixed(2)}`
  })
  return `M${points.join('L')}Z`
}

export const Gaussians = ({ gaussians, at, colour }: Within & { gaussians: readonly GaussianWay[] }) => (
  <g fill="none" stroke={colour('guess')} strokeWidth={1.5}>
    {gaussians.map((own) => (
      <path key={own.name} d={ellipseOf(own, at)} strokeDasharray={DASHES[own.name]} />
    ))}
  </g>
)

const lineOf = (z: ArrayLike<number>, from: number, to: number, { x, y }: Placing): string => {
  const points: string[] = []
  for (let i = from; i < to; i++) points.push(`${x(z[2 * i]!).toFixed(1)} ${y(z[2 * i + 1]!).toFixed(1)}`)
  return points.length > 0 ? `M${points.join('L')}` : ''
}

export function AscentPath({ ascent: { path }, at, colour }: Within & { ascent: AscentWay }) {
  const last = path.length / 2 - 1
  const [x, y] = [at.x(path[2 * last]!), at.y(path[2 * last + 1]!)]
  return (
    <g fill="none" stroke={colour('recon')} strokeWidth={1.5}>
      <path d={lineOf(path, 0, last + 1, at)} />
      <path d={`M${x - 5} ${y}h10M${x} ${y - 5}v10`} strokeWidth={2} />
    </g>
  )
}

/** The last moves of each chain are drawn as lines: all of them would hide what they visit. */
const TRAIL = 12

export function Walk({ way, shown, at, colour }: Within & { way: ChainsWay; shown: number }) {
  const { chains, draws, z } = way
  const heads = Array.from({ length: chains }, (_, c) => c * draws)
  return (
    <g>
      <path
        d={heads
          .flatMap((from) =>
            Array.from({ length: shown }, (_, i) => {
              const place = 2 * (from + i)
              return `M${at.x(z[place]!).toFixed(1)} ${at.y(z[place + 1]!).toFixed(1)}h0`
            }),
          )
          .join('')}
        stroke={colour('focus')}
        strokeWidth={2.5}
        strokeLinecap="round"
        strokeOpacity={0.3}
      />
      {heads.map((from) => (
        <g key={from} fill="none" stroke={colour('focus')}>
          <path d={lineOf(z, from + Math.max(0, shown - TRAIL), from + shown, at)} />
          <circle
            cx={at.x(z[2 * (from + shown - 1)]!)}
            cy={at.y(z[2 * (from + shown - 1) + 1]!)}
            r={3.5}
            fill={colour('focus')}
            stroke={colour('paper')}
          />
        </g>
      ))}
    </g>
  )
}
