/**
 * What a pen writes: points that a smooth curve passes through, corners where it turns sharply.
 * Units of the digit's height, x to the right, y down. Does NOT know about pixels.
 */
export interface Point {
  readonly x: number
  readonly y: number
  /** The curve breaks its direction here. */
  readonly corner: boolean
}

export type Stroke = readonly Point[]

export const at = (x: number, y: number): Point => ({ x, y, corner: false })
export const corner = (x: number, y: number): Point => ({ x, y, corner: true })

/** sin(2 pi t) within 0.1 %, from products alone: Math.sin may differ between engines in the last bit. */
export function sineOfTurn(t: number): number {
  const u = t - Math.floor(t + 0.5)
  const y = 8 * u - 16 * u * Math.abs(u)
  return 0.225 * (y * Math.abs(y) - y) + y
}

export interface Arc {
  readonly x: number
  readonly y: number
  readonly rx: number
  readonly ry: number
  /** In turns: 0 points right, 0.25 down, 0.5 left, 0.75 up. */
  readonly from: number
  readonly to: number
  /** The radius changes by this factor on the way, as a spiral's. */
  readonly spiral?: number
}

/** `count` points along an ellipse, both ends included. */
export function arc({ x, y, rx, ry, from, to, spiral = 1 }: Arc, count: number): Point[] {
  return Array.from({ length: count }, (_, i) => {
    const along = i / (count - 1)
    const turn = from + (to - from) * along
    const grown = 1 + (spiral - 1) * along
    return at(x + rx * grown * sineOfTurn(turn + 0.25), y + ry * grown * sineOfTurn(turn))
  })
}
