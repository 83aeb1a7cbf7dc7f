/** Repeats the rows for `samples` draws: [B, w] -> [L B, w], one whole batch after the other. */
import { tile, type Tensor2D } from '@tensorflow/tfjs-core'

export const repeatRows = (rows: Tensor2D, samples: number): Tensor2D =>
  samples === 1 ? rows : tile(rows, [samples, 1])
