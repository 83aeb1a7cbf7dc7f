/**
 * Test images by index, as targets of the model, and a random subset for computations that would take too long
 * on all of them. Random, since in file order the first images of MNIST are easier than the rest.
 */
import { imagesFrom, type Split } from '../data/dataset.ts'
import { permutation } from '../math/random.ts'
import { toIntensities, toTargets, type ImageBatch } from '../math/targets.ts'
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
  /**
   * The same targets of places `start` to `end` of the random order, in a set of their own, which keeps what has been asked
   * for: the map asks for the same again and again.
   */
  batch(start: number, end: number): ImageBatch
}

/** Targets in the random order, as bytes from which a kernel makes them again exactly. `targetsAt`: of these places. */
function createKept(count: number, targetsAt: (start: number, end: number) => Float32Array) {
  // The system gives the memory of these zeros when they are written.
  const images = new Uint8Array(count * PIXELS)
  let done = 0
  return (start: number, end: number): ImageBatch => {
    if (end > done) {
      images.set(toIntensities(targetsAt(done, end)), done * PIXELS)
      done = end
    }
    const indices = Uint32Array.from({ length: end - start }, (_, i) => start + i)
    const key = { seed: 0, stream: 0, step: 0 } // nothing is drawn
    return { images, isWhole: done === count, pixels: PIXELS, indices, kind: 'grey', key }
  }
}

export function createTestImages(test: Split, { seed, targets: kind }: Settings): TestSet {
  let order: Uint32Array | null = null

  const imageAt = (image: number) => imagesFrom(test, image, image + 1)

  function targetsOf(image: number): Float32Array {
    const step = Math.floor(image / EVALUATION_SLICE)
    const key = { seed, stream: STREAMS.testBinarize, step }
    return toTargets(imageAt(image), kind, key, (image % EVALUATION_SLICE) * PIXELS)
  }

  function some(count: number): Uint32Array {
    order ??= permutation(test.count, { seed, stream: STREAMS.testOrder, step: 0 })
    return order.slice(0, count)
  }
  function targets(images: Uint32Array): Float32Array {
    const all = new Float32Array(images.length * PIXELS)
    images.forEach((image, i) => all.set(targetsOf(image), i * PIXELS))
    return all
  }
  const targetsAt = (start: number, end: number) => targets(some(end).subarray(start))
  let kept: ReturnType<typeof createKept> | null = null

  return {
    total: test.count,
    labels: test.labels,
    some,
    intensities(images) {
      const all = new Uint8Array(images.length * PIXELS)
      images.forEach((image, i) => all.set(imageAt(image), i * PIXELS))
      return all
    },
    targets,
    batch: (start, end) => (kept ??= createKept(test.count, targetsAt))(start, end),
  }
}
