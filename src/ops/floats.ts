/** Which tensors the kernels of any backend can take. */
import type { Tensor } from '@tensorflow/tfjs-core'

/** They know nothing else. */
export const areFloats = (...tensors: readonly Tensor[]): boolean =>
  tensors.every(({ dtype }) => dtype === 'float32')
