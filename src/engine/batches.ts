/**
 * The images and targets of the k-th step: a pure function of (seed, step), so a run can be repeated and
 * resumed. Uses plain typed arrays, no TF.js.
 */
import { imagesAt, isWhole, type Split } from '../data/dataset.ts'
import { permutation } from '../math/random.ts'
import type { NoiseKey } from '../math/philox.ts'
import type { ImageBatch, TargetKind } from '../math/targets.ts'
import { STREAMS } from './streams.ts'

export interface Batches {
  readonly stepsPerEpoch: number
  /** The batch of the next step after `step` steps; the last batch of an epoch may be smaller. */
  at(step: number): ImageBatch
}

interface BatchOptions {
  readonly seed: number
  readonly batch: number
  readonly targets: TargetKind
}

/** These images of a split, as they become targets. */
export function batchOf(split: Split, indices: Uint32Array, kind: TargetKind, key: NoiseKey): ImageBatch {
  const images = imagesAt(split, indices)
  return { images, isWhole: isWhole(split), pixels: images.length / split.count, indices, kind, key }
}

/** Shuffles without replacement, anew for each epoch. */
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
      return batchOf(split, indices, targets, { seed, stream: STREAMS.binarize, step })
    },
  }
}
