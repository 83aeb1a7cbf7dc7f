/** Reads several small tensors in one readback, by the fastest implementation available (table.ts). */
import { concat1d, reshape, tidy, type Rank, type Tensor } from '@tensorflow/tfjs-core'
import { ops } from './table.ts'

/** The values of each tensor, in order. The tensors may be disposed of at once. */
export async function readTogether(tensors: readonly Tensor[]): Promise<Float32Array[]> {
  const own = ops().readTogether
  if (own) return own(tensors)
  const packed = tidy(() => concat1d(tensors.map((tensor) => reshape<Rank.R1>(tensor, [-1]))))
  const values = await packed.data<'float32'>()
  packed.dispose()
  let at = 0
  return tensors.map(({ size }) => values.subarray(at, (at += size)))
}
