/**
 * Which images the k-th step sees, and as what targets: a pure function of (seed, step), so a run can be repeated and
 * resumed. Plain typed arrays; nothing of TF.js.
 */
import type { Split } from '../data/dataset.ts'
import type { NoiseKey } from '../math/philox.ts'
import { permutation } from '../math/random.ts'
import { toTargets, type TargetKind } from '../math/targets.ts'
import { STREAMS } from './streams.ts'

export interface Batch {
  readonly count: number
  /** [count * pixels], 0..255, and what makes targets of them. */
  readonly intensities: Uint8Array
  readonly kind: TargetKind
  readonly key: NoiseKey
}

/** [count, pixels], in [0, 1]. */
export const targetsOf = ({ intensities, kind, key }: Batch): Float32Array =>
  toTargets(intensities, kind, key)

export interface Batches {
  readonly stepsPerEpoch: number
  /** The batch of the step after `step` steps have been taken; the last of an epoch may be smaller. */
  at(step: number): Batch
}

interface BatchOptions {
  readonly seed: number
  readonly batch: number
  readonly targets: TargetKind
}

/** The intensities of these images, one after the other. */
export function gatherImages({ images, count }: Split, indices: Uint32Array): Uint8Array {
  const pixels = images.length / count
  const gathered = new Uint8Array(indices.length * pixels)
  indices.forEach((image, i) =>
    gathered.set(images.subarray(image * pixels, (image + 1) * pixels), i * pixels),
  )
  return gathered
}

/** Shuffled without replacement, anew each epoch. */
export function createBatches(split: Split, { seed, batch, targets }: BatchOptions): Batches {
  const stepsPerEpoch = Math.ceil(split.count / batch)
  let order: { epoch: number; indices: Uint32Array } = { epoch: -1, indices: new Uint32Array(0) }

  const orderOf = (epoch: number): Uint32Array => {
    if (order.epoch !== epoch)
      order = { epoch, indices: permutation(split.count, { seed, stream: STREAMS.shuffle, step: epoch }) }
    return order.indices
  }

  return {
    stepsPerEpoch,
    at(step) {
      const epoch = Math.floor(step / stepsPerEpoch)
      const start = (step % stepsPerEpoch) * batch
      const indices = orderOf(epoch).subarray(start, start + batch)
      return {
        count: indices.length,
        intensities: gatherImages(split, indices),
        kind: targets,
        key: { seed, stream: STREAMS.binarize, step },
      }
    },
  }
}
