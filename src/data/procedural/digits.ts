/**
 * One procedural digit by its number: digit i of (seed, stream) is the same wherever and whenever it is drawn.
 */
import { drawFactors, type Factors } from './factors.ts'
import { GLYPHS } from './glyphs/index.ts'
import { Dice } from './random.ts'
import { ink, InkRaster } from './raster.ts'
import { traceStrokes, PenTrace } from './trace.ts'

/** Independent sequences of one seed. */
export const DIGIT_STREAMS = { train: 0, test: 1 } as const
export type StreamName = keyof typeof DIGIT_STREAMS

/** Keeps the order of the classes apart from the look of the images. */
const LABEL_STREAM = 16

/** The classes of ten successive images: each comes once, in an order of their own. */
function tenLabels(seed: number, stream: StreamName, ten: number): readonly number[] {
  const dice = new Dice(seed, LABEL_STREAM + DIGIT_STREAMS[stream], ten)
  const order = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
  for (let last = 9; last > 0; last--) {
    const other = dice.integer() % (last + 1)
    const kept = order[last] as number
    order[last] = order[other] as number
    order[other] = kept
  }
  return order
}

export const digitLabel = (seed: number, stream: StreamName, index: number): number =>
  tenLabels(seed, stream, Math.floor(index / 10))[index % 10] as number

/** Of the first `count` images. */
export function digitLabels(seed: number, stream: StreamName, count: number): Uint8Array {
  const labels = new Uint8Array(count)
  for (let i = 0; i < count; i += 10) labels.set(tenLabels(seed, stream, i / 10).slice(0, count - i), i)
  return labels
}

/** The true factors of digit `index`, without drawing it. */
export const digitFactors = (seed: number, stream: StreamName, index: number): Factors =>
  drawFactors(new Dice(seed, DIGIT_STREAMS[stream], index), digitLabel(seed, stream, index))

/** Draws digits one after the other into a caller's bytes; holds only scratch space. */
export class DigitPen {
  readonly #trace = new PenTrace()
  readonly #raster = new InkRaster()

  draw(seed: number, stream: StreamName, index: number, out: Uint8Array, offset: number): Factors {
    const dice = new Dice(seed, DIGIT_STREAMS[stream], index)
    const factors = drawFactors(dice, digitLabel(seed, stream, index))
    const write = GLYPHS[factors.digit]?.[factors.allograph]?.write
    if (!write) throw new Error(`DigitPen.draw: expected a glyph for ${factors.digit}, got none`)
    traceStrokes(this.#trace, write(dice), factors, dice)
    ink(this.#raster, this.#trace, factors, dice, out, offset)
    return factors
  }
}
