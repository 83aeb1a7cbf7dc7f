/** Rows of draws: [L B, w] holds the whole batch of B images for the first of L samples, then for the second, ... */
import { reshape, sum, tile, type Tensor2D } from '@tensorflow/tfjs-core'

/** L, from the rows of images [B, .] and of their draws [L B, .]. */
export const samplesOf = (images: Tensor2D, draws: Tensor2D): number => draws.shape[0] / images.shape[0]

/** Repeats the rows for `samples` draws: [B, w] -> [L B, w]. */
export const repeatRows = (rows: Tensor2D, samples: number): Tensor2D =>
  samples === 1 ? rows : tile(rows, [samples, 1])

/** [L B, w] -> [B, w]. */
export function sumOverSamples(rows: Tensor2D, samples: number): Tensor2D {
  if (samples === 1) return rows
  const [all, width] = rows.shape
  return sum(reshape(rows, [samples, all / samples, width]), 0)
}
