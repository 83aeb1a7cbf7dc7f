/** A dense layer by the matrix product kernel; tanh and tensors of other types are left to TF.js. */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { COMPOSED } from '../composed/index.ts'
import type { Ops } from '../types.ts'
import type { Call } from './module.ts'
import { product, RELU, TRANSPOSE_A, TRANSPOSE_B, type Product } from './product.ts'
import { areFloats, type Tensors } from './tensors.ts'

type DenseOps = Pick<Ops, 'denseForward' | 'denseParameterGradient' | 'denseInputGradient'>

export function denseOps({ at, create }: Tensors, call: Call, mostK: number): DenseOps {
  const multiply = (factors: Product) => product(call, mostK, factors)
  return {
    denseForward(x, layer, activation) {
      const { weight, bias } = layer
      if (activation === 'tanh' || !areFloats(x, weight, bias))
        return COMPOSED.denseForward(x, layer, activation)
      const [m, k] = x.shape
      const n = weight.shape[1]
      const y = create<Tensor2D>([m, n])
      const flags = activation === 'relu' ? RELU : 0
      multiply({ a: at(x), b: at(weight), c: at(y), m, n, k, bias: at(bias), flags })
      return y
    },

    denseParameterGradient(x, delta) {
      if (!areFloats(x, delta)) return COMPOSED.denseParameterGradient(x, delta)
      const [k, m] = x.shape
      const n = delta.shape[1]
      const weight = create<Tensor2D>([m, n])
      const bias = create<Tensor1D>([n])
      multiply({ a: at(x), b: at(delta), c: at(weight), m, n, k, sums: at(bias), flags: TRANSPOSE_A })
      return { weight, bias }
    },

    denseInputGradient(delta, layer, behind) {
      const { weight } = layer
      if (behind?.activation === 'tanh' || !areFloats(delta, weight))
        return COMPOSED.denseInputGradient(delta, layer, behind)
      const [m, k] = delta.shape
      const n = weight.shape[0]
      const dx = create<Tensor2D>([m, n])
      const mask = behind?.activation === 'relu' ? at(behind.output) : 0
      multiply({ a: at(delta), b: at(weight), c: at(dx), m, n, k, mask, flags: TRANSPOSE_B })
      return dx
    },
  }
}
