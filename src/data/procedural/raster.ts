/**
 * From a hand's line to pixels: fitted into MNIST's box, with the grain of the paper. How ink becomes pixels is
 * math/ink.ts. Knows nothing of digits.
 */
import { BOX, IMAGE_SIDE, SOFTNESS, deepen, lay, placeOf, tone } from '../../math/ink.ts'
import type { Factors } from './factors.ts'
import type { Dice } from './random.ts'
import type { PenTrace } from './trace.ts'

/** Grain of the paper, in pixels of the edge's position. */
const GRAIN = 0.18

/** Scratch space for one pen; reuse it for many digits. */
export class InkRaster {
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

function bounds({ x, y, length }: PenTrace): Bounds {
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
function fit(trace: PenTrace, { weight, scale, tremor }: Factors, dice: Dice): void {
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

function stroke({ depth }: InkRaster, { x, y, pressure, lifted, length }: PenTrace, radius: number): void {
  depth.fill(-BOX)
  for (let i = 1; i < length; i++) {
    if (lifted[i]) continue
    const [ax, ay, ap] = [x[i - 1] as number, y[i - 1] as number, pressure[i - 1] as number]
    deepen(depth, ax, ay, ap * radius, x[i] as number, y[i] as number, (pressure[i] as number) * radius)
  }
}

/** Turns depth into ink; where an edge passes, the paper's grain moves it a little. */
function soak({ depth, ink }: InkRaster, dice: Dice): void {
  for (let i = 0; i < depth.length; i++) {
    const inside = depth[i] as number
    if (inside <= -SOFTNESS || inside >= SOFTNESS) {
      ink[i] = inside > 0 ? 255 : 0
      continue
    }
    ink[i] = tone(0.5 + (inside + dice.uniform(-GRAIN, GRAIN)) / SOFTNESS)
  }
}

const within = (place: number): number => Math.min(IMAGE_SIDE - BOX, Math.max(0, place))

/** Draws the trace as one image of 28 x 28 bytes at `offset`; changes the trace. */
export function ink(
  raster: InkRaster,
  trace: PenTrace,
  factors: Factors,
  dice: Dice,
  out: Uint8Array,
  offset: number,
): void {
  fit(trace, factors, dice)
  stroke(raster, trace, factors.weight / 2)
  soak(raster, dice)
  const { left, top } = placeOf(raster.ink)
  lay(raster.ink, within(left), within(top), out, offset)
}
