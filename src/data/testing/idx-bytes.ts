/** Makes IDX files for tests. */
import { IMAGE_PIXELS } from '../dataset.ts'

const words = (...values: number[]): number[] =>
  values.flatMap((v) => [v >>> 24, (v >>> 16) & 255, (v >>> 8) & 255, v & 255])

/** Image i is filled with the byte `first + i`. */
export function imagesFile(count: number, first = 0, rows = 28, columns = 28): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(16 + count * rows * columns)
  bytes.set(words(0x803, count, rows, columns))
  for (let i = 0; i < count; i++)
    bytes.fill(first + i, 16 + i * rows * columns, 16 + (i + 1) * rows * columns)
  return bytes
}

export const labelsFile = (labels: readonly number[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([...words(0x801, labels.length), ...labels])

export const firstPixels = (images: Uint8Array): number[] =>
  Array.from({ length: images.length / IMAGE_PIXELS }, (_, i) => images[i * IMAGE_PIXELS] as number)

const WRITERS: Readonly<
  Record<
    number,
    readonly [
      bytes: number,
      method: 'setUint8' | 'setInt8' | 'setInt16' | 'setInt32' | 'setFloat32' | 'setFloat64',
    ]
  >
> = {
  0x08: [1, 'setUint8'],
  0x09: [1, 'setInt8'],
  0x0b: [2, 'setInt16'],
  0x0c: [4, 'setInt32'],
  0x0d: [4, 'setFloat32'],
  0x0e: [8, 'setFloat64'],
}

/** A file of any kind of number and any shape; what `values` lacks of it is missing. */
export function idxFile(
  type: number,
  shape: readonly number[],
  values: readonly number[],
): Uint8Array<ArrayBuffer> {
  const [size, write] = WRITERS[type] ?? [1, 'setUint8']
  const header = [0, 0, type, shape.length, ...words(...shape)]
  const bytes = new Uint8Array(header.length + size * values.length)
  bytes.set(header)
  const view = new DataView(bytes.buffer)
  values.forEach((value, i) => view[write](header.length + i * size, value))
  return bytes
}
