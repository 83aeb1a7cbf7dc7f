/** Reads several float32 tensors in one readback, by the fastest implementation available (table.ts). */
import { concat1d, reshape, tidy, type Rank, type Tensor } from '@tensorflow/tfjs-core'
import { ops } from './table.ts'

/** One after the other in a buffer of their own. */
function packed(values: readonly Float32Array[]): Float32Array[] {
  const all = new Float32Array(values.reduce((sum, { length }) => sum + length, 0))
  let end = 0
  return values.map((one) => {
    const own = all.subarray(end, (end += one.length))
    own.set(one)
    return own
  })
}

/** As `readTogether`, of tensors that may be large: they are not joined on the device. They must stay until it resolves. */
export async function readLarge(tensors: readonly Tensor[]): Promise<Float32Array[]> {
  const own = ops().readTogether
  return own ? own(tensors) : packed(await Promise.all(tensors.map((one) => one.data<'float32'>())))
}

/**
 * The values of each small tensor, in order, as views of one buffer, in which nothing else is. The tensors may be disposed of
 * at once.
 */
export async function readTogether(tensors: readonly Tensor[]): Promise<Float32Array[]> {
  const own = ops().readTogether
  if (own) return own(tensors)
  const joined = tidy(() => concat1d(tensors.map((tensor) => reshape<Rank.R1>(tensor, [-1]))))
  const values = await joined.data<'float32'>()
  joined.dispose()
  let at = 0
  return tensors.map(({ size }) => values.subarray(at, (at += size)))
}
