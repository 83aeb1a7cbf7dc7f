/** Where a person draws: white on black, as the images are. Knows the drawing, not the model. */
import { useRef, type PointerEvent } from 'react'
import { tPart as t } from '../../messages/of-parts.ts'
import { pad, useDrawing } from './drawing.ts'
import { PEN, pressOf, type PadPoint, type PadStroke } from './strokes.ts'

/** Of the pad's own units: it is 1 x 1. */
const DIGITS = 4
const number = (value: number) => value.toFixed(DIGITS)

const hasOneWidth = (stroke: PadStroke) => stroke.every(({ press }) => press === stroke[0]?.press)

function Line({ stroke }: { stroke: PadStroke }) {
  if (hasOneWidth(stroke)) {
    const points = stroke.map(({ x, y }) => `${number(x)} ${number(y)}`)
    // A point alone is a line of no length: its round ends are a dot.
    const path = `M${points[0]}L${points.length > 1 ? points.slice(1).join('L') : points[0]}`
    return <path d={path} strokeWidth={PEN * (stroke[0]?.press ?? 1)} />
  }
  return stroke.slice(1).map((to, i) => {
    const from = stroke[i]!
    return (
      <line
        key={i}
        x1={from.x}
        y1={from.y}
        x2={to.x}
        y2={to.y}
        strokeWidth={(PEN * (from.press + to.press)) / 2}
      />
    )
  })
}

/** The pointer's way since the last event; browsers pack what is between two frames into one event. */
function passed({ currentTarget, nativeEvent, pointerType }: PointerEvent<SVGSVGElement>): PadPoint[] {
  const { left, top, width, height } = currentTarget.getBoundingClientRect()
  const packed = nativeEvent.getCoalescedEvents?.() ?? []
  const within = (value: number) => Math.min(1, Math.max(0, value))
  return [...(packed.length > 0 ? packed : [nativeEvent])].map(({ clientX, clientY, pressure }) => ({
    x: within((clientX - left) / width),
    y: within((clientY - top) / height),
    press: pressOf(pointerType, pressure),
  }))
}

/** So that a line goes on outside the pad; a pointer that is gone already cannot be kept. */
function capture({ currentTarget, pointerId }: PointerEvent<SVGSVGElement>): void {
  try {
    currentTarget.setPointerCapture(pointerId)
  } catch {
    // The line ends at the pad's edge.
  }
}

/** `isFaint`: what is drawn is not what the views show. */
export function Pad({ isFaint }: { isFaint: boolean }) {
  const { strokes } = useDrawing()
  /** Of the pointer that draws; a second finger does not. */
  const drawing = useRef<number | null>(null)

  const onPointerDown = (event: PointerEvent<SVGSVGElement>) => {
    // A first finger, or a mouse, means that the pointer before it is gone, whether that was told or not.
    const isFree = drawing.current === null || event.isPrimary
    if (!isFree || event.button !== 0) return
    if (!pad.begin(passed(event).at(-1)!)) return
    drawing.current = event.pointerId
    capture(event)
  }
  const onPointerEnd = (event: PointerEvent<SVGSVGElement>) => {
    if (event.pointerId === drawing.current) drawing.current = null
  }
  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    if (event.pointerId !== drawing.current) return
    // It was let go where nobody heard of it: over a dialog of the system, or outside a frame.
    if (event.buttons === 0) onPointerEnd(event)
    else pad.extend(passed(event))
  }
  return (
    <svg
      className="pad"
      viewBox="0 0 1 1"
      role="img"
      aria-label={t('named', { name: t('pad'), phrase: t('padStrokes', { strokes: strokes.length }) })}
      aria-description={t('padKeys')}
      data-faint={isFaint || undefined}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerEnd}
      onPointerCancel={onPointerEnd}
      onLostPointerCapture={onPointerEnd}
    >
      <g fill="none" stroke="#fff" strokeLinecap="round" strokeLinejoin="round">
        {strokes.map((stroke, i) => (
          <Line key={i} stroke={stroke} />
        ))}
      </g>
    </svg>
  )
}
