/** The formulas of the Bernoulli family as wasm kernels (assembly/bits.ts). The noise comes from plain numbers. */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { ownedBy } from '../../ops/table.ts'
import type { WasmFormulas } from '../../ops/wasm/formulas.ts'
import type { BernoulliFormulas } from './formulas.ts'

/** Numbers of images, samples and bits, in the order of the kernels' arguments. */
function sizes(gamma: Tensor2D, draws: Tensor2D): [number, number, number] {
  const [images, bits] = gamma.shape
  return [images, draws.shape[0] / images, bits]
}

export const bernoulliWasm: WasmFormulas = ({ tensors: { at, create }, kernels }) => {
  const formulas: BernoulliFormulas = {
    drawBits(gamma, noise) {
      const z = create<Tensor2D>(noise.shape)
      const kl = create<Tensor1D>([gamma.shape[0]])
      kernels.drawBits(at(gamma), at(noise), at(z), at(kl), ...sizes(gamma, noise))
      return { z, kl }
    },

    bitsScoreGradient(gamma, z, weight, exact) {
      const gradient = create<Tensor2D>(gamma.shape)
      kernels.scoreBits(...[gamma, z, weight, gradient].map(at), ...sizes(gamma, z), exact)
      return gradient
    },
  }
  return ownedBy('bernoulli', formulas)
}
