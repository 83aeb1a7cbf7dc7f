/** Reads several float32 tensors in one readback, by the fastest implementation available (table.ts). */
import { concat1d, reshape, tidy, type Rank, type Tensor } from '@tensorflow/tfjs-core'
import { packed, viewsOf } from './packed.ts'
import { ops } from './table.ts'

/** As `readTogether`, of tensors that may be large: they are not joined on the device. They must stay until it resolves. */
export async function readLarge(tensors: readonly Tensor[]): Promise<Float32Array[]> {
  const own = ops().readTogether
  if (own) return own(tensors)
  const values = await Promise.all(tensors.map((one) => one.data<'float32'>()))
  return packed(tensors, (place) => values[place]!)
}

async function readJoined(tensors: readonly Tensor[]): Promise<Float32Array[]> {
  const joined = tidy(() => concat1d(tensors.map((tensor) => reshape<Rank.R1>(tensor, [-1]))))
  const values = await joined.data<'float32'>()
  joined.dispose()
  return viewsOf(values, tensors)
}

/**
 * The values of each small tensor, in order, as views of one buffer, in which nothing else is. The tensors may be disposed of
 * at once. Where they are there already, as on wasm, it has resolved before anything that is asked for later.
 */
export const readTogether = (tensors: readonly Tensor[]): Promise<Float32Array[]> =>
  (ops().readTogether ?? readJoined)(tensors)
