/** Small IDX data sets in memory: bright squares whose place tells their class, the same bytes each time. */
import { gzipSync } from 'node:zlib'

const SIDE = 28

function header(magic: number, ...sizes: number[]): Buffer {
  const bytes = Buffer.alloc(4 * (1 + sizes.length))
  for (const [index, value] of [magic, ...sizes].entries()) bytes.writeUInt32BE(value, 4 * index)
  return bytes
}

function drawSquare(pixels: Buffer, image: number): void {
  const label = image % 10
  const top = 4 + 2 * label
  const left = 4 + ((image * 7) % 12)
  for (let row = top; row < Math.min(top + 8, SIDE); row++)
    pixels.fill(
      200 + label,
      image * SIDE * SIDE + row * SIDE + left,
      image * SIDE * SIDE + row * SIDE + left + 8,
    )
}

export function idxImages(count: number): Buffer {
  const pixels = Buffer.alloc(count * SIDE * SIDE)
  for (let image = 0; image < count; image++) drawSquare(pixels, image)
  return Buffer.concat([header(0x803, count, SIDE, SIDE), pixels])
}

export function idxLabels(count: number): Buffer {
  return Buffer.concat([
    header(0x801, count),
    Buffer.from(Array.from({ length: count }, (_, image) => image % 10)),
  ])
}

export const IDX_NAMES = [
  'train-images-idx3-ubyte.gz',
  'train-labels-idx1-ubyte.gz',
  't10k-images-idx3-ubyte.gz',
  't10k-labels-idx1-ubyte.gz',
] as const

/** The four files of a data set, gzipped, by name. */
export function idxSet(trainImages: number, testImages: number): Map<string, Buffer> {
  const contents = [
    idxImages(trainImages),
    idxLabels(trainImages),
    idxImages(testImages),
    idxLabels(testImages),
  ]
  return new Map(IDX_NAMES.map((name, index) => [name, gzipSync(contents[index] as Buffer, { level: 1 })]))
}
