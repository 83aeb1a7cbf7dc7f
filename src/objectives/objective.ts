/**
 * The interface of objectives: a bound on log p(x) of each image as a function of the log weights of its draws,
 * log w = log p(x|z) - beta (log q(z|x) - log p(z)), [n B] with the whole batch for the first draw, then for the second.
 */
import type { Tensor1D } from '@tensorflow/tfjs-core'
import type { RowWeights } from '../model/decoder.ts'

export interface Weighed {
  readonly images: number
  /** Draws of an image: L estimates with K draws each. */
  readonly samples: number
  /** log w, in nats [n B]; computed when it is asked for. */
  logWeights(): Tensor1D
}

export interface Objective {
  /** Draws that it takes together, K. */
  readonly draws: number
  /**
   * The bound of each estimate, in nats [L B], from log w [K L B]. Null if it is the mean of log w: recon - KL, which
   * every step measures.
   */
  readonly bound: ((logWeights: Tensor1D) => Tensor1D) | null
  /** d mean bound / d log w of each draw, the mean being over the images. */
  rowWeights(weighed: Weighed): RowWeights
}
