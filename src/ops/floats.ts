/** Which tensors the kernels of all backends accept. */
import type { Tensor } from '@tensorflow/tfjs-core'

/** Kernels accept only float32 tensors. */
export const areFloats = (...tensors: readonly Tensor[]): boolean =>
  tensors.every(({ dtype }) => dtype === 'float32')
