/** The formulas of the categorical family as wasm kernels (assembly/classes.ts). The noise comes from plain numbers. */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { ownedBy } from '../../ops/table.ts'
import type { WasmFormulas } from '../../ops/wasm/formulas.ts'
import type { CategoricalFormulas } from './formulas.ts'

/** Numbers of images, samples, latents and classes, in the order of the kernels' arguments. */
function sizes(gamma: Tensor2D, draws: Tensor2D, classes: number): number[] {
  const [images, width] = gamma.shape
  return [images, draws.shape[0] / images, width / classes, classes]
}

export const categoricalWasm: WasmFormulas = ({ tensors: { at, create }, kernels }) => {
  const formulas: CategoricalFormulas = {
    drawClasses(gamma, noise, classes) {
      const z = create<Tensor2D>(noise.shape)
      const kl = create<Tensor1D>([gamma.shape[0]])
      const addresses = [gamma, noise, z, kl].map(at)
      kernels.drawClasses(...addresses, ...sizes(gamma, noise, classes), Math.log(classes))
      return { z, kl }
    },

    classesScoreGradient(gamma, z, weight, exact, classes) {
      const gradient = create<Tensor2D>(gamma.shape)
      const addresses = [gamma, z, weight, gradient].map(at)
      kernels.scoreClasses(...addresses, ...sizes(gamma, z, classes), exact)
      return gradient
    },
  }
  return ownedBy('categorical', formulas)
}
