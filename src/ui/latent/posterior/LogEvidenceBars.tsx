/**
 * log p(x) as bars that add up, on two scales: all of them from 0, and the window near the bound enlarged. Each bar
 * begins where the one before it ends.
 */
import { greatest } from 'd3-array'
import {
  posteriorBars,
  type Bar,
  type PosteriorBars as BarsOf,
  type Part,
} from '../../../charts/latent/posterior-bars.ts'
import { ticksIn, type Range } from '../../../charts/axis.ts'
import type { ExactPosterior, QuadraturePosterior } from '../../../protocol/latent.ts'
import { format } from '../../messages/index.ts'
import { tPart as t } from '../../messages/of-parts.ts'
import type { Palette } from '../../palette.ts'

interface Props {
  readonly exact: ExactPosterior
  /** Of the drawing, in pixels. */
  readonly width: number
  readonly colour: Palette
}

const NAMES = 124
const VALUES = 64
const THIN = 3
const PITCH_WHOLE = 5
const WHOLE_TOP = 18
const NEAR_TOP = 74
const PITCH = 24
const THICK = 12
const ROWS = 5
/** Pixels for a tick's label. */
const A_TICK = 52
/** Below the bars: the check, and the axis. */
const CHECK_TOP = NEAR_TOP + ROWS * PITCH + 4
const AXIS_TOP = CHECK_TOP + 20
export const HEIGHT = AXIS_TOP + 16

const COLOURS: Readonly<Record<Part, string>> = {
  recon: 'recon',
  kl: 'kl',
  elbo: 'elbo',
  gap: 'guess',
  evidence: 'ink',
}
const TEXT_COLOURS: Readonly<Record<Part, string>> = {
  recon: 'recon-text',
  kl: 'kl-text',
  elbo: 'ink',
  gap: 'guess-text',
  evidence: 'ink',
}

type Scale = (value: number) => number

const scaleOn = ([min, max]: Range, left: number, width: number): Scale => {
  const unit = width / (max - min || 1)
  return (value) => left + (Math.min(max, Math.max(min, value)) - min) * unit
}

interface BarProps {
  readonly bar: Bar
  readonly top: number
  readonly thick: number
  readonly x: Scale
  readonly colour: Palette
}

/** log p(x) itself is hollow, and open where it begins: it is what the others add up to. */
function OneBar({ bar, top, thick, x, colour }: BarProps) {
  const [from, to] = [x(bar.from), x(bar.to)]
  const own = colour(COLOURS[bar.part])
  if (bar.part === 'evidence') {
    const [high, low] = [top + 0.5, top + thick - 0.5]
    return <path d={`M${from} ${high}H${to}V${low}H${from}`} fill="none" stroke={own} />
  }
  return (
    <rect x={Math.min(from, to)} y={top} width={Math.max(1, Math.abs(to - from))} height={thick} fill={own} />
  )
}

interface PartProps {
  readonly bars: BarsOf
  readonly left: number
  readonly width: number
  readonly colour: Palette
}

const small = (colour: Palette) => ({ fontFamily: colour('family'), fontSize: 11, fill: colour('soft') })

/** All from 0, thin; the window that is enlarged is marked. */
function Whole({ bars: { bars, whole, near }, left, width, colour }: PartProps) {
  const x = scaleOn(whole, left, width)
  const base = WHOLE_TOP + ROWS * PITCH_WHOLE
  const [from, to] = near.map(x) as [number, number]
  const furthest = greatest(ticksIn(whole, 3), Math.abs) ?? 0
  return (
    <g>
      <text x={0} y={WHOLE_TOP + 17} {...small(colour)}>
        {t('exactWhole')}
      </text>
      {[0, furthest].map((tick, i) => (
        <text
          key={i}
          x={x(tick)}
          y={WHOLE_TOP - 6}
          textAnchor={i === 0 ? 'end' : 'middle'}
          {...small(colour)}
        >
          {i === 1 && tick === 0 ? '' : format.short(tick)}
        </text>
      ))}
      <path d={`M${x(0)} ${WHOLE_TOP - 2}V${base + 1}`} stroke={colour('line-strong')} />
      {bars.map((bar, i) => (
        <OneBar
          key={bar.part}
          bar={bar}
          top={WHOLE_TOP + i * PITCH_WHOLE}
          thick={THIN}
          x={x}
          colour={colour}
        />
      ))}
      <path
        d={`M${from} ${base + 2}V${WHOLE_TOP - 3}H${to}V${base + 2}`}
        fill="none"
        stroke={colour('soft')}
      />
      <path
        d={`M${from} ${base + 2}L${left} ${NEAR_TOP - 6}M${to} ${base + 2}L${left + width} ${NEAR_TOP - 6}`}
        stroke={colour('line-strong')}
      />
    </g>
  )
}

/** Where a bar goes on beyond the window, towards 0, it is cut. */
function Cut({ bar, top, near, x, colour }: Omit<BarProps, 'thick'> & { near: Range }) {
  if (bar.from >= near[0] && bar.from <= near[1]) return null
  const edge = x(bar.from) + (bar.from > near[1] ? -9 : 5)
  return (
    <path
      d={`M${edge} ${top + THICK + 2}l3 ${-THICK - 4}M${edge + 4} ${top + THICK + 2}l3 ${-THICK - 4}`}
      stroke={colour('paper')}
      strokeWidth={2}
    />
  )
}

