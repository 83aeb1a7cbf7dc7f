/**
 * Whole sets of procedural digits, each digit drawn when it is first asked for: training begins at once, and the same
 * seed gives the same bytes, on every engine, in whatever order and however fast they are drawn.
 */
import { IMAGE_PIXELS, type Split, type Splits } from '../dataset.ts'
import { digitLabels, DigitPen, type StreamName } from './digits.ts'

export interface GenerateOptions {
  readonly seed: number
  readonly train?: number | undefined
  readonly test?: number | undefined
}

export interface DrawnSplit extends Split {
  readonly drawn: (places: Iterable<number>) => Uint8Array
  /** Digits that are drawn by now. */
  readonly done: number
  /** Draws up to so many of those that are missing, in order. */
  more(most: number): void
}

export interface DrawnSplits extends Splits {
  readonly train: DrawnSplit
  readonly test: DrawnSplit
}

function* upTo(count: number): Generator<number> {
  for (let i = 0; i < count; i++) yield i
}

function drawnSplit(seed: number, stream: StreamName, count: number): DrawnSplit {
  // The system gives the memory of these zeros when they are written.
  const images = new Uint8Array(count * IMAGE_PIXELS)
  const isDrawn = new Uint8Array(count)
  const pen = new DigitPen()
  let done = 0
  let next = 0

  function draw(place: number): void {
    if (isDrawn[place] !== 0) return
    pen.draw(seed, stream, place, images, place * IMAGE_PIXELS)
    isDrawn[place] = 1
    done++
  }
  function drawn(places: Iterable<number>): Uint8Array {
    if (done < count) for (const place of places) draw(place)
    return images
  }
  return {
    count,
    labels: digitLabels(seed, stream, count),
    drawn,
    /** All of them: whoever needs only some asks `drawn`. */
    get images() {
      return drawn(upTo(count))
    },
    get done() {
      return done
    },
    more(most) {
      for (let left = most; left > 0 && next < count; next++) {
        if (isDrawn[next] === 0) left--
        draw(next)
      }
    },
  }
}

export const generateDigits = ({ seed, train = 60_000, test = 10_000 }: GenerateOptions): DrawnSplits => ({
  train: drawnSplit(seed, 'train', train),
  test: drawnSplit(seed, 'test', test),
})
