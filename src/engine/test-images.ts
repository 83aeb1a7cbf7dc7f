/**
 * Test images by index, as targets of the model, and a random subset for computations that would take too long
 * on all of them. Random, since in file order the first images of MNIST are easier than the rest.
 */
import { imagesFrom, type Split } from '../data/dataset.ts'
import { permutation } from '../math/random.ts'
import { toTargets } from '../math/targets.ts'
import type { Settings } from '../protocol/settings.ts'
import { EVALUATION_SLICE } from './evaluation.ts'
import { STREAMS } from './streams.ts'
import { PIXELS } from './training.ts'

export interface TestSet {
  /** The number of test images. */
  readonly total: number
  /** Labels of all test images, by index; null if there are none. */
  readonly labels: Split['labels']
  /**
   * Indices of a random subset of `count` images, or of all: a larger subset begins with the smaller one, for
   * the whole run.
   */
  some(count: number): Uint32Array
  /** Bytes as in the files, concatenated. */
  intensities(images: Uint32Array): Uint8Array
  /**
   * In [0, 1], concatenated. Binarized targets are always the same as in the evaluation: the draws are those of
   * the image's slice of the test set, at its place there.
   */
  targets(images: Uint32Array): Float32Array
}

export function createTestImages(test: Split, { seed, targets: kind }: Settings): TestSet {
  let order: Uint32Array | null = null

  const imageAt = (image: number) => imagesFrom(test, image, image + 1)

  function targetsOf(image: number): Float32Array {
    const step = Math.floor(image / EVALUATION_SLICE)
    const key = { seed, stream: STREAMS.testBinarize, step }
    return toTargets(imageAt(image), kind, key, (image % EVALUATION_SLICE) * PIXELS)
  }

  return {
    total: test.count,
    labels: test.labels,
    some(count) {
      order ??= permutation(test.count, { seed, stream: STREAMS.testOrder, step: 0 })
      return order.slice(0, count)
    },
    intensities(images) {
      const all = new Uint8Array(images.length * PIXELS)
      images.forEach((image, i) => all.set(imageAt(image), i * PIXELS))
      return all
    },
    targets(images) {
      const all = new Float32Array(images.length * PIXELS)
      images.forEach((image, i) => all.set(targetsOf(image), i * PIXELS))
      return all
    },
  }
}
