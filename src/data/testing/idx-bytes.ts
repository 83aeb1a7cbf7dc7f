/** Makes IDX files for tests. */
import { IMAGE_PIXELS } from '../dataset.ts'

const words = (...values: number[]): number[] => values.flatMap((v) => [v >>> 24, (v >>> 16) & 255, (v >>> 8) & 255, v & 255])

/** Image i is filled with the byte `first + i`. */
export function imagesFile(count: number, first = 0, rows = 28, columns = 28): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(16 + count * rows * columns)
  bytes.set(words(0x803, count, rows, columns))
  for (let i = 0; i < count; i++) bytes.fill(first + i, 16 + i * rows * columns, 16 + (i + 1) * rows * columns)
  return bytes
}

export const labelsFile = (labels: readonly number[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([...words(0x801, labels.length), ...labels])

export const firstPixels = (images: Uint8Array): number[] =>
  Array.from({ length: images.length / IMAGE_PIXELS }, (_, i) => images[i * IMAGE_PIXELS] as number)
