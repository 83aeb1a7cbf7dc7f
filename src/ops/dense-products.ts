/**
 * A dense layer by the matrix products of a backend: which factors, of what sizes, into which new tensors. What has other
 * types than float32, or an activation that the backend's products do not have, is left to TF.js.
 */
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { COMPOSED } from './composed/index.ts'
import { areFloats } from './floats.ts'
import type { Activated, Activation, DenseLayer, Ops } from './types.ts'

/** The product is [m, n], summed over k. */
export interface Sizes {
  readonly m: number
  readonly n: number
  readonly k: number
}

/** Each writes what its operation in `Ops` says into the first tensors. */
export interface DenseProducts {
  has(activation: Activation): boolean
  /** A float32 tensor with nothing in it yet. */
  create<T extends Tensor>(shape: readonly number[]): T
  forward(y: Tensor2D, x: Tensor2D, layer: DenseLayer, activation: Activation, sizes: Sizes): void
  parameters(gradient: DenseLayer, x: Tensor2D, delta: Tensor2D, sizes: Sizes): void
  /** `behind`: null also where nothing is closed or bent, that is behind a linear layer. */
  input(dx: Tensor2D, delta: Tensor2D, weight: Tensor2D, behind: Activated | null, sizes: Sizes): void
}

type DenseOps = Pick<Ops, 'denseForward' | 'denseParameterGradient' | 'denseInputGradient'>

export const denseOps = ({ has, create, ...products }: DenseProducts): DenseOps => ({
  denseForward(x, layer, activation) {
    const { weight, bias } = layer
    if (!has(activation) || !areFloats(x, weight, bias)) return COMPOSED.denseForward(x, layer, activation)
    const [m, k] = x.shape
    const n = weight.shape[1]
    const y = create<Tensor2D>([m, n])
    products.forward(y, x, layer, activation, { m, n, k })
    return y
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
    const bent = behind && behind.activation !== 'linear' ? behind : null
    if ((bent && !has(bent.activation)) || !areFloats(delta, weight))
      return COMPOSED.denseInputGradient(delta, layer, behind)
    const [m, k] = delta.shape
    const n = weight.shape[0]
    const dx = create<Tensor2D>([m, n])
    products.input(dx, delta, weight, bent, { m, n, k })
    return dx
  },
})
