/**
 * A dense layer built on the matrix products of a backend: chooses the factors, their sizes and the output
 * tensors. Types other than float32 are left to TF.js, and so are activations that the backend's products lack,
 * but never the product itself: TF.js's wasm backend packs the weights of a product once per tensor, and Adam
 * writes new weights into the old tensor's memory.
 */
import { tidy, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core'
import { activate, activationBackward } from './composed/dense.ts'
import { COMPOSED } from './composed/index.ts'
import { areFloats } from './floats.ts'
import type { Activated, Activation, DenseLayer, Ops } from './types.ts'

/** The product is [m, n], summed over k. */
export interface Sizes {
  readonly m: number
  readonly n: number
  readonly k: number
}

/** Each writes the result of its operation in `Ops` into the first tensors. */
export interface DenseProducts {
  has(activation: Activation): boolean
  /** An uninitialized float32 tensor. */
  create<T extends Tensor>(shape: readonly number[]): T
  forward(y: Tensor2D, x: Tensor2D, layer: DenseLayer, activation: Activation, sizes: Sizes): void
  parameters(gradient: DenseLayer, x: Tensor2D, delta: Tensor2D, sizes: Sizes): void
  /** `behind`: null also behind a linear layer, whose derivative is 1. */
  input(dx: Tensor2D, delta: Tensor2D, weight: Tensor2D, behind: Activated | null, sizes: Sizes): void
}

type DenseOps = Pick<Ops, 'denseForward' | 'denseParameterGradient' | 'denseInputGradient'>

export const denseOps = ({ has, create, ...products }: DenseProducts): DenseOps => ({
  denseForward(x, layer, activation) {
    const { weight, bias } = layer
    if (!areFloats(x, weight, bias)) return COMPOSED.denseForward(x, layer, activation)
    const [m, k] = x.shape
    const n = weight.shape[1]
    const productOf = (own: Activation) => {
      const y = create<Tensor2D>([m, n])
      products.forward(y, x, layer, own, { m, n, k })
      return y
    }
    return has(activation) ? productOf(activation) : tidy(() => activate[activation](productOf('linear')))
  },

  denseParameterGradient(x, delta) {
    if (!areFloats(x, delta)) return COMPOSED.denseParameterGradient(x, delta)
    const [k, m] = x.shape
    const n = delta.shape[1]
    const gradient = { weight: create<Tensor2D>([m, n]), bias: create<Tensor1D>([n]) }
    products.parameters(gradient, x, delta, { m, n, k })
    return gradient
  },

  denseInputGradient(delta, layer, behind) {
    const { weight } = layer
    if (!areFloats(delta, weight)) return COMPOSED.denseInputGradient(delta, layer, behind)
    const bent = behind && behind.activation !== 'linear' ? behind : null
    const [m, k] = delta.shape
    const n = weight.shape[0]
    const productBehind = (own: Activated | null) => {
      const dx = create<Tensor2D>([m, n])
      products.input(dx, delta, weight, own, { m, n, k })
      return dx
    }
    if (!bent || has(bent.activation)) return productBehind(bent)
    return tidy(() => activationBackward(productBehind(null), bent))
  },
})
