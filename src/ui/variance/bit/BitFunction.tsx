/** f from 0 to 1 with four handles: f(0) and f(1), which the gradient depends on, and two between, which it does not. */
import { useMemo, useRef, type KeyboardEvent, type PointerEvent, type RefObject } from 'react'
import { pathShape } from '../../../charts/variance/bit.ts'
import { CUBIC_KNOTS, type BitProblem } from '../../../math/one-bit.ts'
import type { BitChoices } from '../../../store/examples.ts'
import { format } from '../../messages/index.ts'
import { tPart as t } from '../../messages/of-parts.ts'
import { HIGHEST, LOWEST, withValue } from './problem.ts'

/** The units of the drawing; it is stretched to the room that there is. */
const SIDE = 1000
/** f may be a little beyond its handles. */
const TOP = HIGHEST + 0.25
const SPAN = TOP - LOWEST + 0.25

const across = (z: number) => SIDE * z
const down = (value: number) => (SIDE * (TOP - value)) / SPAN
const percent = (units: number) => `${(100 * units) / SIDE}%`

const lineOf = (points: readonly (readonly [number, number])[]) =>
  points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')

/** How high the density stands, of the whole height. */
const DENSITY = 0.35

function Drawing({ problem }: { problem: BitProblem }) {
  const { path, density } = useMemo(() => pathShape(problem), [problem])
  const hill = density.map(([z, height]) => [across(z), SIDE * (1 - DENSITY * height)] as const)
  return (
    <svg viewBox={`0 0 ${SIDE} ${SIDE}`} preserveAspectRatio="none" aria-hidden="true">
      <path className="bit-density" d={`M0 ${SIDE}L${lineOf(hill)}L${SIDE} ${SIDE}Z`} />
      <path className="bit-grid" d={[-1, 0, 1].map((value) => `M0 ${down(value)}H${SIDE}`).join('')} />
      <path className="bit-path" d={`M${lineOf(path.map(([z, value]) => [across(z), down(value)]))}`} />
    </svg>
  )
}

const STEP = 0.05
const KEYS: Readonly<Record<string, (value: number) => number>> = {
  ArrowUp: (value) => value + STEP,
  ArrowRight: (value) => value + STEP,
  ArrowDown: (value) => value - STEP,
  ArrowLeft: (value) => value - STEP,
  PageUp: (value) => value + 5 * STEP,
  PageDown: (value) => value - 5 * STEP,
  Home: () => LOWEST,
  End: () => HIGHEST,
}

interface HandleProps {
  readonly knot: number
  readonly value: number
  readonly plane: RefObject<HTMLDivElement | null>
  readonly onValue: (value: number) => void
}

function Handle({ knot, value, plane, onValue }: HandleProps) {
  const z = CUBIC_KNOTS[knot]!
  const drag = (event: PointerEvent<HTMLElement>) => {
    const box = plane.current?.getBoundingClientRect()
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    onValue(TOP - (SPAN * (event.clientY - box.top)) / box.height)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const move = KEYS[event.key]
    if (!move) return
    event.preventDefault()
    onValue(move(value))
  }
  return (
    <div
      className="bit-handle"
      role="slider"
      tabIndex={0}
      data-end={z === 0 || z === 1}
      style={{ left: `${100 * z}%`, top: percent(down(value)) }}
      aria-label={t('bitHandle', { knot })}
      aria-orientation="vertical"
      aria-valuemin={LOWEST}
      aria-valuemax={HIGHEST}
      aria-valuenow={value}
      aria-valuetext={format.fixed(value, 2)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={onKeyDown}
    />
  )
}

interface Props {
  readonly choices: BitChoices
  readonly problem: BitProblem
  readonly onChoices: (choices: BitChoices) => void
}

export function BitFunction({ choices, problem, onChoices }: Props) {
  const plane = useRef<HTMLDivElement>(null)
  return (
    <div className="bit-function" role="group" aria-label={t('bitFunction')}>
      <div className="bit-plane" ref={plane}>
        <Drawing problem={problem} />
        {choices.values.map((value, knot) => (
          <Handle
            key={knot}
            knot={knot}
            value={value}
            plane={plane}
            onValue={(next) => onChoices(withValue(choices, knot, next))}
          />
        ))}
      </div>
      <div className="bit-values soft" aria-hidden="true">
        {choices.values.map((value, knot) => (
          <span key={knot}>
            {t('bitHandle', { knot })} = {format.fixed(value, 2)}
          </span>
        ))}
      </div>
      <p className="figures-note soft">{t('bitFunctionCaption')}</p>
    </div>
  )
}
