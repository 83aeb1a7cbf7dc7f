/** The formulas of the Gaussian family as wasm kernels (assembly/gaussian.ts). */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { ownedBy } from '../../ops/table.ts'
import type { WasmFormulas } from '../../ops/wasm/formulas.ts'
import type { GaussianFormulas } from './formulas.ts'

/** Numbers of images, samples and latents, in the order of the kernels' arguments. */
function sizes(gamma: Tensor2D, noise: Tensor2D): [number, number, number] {
  const [images, twice] = gamma.shape
  return [images, noise.shape[0] / images, twice / 2]
}

export const gaussianWasm: WasmFormulas = ({ tensors: { at, create }, call }) => {
  const formulas: GaussianFormulas = {
    drawLatents(gamma, noise) {
      const z = create<Tensor2D>(noise.shape)
      const kl = create<Tensor1D>([gamma.shape[0]])
      call('draw', at(gamma), at(noise), at(z), at(kl), ...sizes(gamma, noise))
      return { z, kl }
    },

    pathwiseGradient(gamma, noise, dz, { exact, prior, posterior, entropy }) {
      const gradient = create<Tensor2D>(gamma.shape)
      const addresses = [gamma, noise, dz, gradient].map(at)
      call('pathwise', ...addresses, ...sizes(gamma, noise), exact, prior, posterior, entropy)
      return gradient
    },

    scoreGradient(gamma, noise, weight, exact) {
      const gradient = create<Tensor2D>(gamma.shape)
      const addresses = [gamma, noise, weight, gradient].map(at)
      call('score', ...addresses, ...sizes(gamma, noise), exact)
      return gradient
    },
  }
  return ownedBy('gaussian', formulas)
}
