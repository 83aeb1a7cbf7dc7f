/**
 * Puts thousands of small things into pixels by itself: a tenth of the time that as many calls of a canvas take.
 * Colours are laid over what is there; alpha is not premultiplied, as an ImageData has it.
 */
export type Rgb = readonly [number, number, number]

export interface Raster {
  readonly width: number
  readonly height: number
  /** RGBA [height, width, 4]. */
  readonly data: Uint8ClampedArray<ArrayBuffer>
  /** The same, a pixel a number: 0xAABBGGRR. */
  readonly pixels: Uint32Array
}

export function createRaster(width: number, height: number): Raster {
  const data = new Uint8ClampedArray(4 * width * height)
  return { width, height, data, pixels: new Uint32Array(data.buffer) }
}

/** Of a colour as #rrggbb. */
export const rgbOf = (hex: string): Rgb => {
  const value = parseInt(hex.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

const OPAQUE = 0xff00_0000
const bare = (colour: Rgb): number => (colour[2] << 16) | (colour[1] << 8) | colour[0]

/** `share` (0 to 1) of the colour over the pixel at this place. */
function blend({ data }: Raster, place: number, colour: Rgb, share: number): void {
  const at = 4 * place
  const below = (data[at + 3]! / 255) * (1 - share)
  const whole = share + below
  for (let channel = 0; channel < 3; channel++)
    data[at + channel] = (colour[channel]! * share + data[at + channel]! * below) / whole
  data[at + 3] = 255 * whole
}

/** How much of each pixel a disk about the middle one covers [side, side]. */
export interface Disk {
  readonly side: number
  readonly shares: Float32Array
}

const PER_PIXEL = 4

export function createDisk(radius: number): Disk {
  const half = Math.ceil(radius)
  const side = 2 * half + 1
  const isInside = (x: number, y: number) => Math.hypot(x, y) <= radius
  const covered = (column: number, row: number) => {
    let count = 0
    for (let i = 0; i < PER_PIXEL; i++)
      for (let j = 0; j < PER_PIXEL; j++) {
        const [x, y] = [column + (i + 0.5) / PER_PIXEL - 0.5, row + (j + 0.5) / PER_PIXEL - 0.5]
        if (isInside(x, y)) count += 1
      }
    return count / PER_PIXEL ** 2
  }
  const shares = Float32Array.from({ length: side * side }, (_, i) =>
    covered((i % side) - half, Math.floor(i / side) - half),
  )
  return { side, shares }
}

/** A disk about the pixel nearest to (x, y). */
export function putDisk(raster: Raster, { side, shares }: Disk, x: number, y: number, colour: Rgb): void {
  const { pixels } = raster
  const [left, top] = [Math.floor(x) - (side >> 1), Math.floor(y) - (side >> 1)]
  const whole = OPAQUE | bare(colour)
  for (let row = Math.max(0, -top); row < side && top + row < raster.height; row++)
    for (let column = Math.max(0, -left); column < side && left + column < raster.width; column++) {
      const share = shares[row * side + column]!
      const at = (top + row) * raster.width + left + column
      if (share === 1) pixels[at] = whole
      else if (share > 0) blend(raster, at, colour, share)
    }
}

/** The newest colour has the pixel; how dense it is adds up. */
function thicken(
  { width, height, pixels }: Raster,
  x: number,
  y: number,
  colour: number,
  alpha: number,
): void {
  if (x < 0 || y < 0 || x >= width || y >= height) return
  const at = y * width + x
  pixels[at] = (Math.min(255, (pixels[at]! >>> 24) + alpha) << 24) | colour
}

/** A point between pixels, shared among the four around it. */
function putPoint(raster: Raster, x: number, y: number, colour: number, alpha: number): void {
  const [left, top] = [Math.floor(x - 0.5), Math.floor(y - 0.5)]
  const [right, bottom] = [x - 0.5 - left, y - 0.5 - top]
  thicken(raster, left, top, colour, alpha * (1 - right) * (1 - bottom))
  thicken(raster, left + 1, top, colour, alpha * right * (1 - bottom))
  thicken(raster, left, top + 1, colour, alpha * (1 - right) * bottom)
  thicken(raster, left + 1, top + 1, colour, alpha * right * bottom)
}

/** In pixels; the angle of the first half axis against x, clockwise as y goes down. */
export interface PixelEllipse {
  readonly x: number
  readonly y: number
  readonly rx: number
  readonly ry: number
  readonly angle: number
}

/** Pixels from one point of an outline to the next. */
const SPACING = 1.3

/** Its outline, about a pixel wide and `share` (0 to 1) dense; where thousands meet, the newest colour shows. */
export function putEllipse(raster: Raster, ellipse: PixelEllipse, colour: Rgb, share: number): void {
  const { x, y, rx, ry, angle } = ellipse
  const around = Math.PI * (rx + ry)
  const points = Math.min(2000, Math.max(8, Math.ceil(around / SPACING)))
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)]
  const [own, alpha] = [bare(colour), 255 * share]
  for (let i = 0; i < points; i++) {
    const turn = (2 * Math.PI * i) / points
    const [along, across] = [rx * Math.cos(turn), ry * Math.sin(turn)]
    putPoint(raster, x + along * cosine - across * sine, y + along * sine + across * cosine, own, alpha)
  }
}
