/**
 * From a glyph's points to the line that the pen follows: unsteady hand, smooth curve, slant and rotation.
 * Units of the digit's height still; raster.ts fits it into pixels.
 */
import type { Factors } from './factors.ts'
import type { Dice } from './random.ts'
import type { Stroke } from './strokes.ts'

const CAPACITY = 512
/** Neighbouring points stray together: a hand wavers slowly. */
const MEMORY = 0.6
const REFRESH = Math.sqrt(1 - MEMORY * MEMORY)

/** A broken line with the pen's relative pressure at each vertex. */
export class PenTrace {
  readonly x = new Float64Array(CAPACITY)
  readonly y = new Float64Array(CAPACITY)
  readonly pressure = new Float64Array(CAPACITY)
  /** 1 where a new stroke starts: no ink between this vertex and the one before. */
  readonly lifted = new Uint8Array(CAPACITY)
  length = 0

  clear(): void {
    this.length = 0
  }

  push(x: number, y: number, pressure: number, lifted: boolean): void {
    if (this.length === CAPACITY) return
    this.x[this.length] = x
    this.y[this.length] = y
    this.pressure[this.length] = pressure
    this.lifted[this.length++] = lifted ? 1 : 0
  }
}

interface Vertex {
  x: number
  y: number
  pressure: number
  corner: boolean
}

/** The points as this hand puts them: wavering, bowed, wider at the foot or the head. */
function handwritten(stroke: Stroke, { wobble, bend, taper }: Factors, dice: Dice): Vertex[] {
  let strayX = dice.near(0, wobble)
  let strayY = dice.near(0, wobble)
  let press = dice.near(0, 0.1)
  return stroke.map(({ x, y, corner }) => {
    strayX = MEMORY * strayX + REFRESH * dice.near(0, wobble)
    strayY = MEMORY * strayY + REFRESH * dice.near(0, wobble)
    press = MEMORY * press + REFRESH * dice.near(0, 0.1)
    const below = y - 0.5
    const bowed = x * (1 + taper * below) + bend * (below * below - 0.1)
    return { x: bowed + strayX, y: y + strayY, pressure: 1 + press, corner }
  })
}

/** Centripetal spacing keeps a curve through uneven points from overshooting. */
const knot = (a: Vertex, b: Vertex): number =>
  Math.sqrt(Math.sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y))) + 1e-6

/** Velocity at `b` on the way a -> b -> c, along one axis. */
const velocity = (a: number, b: number, c: number, before: number, after: number): number =>
  (b - a) / before - (c - a) / (before + after) + (c - b) / after

/** Velocity at point i per knot; null where the curve may take any: at a corner and at the ends. */
function velocities(points: readonly Vertex[]): ({ x: number; y: number } | null)[] {
  return points.map((b, i) => {
    const a = points[i - 1]
    const c = points[i + 1]
    if (!a || !c || b.corner) return null
    const before = knot(a, b)
    const after = knot(b, c)
    return { x: velocity(a.x, b.x, c.x, before, after), y: velocity(a.y, b.y, c.y, before, after) }
  })
}

/** A free end takes the velocity that leaves the curve unbent there. */
const released = (chord: number, other: number): number => 1.5 * chord - 0.5 * other

const hermite = (p: number, v: number, q: number, w: number, t: number): number => {
  const c = 3 * (q - p) - 2 * v - w
  const d = v + w - 2 * (q - p)
  return p + t * (v + t * (c + t * d))
}

/** One span of the curve, its first vertex left out. */
function span(
  trace: PenTrace,
  a: Vertex,
  b: Vertex,
  va: { x: number; y: number } | null,
  vb: typeof va,
): void {
  const dt = knot(a, b)
  const axis = (p: number, q: number, v: number | undefined, w: number | undefined): [number, number] => {
    const first = v === undefined ? (w === undefined ? q - p : released(q - p, w * dt)) : v * dt
    return [first, w === undefined ? (v === undefined ? q - p : released(q - p, v * dt)) : w * dt]
  }
  const [ax, bx] = axis(a.x, b.x, va?.x, vb?.x)
  const [ay, by] = axis(a.y, b.y, va?.y, vb?.y)
  const steps = Math.min(7, Math.max(2, Math.ceil(dt * dt * 16)))
  for (let i = 1; i <= steps; i++) {
    const t = i / steps
    const pressure = a.pressure + (b.pressure - a.pressure) * t
    trace.push(hermite(a.x, ax, b.x, bx, t), hermite(a.y, ay, b.y, by, t), pressure, false)
  }
}

/** Shear, turn and stretch every vertex. */
function slope(trace: PenTrace, { slant, rotation, aspect }: Factors): void {
  // Half-angle form: a turn from products alone.
  const half = rotation / 2
  const cos = (1 - half * half) / (1 + half * half)
  const sin = (2 * half) / (1 + half * half)
  for (let i = 0; i < trace.length; i++) {
    const y = (trace.y[i] ?? 0) - 0.5
    const x = (trace.x[i] ?? 0) * aspect - slant * y
    trace.x[i] = cos * x + sin * y
    trace.y[i] = cos * y - sin * x
  }
}

/** Writes the strokes into `trace`, replacing what was there. */
export function traceStrokes(
  trace: PenTrace,
  strokes: readonly Stroke[],
  factors: Factors,
  dice: Dice,
): void {
  trace.clear()
  for (const stroke of strokes) {
    const points = handwritten(stroke, factors, dice)
    const speeds = velocities(points)
    points.forEach((point, i) => {
      const previous = points[i - 1]
      if (previous) span(trace, previous, point, speeds[i - 1] ?? null, speeds[i] ?? null)
      else trace.push(point.x, point.y, point.pressure, true)
    })
  }
  slope(trace, factors)
}
