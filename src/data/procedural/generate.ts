/**
 * Whole sets of procedural digits: the same seed gives the same bytes, on every engine and however it is sliced.
 * Runs in slices that let the caller's thread answer in between.
 */
import { IMAGE_PIXELS, type Split, type Splits } from '../dataset.ts'
import { DigitPen, type StreamName } from './digits.ts'
import { pause } from './pause.ts'

/** About 10 ms of drawing. */
const SLICE = 250

export interface GenerateOptions {
  readonly seed: number
  readonly train?: number | undefined
  readonly test?: number | undefined
  readonly onProgress?: ((done: number, total: number) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

async function generateSplit(
  seed: number,
  stream: StreamName,
  count: number,
  afterSlice: (done: number) => Promise<void>,
): Promise<Split> {
  const images = new Uint8Array(count * IMAGE_PIXELS)
  const labels = new Uint8Array(count)
  const pen = new DigitPen()
  for (let i = 0; i < count; i++) {
    labels[i] = pen.draw(seed, stream, i, images, i * IMAGE_PIXELS).digit
    if ((i + 1) % SLICE === 0 || i + 1 === count) await afterSlice(i + 1)
  }
  return { images, labels, count }
}

export async function generateDigits({
  seed,
  train = 60_000,
  test = 10_000,
  onProgress,
  signal,
}: GenerateOptions): Promise<Splits> {
  const report = (before: number) => async (done: number) => {
    onProgress?.(before + done, train + test)
    await pause()
    signal?.throwIfAborted()
  }
  signal?.throwIfAborted()
  return {
    train: await generateSplit(seed, 'train', train, report(0)),
    test: await generateSplit(seed, 'test', test, report(train)),
  }
}
