/**
 * A dense layer, forward and backward, in TF.js operations. Weights are [in, out], biases [out]; a batch has N
 * rows.
 */
import {
  fused,
  greater,
  mul,
  relu,
  square,
  sub,
  sum,
  tanh,
  tidy,
  where,
  zerosLike,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import type { Activated, Activation, DenseLayer } from '../types.ts'
import { productTransposedLeft, productTransposedRight } from './matmul.ts'

export const activate: Readonly<Record<Activation, (input: Tensor2D) => Tensor2D>> = {
  relu: (input) => relu(input),
  tanh: (input) => tanh(input),
  linear: (input) => input,
}

/** activation(x W + b): x [N, in] -> [N, out]. */
export const denseForward = (x: Tensor2D, { weight, bias }: DenseLayer, activation: Activation): Tensor2D =>
  tidy(() => activate[activation](fused.matMul({ a: x, b: weight, bias }) as Tensor2D))

/** dLoss/d(x W + b) from dLoss/dOutput, both [N, out]; the activation's derivative is computed from its output. */
export function activationBackward(dOutput: Tensor2D, { output, activation }: Activated): Tensor2D {
  switch (activation) {
    case 'linear':
      return dOutput
    case 'relu':
      return tidy(() => where(greater(output, 0), dOutput, zerosLike(dOutput)))
    case 'tanh':
      return tidy(() => mul(dOutput, sub(1, square(output))))
  }
}

/** dLoss/dW = x^T delta, dLoss/db = sum of delta over the batch: x [N, in], delta [N, out]. */
export const denseParameterGradient = (x: Tensor2D, delta: Tensor2D): DenseLayer => ({
  weight: productTransposedLeft(x, delta),
  bias: sum(delta, 0),
})

/** dLoss/dx = delta W^T: delta [N, out] -> [N, in]. */
export const denseInputGradient = (delta: Tensor2D, { weight }: DenseLayer, behind?: Activated): Tensor2D =>
  tidy(() => {
    const dx = productTransposedRight(delta, weight)
    return behind ? activationBackward(dx, behind) : dx
  })
