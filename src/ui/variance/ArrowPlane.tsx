/** One estimator's draws of a two-dimensional gradient, and their mean, as arrows from the middle of a square. */
import { useId } from 'react'
import type { Arrow, GradientArrows } from '../../charts/variance/coordinates.ts'
import { colourOf, type EstimatorId } from '../../protocol/estimators.ts'
import { format } from '../messages/index.ts'
import { tPart as t } from '../messages/of-parts.ts'
import type { Palette } from '../palette.ts'
import { ownColour } from './names.ts'
import { gradientText } from './gradient-text.ts'
import { estimatorInSentence, type PlaneAxes } from './names.ts'

const SIDE = 240
const MIDDLE = SIDE / 2
const RADIUS = 104
const HEAD = 5

interface Props {
  readonly estimator: EstimatorId
  readonly arrows: GradientArrows
  readonly axes: PlaneAxes
  /** The length that reaches the circle. */
  readonly reach: number
  readonly colour: Palette
}

/** A line and, where there is room, its head. y points up, as in a graph. */
function arrowPath([x, y]: Arrow, reach: number, head: number): string {
  const [dx, dy] = [(x / reach) * RADIUS, (-y / reach) * RADIUS]
  const length = Math.hypot(dx, dy) || 1
  const [ux, uy] = [dx / length, dy / length]
  const back = Math.min(head, length)
  const wing = (side: 1 | -1) =>
    `${MIDDLE + dx - back * ux - side * 0.5 * back * uy} ${MIDDLE + dy - back * uy + side * 0.5 * back * ux}`
  return `M${MIDDLE} ${MIDDLE}L${MIDDLE + dx} ${MIDDLE + dy}M${wing(1)}L${MIDDLE + dx} ${MIDDLE + dy}L${wing(-1)}`
}

/** Of both coordinates together, over the draws that are shown. */
const spreadOf = ({ draws, mean }: GradientArrows) =>
  Math.sqrt(draws.reduce((sum, [x, y]) => sum + (x - mean[0]) ** 2 + (y - mean[1]) ** 2, 0) / draws.length)

function Scale({ reach, axes: [x, y], colour }: Pick<Props, 'reach' | 'axes' | 'colour'>) {
  const small = { fontFamily: colour('family'), fontSize: 11, fill: colour('soft') }
  return (
    <>
      <circle cx={MIDDLE} cy={MIDDLE} r={RADIUS} fill="none" stroke={colour('line-strong')} />
      <path d={`M0 ${MIDDLE}H${SIDE}M${MIDDLE} 0V${SIDE}`} stroke={colour('line')} />
      <text x={MIDDLE + 0.74 * RADIUS} y={MIDDLE + 0.82 * RADIUS} {...small}>
        {t('arrowsRing', { reach: format.short(reach) })}
      </text>
      <text x={SIDE - 2} y={MIDDLE - 5} textAnchor="end" {...small}>
        {t('arrowAxis', { name: x })}
      </text>
      <text x={MIDDLE + 5} y={11} {...small}>
        {t('arrowAxis', { name: y })}
      </text>
    </>
  )
}

export function ArrowPlane({ estimator, arrows, axes, reach, colour }: Props) {
  const clip = useId()
  const name = estimatorInSentence(estimator)
  const [x, y] = arrows.mean.map(gradientText) as [string, string]
  const spread = gradientText(spreadOf(arrows))
  const alt = t('arrowsAlt', { name, x, y, draws: arrows.draws.length, spread })
  return (
    <figure className="plane" {...ownColour(estimator)}>
      <svg viewBox={`0 0 ${SIDE} ${SIDE}`} role="img" aria-label={alt}>
        <clipPath id={clip}>
          <rect width={SIDE} height={SIDE} />
        </clipPath>
        <Scale reach={reach} axes={axes} colour={colour} />
        <g clipPath={`url(#${clip})`} fill="none" strokeLinecap="round">
          <g stroke={colour(colourOf(estimator))} strokeWidth={0.8} opacity={0.55}>
            {arrows.draws.map((arrow, i) => (
              <path key={i} d={arrowPath(arrow, reach, HEAD)} />
            ))}
          </g>
          <path d={arrowPath(arrows.mean, reach, 9)} stroke={colour('ink')} strokeWidth={3} />
        </g>
      </svg>
      <figcaption>
        <span className="plane-name">{name}</span>
        <span>{t('arrowsMean', { x, y })}</span>
        <span>{t('arrowsSpread', { spread })}</span>
      </figcaption>
    </figure>
  )
}
