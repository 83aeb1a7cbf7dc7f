/** What was drawn on the pad: lines of a pen, in units of the pad's side. Pure; knows no pixels and no pointer. */

export interface PadPoint {
  /** From the left and from the top, 0 to 1 on the pad. */
  readonly x: number
  readonly y: number
  /** How hard the pen is pressed, relative to its usual: the line's width there. */
  readonly press: number
}

export type PadStroke = readonly PadPoint[]

const isOnPad = (place: number) => place >= 0 && place <= 1

/**
 * A browser may say anything, as NaN of a pad that has no size just now. A line that is nowhere, or too thin to leave
 * ink, has no middle that could be laid in the middle of the image.
 */
export const isPadPoint = ({ x, y, press }: PadPoint): boolean =>
  isOnPad(x) && isOnPad(y) && press >= 0.5 && press <= 1.5

/** Width of the line at the usual pressure, in units of the pad's side: as broad as MNIST's look when enlarged. */
export const PEN = 0.09

/** Pens tell their pressure; a mouse always says a half, a finger what it likes. */
export const pressOf = (kind: string, pressure: number): number =>
  kind === 'pen' && pressure > 0 ? 0.6 + 0.8 * Math.min(1, pressure) : 1

/** Closer together than this, points only make work. */
const NEAR = 0.004

/** The stroke and what the pointer has passed since. */
export function lengthened(stroke: PadStroke, passed: readonly PadPoint[]): PadStroke {
  const longer = [...stroke]
  for (const point of passed.filter(isPadPoint)) {
    const last = longer.at(-1)
    if (!last || Math.hypot(point.x - last.x, point.y - last.y) >= NEAR) longer.push(point)
  }
  return longer.length === stroke.length ? stroke : longer
}
