/** A dense layer's products with the matrix product kernel, which does not support tanh. */
import type { DenseProducts } from '../dense-products.ts'
import type { Call } from './module.ts'
import { product, RELU, TRANSPOSE_A, TRANSPOSE_B, type Product } from './product.ts'
import type { Tensors } from './tensors.ts'

export function denseProducts({ at, create }: Tensors, call: Call, mostK: number): DenseProducts {
  const multiply = (factors: Product) => product(call, mostK, factors)
  return {
    create,
    has: (activation) => activation !== 'tanh',

    forward(y, x, { weight, bias }, activation, sizes) {
      const flags = activation === 'relu' ? RELU : 0
      multiply({ a: at(x), b: at(weight), c: at(y), bias: at(bias), flags, ...sizes })
    },

    parameters({ weight, bias }, x, delta, sizes) {
      multiply({ a: at(x), b: at(delta), c: at(weight), sums: at(bias), flags: TRANSPOSE_A, ...sizes })
    },

    input(dx, delta, weight, behind, sizes) {
      const mask = behind ? at(behind.output) : 0
      multiply({ a: at(delta), b: at(weight), c: at(dx), mask, flags: TRANSPOSE_B, ...sizes })
    },
  }
}
