/** The straight line between two images, pixel by pixel. Pure. */
import type { Images } from '../../../protocol/images.ts'

/** `count` images from the first of `from` to the first of `to`, both included. */
export function blend(from: Images, to: Images, count: number): Images {
  const size = from.pixels.length / from.count
  const pixels = new Uint8Array(count * size)
  for (let i = 0; i < count; i++) {
    const share = i / (count - 1)
    for (let at = 0; at < size; at++)
      pixels[i * size + at] = Math.round((1 - share) * from.pixels[at]! + share * to.pixels[at]!)
  }
  return { pixels, count }
}

/** The point at a share of the way. */
export const interpolate = (from: ArrayLike<number>, to: ArrayLike<number>, share: number): number[] =>
  Array.from(from, (value, j) => (1 - share) * value + share * to[j]!)

export const distance = (from: ArrayLike<number>, to: ArrayLike<number>): number =>
  Math.hypot(...Array.from(from, (value, j) => value - to[j]!))
