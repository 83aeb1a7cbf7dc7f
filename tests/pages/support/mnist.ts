/** MNIST's test set as its files in MNIST_DIR have it, and the simplest of classifiers. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

const PIXELS = 784

export interface TestSet {
  /** [count, 784]. */
  readonly images: Uint8Array
  readonly labels: Uint8Array
}

const unpacked = async (folder: string, name: string, header: number): Promise<Uint8Array> =>
  gunzipSync(await readFile(join(folder, name))).subarray(header)

/** null where the environment names no folder. */
export async function mnistTestSet(): Promise<TestSet | null> {
  const folder = process.env.MNIST_DIR
  if (!folder) return null
  return {
    images: await unpacked(folder, 't10k-images-idx3-ubyte.gz', 16),
    labels: await unpacked(folder, 't10k-labels-idx1-ubyte.gz', 8),
  }
}

/** The class whose mean image is nearest. */
export function nearestClassMean({ images, labels }: TestSet): (image: readonly number[]) => number {
  const sums = Array.from({ length: 10 }, () => new Float64Array(PIXELS))
  const counts = new Array<number>(10).fill(0)
  labels.forEach((label, i) => {
    counts[label]! += 1
    for (let at = 0; at < PIXELS; at++) sums[label]![at]! += images[i * PIXELS + at]!
  })
  const means = sums.map((sum, label) => sum.map((value) => value / counts[label]!))
  return (image) => {
    const distances = means.map((mean) => mean.reduce((sum, value, at) => sum + (value - image[at]!) ** 2, 0))
    return distances.indexOf(Math.min(...distances))
  }
}