interface CheckProps {
  readonly exact: QuadraturePosterior
  readonly x: Scale
  readonly colour: Palette
}

/** The Monte Carlo ELBO with two standard errors to either side, below the bars. */
function Check({ exact: { monteCarlo }, x, colour }: CheckProps) {
  const { elbo, standardError, draws } = monteCarlo
  const [from, at, to] = [elbo - 2 * standardError, elbo, elbo + 2 * standardError].map(x)
  const y = CHECK_TOP + 6
  return (
    <g>
      <text x={0} y={y + 4} {...small(colour)}>
        {t('exactCheckName', { draws })}
      </text>
      <path
        d={`M${from} ${y}H${to}M${from} ${y - 4}v8M${to} ${y - 4}v8`}
        stroke={colour('ink')}
        strokeWidth={1.25}
      />
      <circle cx={at} cy={y} r={2.5} fill={colour('ink')} />
    </g>
  )
}

/** The bars' ends where the next one begins: from row to row. */
const joints = (bars: readonly Bar[], x: Scale): string =>
  bars
    .slice(0, -1)
    .map(({ to }, i) => `M${x(to)} ${NEAR_TOP + i * PITCH + THICK}v${PITCH - THICK}`)
    .join('')

interface WordProps {
  readonly part: Part
  readonly x: number
  readonly top: number
  readonly isValue?: boolean
  readonly colour: Palette
  readonly children: string
}

const Word = ({ part, x, top, isValue = false, colour, children }: WordProps) => (
  <text
    x={x}
    y={top + THICK - 1}
    textAnchor={isValue ? 'end' : 'start'}
    fontFamily={colour('family')}
    fontSize={12}
    fontWeight={isValue ? 600 : 400}
    fill={colour(TEXT_COLOURS[part])}
    style={{ fontVariantNumeric: 'tabular-nums' }}
  >
    {children}
  </text>
)

interface RowProps extends Omit<BarProps, 'thick'> {
  readonly near: Range
  /** Where the values end. */
  readonly right: number
}

const Row = ({ bar, top, near, x, right, colour }: RowProps) => (
  <g>
    <Word part={bar.part} x={0} top={top} colour={colour}>
      {t('exactTerm', { part: bar.part })}
    </Word>
    <OneBar bar={bar} top={top} thick={THICK} x={x} colour={colour} />
    <Cut bar={bar} top={top} near={near} x={x} colour={colour} />
    <Word part={bar.part} x={right} top={top} isValue colour={colour}>
      {t('exactValue', bar)}
    </Word>
  </g>
)

const Ticks = ({ ticks, x, colour }: { ticks: readonly number[]; x: Scale; colour: Palette }) =>
  ticks.map((tick) => (
    <g key={tick}>
      <path d={`M${x(tick)} ${NEAR_TOP - 6}V${AXIS_TOP}`} stroke={colour('line')} />
      <text x={x(tick)} y={AXIS_TOP + 12} textAnchor="middle" {...small(colour)}>
        {format.short(tick)}
      </text>
    </g>
  ))

interface NearProps extends PartProps {
  readonly exact: ExactPosterior
}

function Near({ bars: { bars, near, ticks }, left, width, colour, exact }: NearProps) {
  const x = scaleOn(near, left, width)
  return (
    <g>
      <Ticks ticks={ticks} x={x} colour={colour} />
      <path d={joints(bars, x)} stroke={colour('soft')} strokeDasharray="2 2" />
      {bars.map((bar, i) => (
        <Row
          key={bar.part}
          bar={bar}
          top={NEAR_TOP + i * PITCH}
          near={near}
          x={x}
          right={left + width + VALUES}
          colour={colour}
        />
      ))}
      {exact.by === 'quadrature' && <Check exact={exact} x={x} colour={colour} />}
    </g>
  )
}

/** The same in words, for those who cannot see the bars. */
const Table = ({ bars }: { bars: readonly Bar[] }) => (
  <table className="only-heard">
    <caption>{t('exactBarsLabel')}</caption>
    <tbody>
      {bars.map(({ part, value }) => (
        <tr key={part}>
          <th scope="row">{t('exactTermName', { part })}</th>
          <td>{t('exactValue', { value })}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

export function LogEvidenceBars({ exact, width, colour }: Props) {
  const room = { left: NAMES, width: Math.max(80, width - NAMES - VALUES) }
  const bars = posteriorBars(exact, Math.max(2, Math.floor(room.width / A_TICK)))
  const span = ([min, max]: Range) => max - min
  return (
    <>
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} height={HEIGHT} aria-hidden="true">
        <Whole bars={bars} {...room} colour={colour} />
        <text x={0} y={NEAR_TOP - 10} {...small(colour)}>
          {t('exactNearBy', { times: span(bars.whole) / span(bars.near) })}
        </text>
        <Near bars={bars} {...room} colour={colour} exact={exact} />
      </svg>
      <Table bars={bars.bars} />
    </>
  )
}
