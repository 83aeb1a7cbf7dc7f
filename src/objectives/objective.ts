/**
 * The interface of objectives: a bound on log p(x) of each image as a function of the log weights of its draws,
 * log w = log p(x|z) - beta (log q(z|x) - log p(z)), [L B] with the whole batch for the first draw, then for the second.
 */
import type { Tensor1D } from '@tensorflow/tfjs-core'
import type { RowWeights } from '../model/decoder.ts'

export interface Weighed {
  readonly images: number
  /** Samples per image, L. */
  readonly samples: number
  /** log w, in nats [L B]; computed when it is asked for. */
  logWeights(): Tensor1D
}

export interface Objective {
  /** d mean bound / d log w of each draw, the mean being over the images. */
  rowWeights(weighed: Weighed): RowWeights
}
