/**
 * Test images by their numbers, as the model is asked to explain them, and the ones that stand for all where all would
 * take too long: a random subset, since in the files' own order the first ones of MNIST are easier than the rest.
 */
import { imagesFrom, type Split } from '../data/dataset.ts'
import { permutation } from '../math/random.ts'
import { toTargets } from '../math/targets.ts'
import type { Settings } from '../protocol/settings.ts'
import { EVALUATION_SLICE } from './evaluation.ts'
import { STREAMS } from './streams.ts'
import { PIXELS } from './training.ts'

export interface TestImages {
  /** How many there are. */
  readonly total: number
  /** Of all, by their number; null where none were given. */
  readonly labels: Split['labels']
  /** The numbers of `count` of them, or of all: more of them begin with the same ones, for the whole run. */
  some(count: number): Uint32Array
  /** As they are in the files, one after the other. */
  intensities(images: Uint32Array): Uint8Array
  /**
   * In [0, 1], one after the other. Binarized targets are always the same, those with which an image is evaluated: its
   * draws are those of its slice of the test set, at its place there.
   */
  targets(images: Uint32Array): Float32Array
}

export function createTestImages(test: Split, { seed, targets: kind }: Settings): TestImages {
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
