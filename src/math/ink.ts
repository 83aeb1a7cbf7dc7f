/**
 * From a pen's line to pixels, as MNIST was made: ink in a box of 20 x 20, which is then laid into 28 x 28 with its
 * centre of mass in the middle. Knows nothing of digits, nor of where the line comes from.
 */
export const IMAGE_SIDE = 28
export const BOX = 20

/** Pixels over which an edge goes from paper to ink. */
export const SOFTNESS = 1.2
/** How far the step from paper to ink is from linear. */
const S_SHAPE = 0.6

/**
 * Deepens `depth` [BOX, BOX], each pixel's distance from the nearest edge of ink (positive inside), by one round-ended
 * piece of line.
 */
export function deepen(
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

/** Ink for the covered part of a pixel, 0 to 255; a slight S, as scanning gives. */
export function tone(covered: number): number {
  if (covered <= 0) return 0
  if (covered >= 1) return 255
  const smooth = covered * covered * (3 - 2 * covered)
  return Math.floor(255.99 * (covered + S_SHAPE * (smooth - covered)))
}

/** Where the box [BOX, BOX] begins so that its ink's centre of mass is in the middle of the image, by whole pixels. */
export function placeOf(ink: Uint8Array): { readonly left: number; readonly top: number } {
  let mass = 1e-9
  let sumX = 0
  let sumY = 0
  for (let i = 0; i < ink.length; i++) {
    const value = ink[i] as number
    mass += value
    sumX += value * (i % BOX)
    sumY += value * Math.floor(i / BOX)
  }
  // MNIST's digits have their mass between 13.5 and 14.5, counting pixels from 0.
  const place = (centre: number) => Math.floor(IMAGE_SIDE / 2 - centre + 0.5)
  return { left: place(sumX / mass), top: place(sumY / mass) }
}

/** Lays the box into an image of 28 x 28 bytes at `offset`; the box must lie within it. */
export function lay(ink: Uint8Array, left: number, top: number, out: Uint8Array, offset: number): void {
  out.fill(0, offset, offset + IMAGE_SIDE * IMAGE_SIDE)
  for (let row = 0; row < BOX; row++)
    out.set(ink.subarray(row * BOX, (row + 1) * BOX), offset + (top + row) * IMAGE_SIDE + left)
}
