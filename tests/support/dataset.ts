/** A small data set of soft blobs, made of nothing but arithmetic: for tests that need images, not digits. */
import type { Dataset, Split } from '../../src/data/index.ts'

const SIDE = 28

function blob(seed: number): Uint8Array {
  const image = new Uint8Array(SIDE * SIDE)
  const [row, column, width] = [8 + (seed % 12), 8 + ((seed * 7) % 12), 3 + (seed % 4)]
  for (let i = 0; i < image.length; i++) {
    const distance = Math.hypot(Math.floor(i / SIDE) - row, (i % SIDE) - column)
    image[i] = Math.round(255 * Math.max(0, Math.min(1, width - distance)))
  }
  return image
}

function split(count: number, from: number): Split {
  const images = new Uint8Array(count * SIDE * SIDE)
  for (let i = 0; i < count; i++) images.set(blob(from + i), i * SIDE * SIDE)
  return { images, labels: Uint8Array.from({ length: count }, (_, i) => i % 10), count }
}

export const blobs = (train: number, test: number): Dataset => ({
  name: 'custom',
  origin: 'files',
  train: split(train, 0),
  test: split(test, 1000),
  notices: [],
})
