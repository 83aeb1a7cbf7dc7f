/**
 * From a line to pixels, as MNIST was made: the ink fills a box of 20 x 20, which is then laid into 28 x 28 with its
 * centre of mass in the middle. Knows nothing of digits.
 */
import { IMAGE_PIXELS, IMAGE_SIDE } from '../dataset.ts'
import type { Factors } from './factors.ts'
import type { Dice } from './random.ts'
import type { Trace } from './trace.ts'

const SIDE = IMAGE_SIDE

const BOX = 20
/** Pixels over which an edge goes from paper to ink. */
const SOFTNESS = 1.2
/** Grain of the paper, in pixels of the edge's position. */
const GRAIN = 0.18
/** How far the step from paper to ink is from linear. */
const S_SHAPE = 0.6

/** Scratch space for one pen; reuse it for many digits. */
export class Raster {
  /** Distance of each pixel's centre from the nearest edge of ink, positive inside. */
  readonly depth = new Float64Array(BOX * BOX)
  readonly ink = new Uint8Array(BOX * BOX)
}

interface Bounds {
  left: number
  right: number
  top: number
  bottom: number
}

function bounds({ x, y, length }: Trace): Bounds {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity]
  for (let i = 0; i < length; i++) {
    const px = x[i] ?? 0
    const py = y[i] ?? 0
    if (px < left) left = px
    if (px > right) right = px
    if (py < top) top = py
    if (py > bottom) bottom = py
  }
  return { left, right, top, bottom }
}

/** Scales and moves the line so that its ink, not its middle, touches the box. */
function fit(trace: Trace, { weight, scale, tremor }: Factors, dice: Dice): void {
  const { left, right, top, bottom } = bounds(trace)
  const factor = (BOX * scale - weight) / Math.max(right - left, bottom - top, 1e-6)
  const shiftX = BOX / 2 - (factor * (left + right)) / 2
  const shiftY = BOX / 2 - (factor * (top + bottom)) / 2
  for (let i = 0; i < trace.length; i++) {
    trace.x[i] = (trace.x[i] ?? 0) * factor + shiftX + dice.uniform(-tremor, tremor)
    trace.y[i] = (trace.y[i] ?? 0) * factor + shiftY + dice.uniform(-tremor, tremor)
    trace.pressure[i] = (trace.pressure[i] ?? 0) * (1 + dice.uniform(-tremor, tremor))
  }
}

/** Deepens `depth` by one round-ended piece of line. */
function piece(
  depth: Float64Array,
  ax: number,
  ay: number,
  ar: number,
  bx: number,
  by: number,
  br: number,
): void {
  const reach = Math.max(ar, br) + SOFTNESS
  const x0 = Math.max(0, Math.floor(Math.min(ax, bx) - reach))
  const x1 = Math.min(BOX - 1, Math.floor(Math.max(ax, bx) + reach))
  const y0 = Math.max(0, Math.floor(Math.min(ay, by) - reach))
  const y1 = Math.min(BOX - 1, Math.floor(Math.max(ay, by) + reach))
  const dx = bx - ax
  const dy = by - ay
  const inverse = 1 / (dx * dx + dy * dy + 1e-9)
  for (let row = y0; row <= y1; row++) {
    const py = row + 0.5 - ay
    for (let column = x0; column <= x1; column++) {
      const px = column + 0.5 - ax
      const along = (px * dx + py * dy) * inverse
      const t = along < 0 ? 0 : along > 1 ? 1 : along
      const ex = px - t * dx
      const ey = py - t * dy
      const inside = ar + t * (br - ar) - Math.sqrt(ex * ex + ey * ey)
      const i = row * BOX + column
      if (inside > (depth[i] as number)) depth[i] = inside
    }
  }
}

function stroke({ depth }: Raster, { x, y, pressure, lifted, length }: Trace, radius: number): void {
  depth.fill(-BOX)
  for (let i = 1; i < length; i++) {
    if (lifted[i]) continue
    const [ax, ay, ap] = [x[i - 1] as number, y[i - 1] as number, pressure[i - 1] as number]
    piece(depth, ax, ay, ap * radius, x[i] as number, y[i] as number, (pressure[i] as number) * radius)
  }
}

/** Ink for the covered part of a pixel; a slight S, as scanning gives. */
function tone(covered: number): number {
  if (covered <= 0) return 0
  if (covered >= 1) return 255
  const smooth = covered * covered * (3 - 2 * covered)
  return Math.floor(255.99 * (covered + S_SHAPE * (smooth - covered)))
}

/** Turns depth into ink; where an edge passes, the paper's grain moves it a little. */
function soak({ depth, ink }: Raster, dice: Dice): void {
  for (let i = 0; i < depth.length; i++) {
    const inside = depth[i] as number
    if (inside <= -SOFTNESS || inside >= SOFTNESS) {
      ink[i] = inside > 0 ? 255 : 0
      continue
    }
    ink[i] = tone(0.5 + (inside + dice.uniform(-GRAIN, GRAIN)) / SOFTNESS)
  }
}

/** Lays the box into the image with the centre of mass of its ink in the middle, by whole pixels. */
function lay({ ink }: Raster, out: Uint8Array, offset: number): void {
  let mass = 1e-9
  let sumX = 0
  let sumY = 0
  for (let i = 0; i < ink.length; i++) {
    const value = ink[i] as number
    mass += value
    sumX += value * (i % BOX)
    sumY += value * Math.floor(i / BOX)
  }
  const place = (centre: number): number =>
    Math.min(SIDE - BOX, Math.max(0, Math.floor(SIDE / 2 - centre + 0.5)))
  const left = place(sumX / mass)
  const top = place(sumY / mass)
  out.fill(0, offset, offset + IMAGE_PIXELS)
  for (let row = 0; row < BOX; row++)
    out.set(ink.subarray(row * BOX, (row + 1) * BOX), offset + (top + row) * SIDE + left)
}

/** Draws the trace as one image of 28 x 28 bytes at `offset`; changes the trace. */
export function ink(
  raster: Raster,
  trace: Trace,
  factors: Factors,
  dice: Dice,
  out: Uint8Array,
  offset: number,
): void {
  fit(trace, factors, dice)
  stroke(raster, trace, factors.weight / 2)
  soak(raster, dice)
  lay(raster, out, offset)
}
