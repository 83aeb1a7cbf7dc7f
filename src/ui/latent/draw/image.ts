/**
 * A drawing as an image that the encoder knows: scaled so that its ink fits MNIST's box of 20 x 20 (as it is, not
 * stretched), smooth at the edges, its centre of mass in the middle of 28 x 28 (LeCun et al. 1998). Pure.
 *
 * The line's width grows and shrinks with the drawing, but stays within what MNIST's pens leave: a small 7 on a large
 * pad would else come out as a blot.
 */
import { BOX, IMAGE_SIDE, SOFTNESS, deepen, lay, placeOf, tone } from '../../../math/ink.ts'
import { PEN, type PadStroke } from './strokes.ts'

/** Width of the line in pixels: MNIST's middle 95 %, nearly. */
const THIN = 1.8
const BROAD = 3.4
/** A drawing smaller than a sixth of the pad is not enlarged to fill the box: a dot stays a dot. */
const MOST_PIXELS = 6 * BOX
/** What cannot be laid with its mass in the middle of the image becomes smaller until it can. */
const SMALLER = 0.95

interface Fit {
  /** Pixels in the side of the pad. */
  readonly scale: number
  /** Radius of the line at the usual pressure, in pixels. */
  readonly radius: number
}

interface Bounds {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const fitOf = (scale: number): Fit => ({
  scale,
  radius: Math.min(BROAD, Math.max(THIN, PEN * scale)) / 2,
})

/** The ink's edges in pixels, counted from the drawing's first point: wherever on the pad it is, they are the same. */
function bounds(strokes: readonly PadStroke[], { scale, radius }: Fit): Bounds {
  const origin = strokes[0]![0]!
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const { x, y, press } of strokes.flat()) {
    const [px, py, r] = [(x - origin.x) * scale, (y - origin.y) * scale, press * radius]
    left = Math.min(left, px - r)
    right = Math.max(right, px + r)
    top = Math.min(top, py - r)
    bottom = Math.max(bottom, py + r)
  }
  return { left, right, top, bottom }
}

/** The largest scale at which the ink is in the box. */
function largestFit(strokes: readonly PadStroke[]): Fit {
  let [small, large] = [0, MOST_PIXELS]
  for (let i = 0; i < 40; i++) {
    const scale = i === 0 ? large : (small + large) / 2
    const { left, right, top, bottom } = bounds(strokes, fitOf(scale))
    if (Math.max(right - left, bottom - top) > BOX) large = scale
    else small = scale
  }
  return fitOf(small)
}

/** The ink in the box [BOX, BOX], in its middle. */
function inkOf(strokes: readonly PadStroke[], fit: Fit): Uint8Array {
  const depth = new Float64Array(BOX * BOX).fill(-BOX)
  const { left, right, top, bottom } = bounds(strokes, fit)
  const origin = strokes[0]![0]!
  const toX = (x: number) => BOX / 2 - (left + right) / 2 + (x - origin.x) * fit.scale
  const toY = (y: number) => BOX / 2 - (top + bottom) / 2 + (y - origin.y) * fit.scale
  for (const stroke of strokes)
    stroke.forEach((to, i) => {
      const from = stroke[Math.max(0, i - 1)]! // a stroke of one point is a dot
      if (i === 0 && stroke.length > 1) return
      const radii = [from.press * fit.radius, to.press * fit.radius] as const
      deepen(depth, toX(from.x), toY(from.y), radii[0], toX(to.x), toY(to.y), radii[1])
    })
  return Uint8Array.from(depth, (inside) => tone(0.5 + inside / SOFTNESS))
}

const isWithin = (place: number) => place >= 0 && place <= IMAGE_SIDE - BOX

/** 28 x 28 bytes, 255 = ink; null where nothing is drawn. */
export function drawnImage(drawing: readonly PadStroke[]): Uint8Array | null {
  const strokes = drawing.filter(({ length }) => length > 0)
  if (strokes.length === 0) return null
  for (let fit = largestFit(strokes); ; fit = { ...fitOf(fit.scale * SMALLER), radius: fit.radius }) {
    const ink = inkOf(strokes, fit)
    const { left, top } = placeOf(ink)
    if (!isWithin(left) || !isWithin(top)) continue
    const image = new Uint8Array(IMAGE_SIDE * IMAGE_SIDE)
    lay(ink, left, top, image, 0)
    return image
  }
}
