/** The formulas between encoder and decoder, and the sums of a step, one kernel each. */
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import type { Formulas } from '../types.ts'
import type { Call, KernelExports } from './module.ts'
import type { Tensors } from './tensors.ts'

/** Numbers of images, samples and latents, in the order of the kernels' arguments. */
function sizes(gamma: Tensor2D, noise: Tensor2D): [number, number, number] {
  const [images, twice] = gamma.shape
  return [images, noise.shape[0] / images, twice / 2]
}

export function latentFormulas({ at, create }: Tensors, call: Call, kernels: KernelExports): Formulas {
  return {
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

    sumStep({ logLikelihood, signal, kl, gradGamma, movingAverage, kept }) {
      const sums = create<Tensor1D>([3])
      const next = create<Scalar>([])
      const addresses = [logLikelihood, signal, kl, gradGamma, movingAverage, sums, next].map(at)
      kernels.sumStep(...addresses, logLikelihood.size, kl.size, gradGamma.size, kept)
      return { sums, movingAverage: next }
    },
  }
}
