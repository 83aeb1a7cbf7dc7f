/** What the operations of the hot path take and give; types alone. */
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'

export type Activation = 'relu' | 'tanh' | 'linear'

/** The parameters of one layer, weight [in, out] and bias [out], or their gradients. */
export interface DenseLayer {
  readonly weight: Tensor2D
  readonly bias: Tensor1D
}

export interface LogLikelihood {
  /** log p(x|z) of each row, in nats [N]. */
  readonly logLikelihood: Tensor1D
  /** d log p(x|z) / d output [N, pixels]. */
  readonly gradient: Tensor2D
}

/** One parameter with its moving averages, all of one shape. */
export interface AdamState {
  readonly parameter: Tensor
  readonly m: Tensor
  readonly v: Tensor
}

export interface AdamRates {
  /** Weights of the old averages. */
  readonly decayM: number
  readonly decayV: number
  /** The parameter moves by -scale * m / (sqrt(v) + floor). */
  readonly scale: number
  readonly floor: number
}

/** The operations for which a backend may have kernels of its own. None writes into a tensor it was given. */
export interface Ops {
  /** activation(x W + b): x [N, in] -> [N, out]. */
  denseForward(x: Tensor2D, layer: DenseLayer, activation: Activation): Tensor2D
  /** dLoss/d(x W + b) from dLoss/dOutput, both [N, out]; the activation's slope is read off its output. */
  activationBackward(dOutput: Tensor2D, output: Tensor2D, activation: Activation): Tensor2D
  /** dLoss/dW = x^T delta, dLoss/db = sum of delta over the batch: x [N, in], delta [N, out]. */
  denseParameterGradient(x: Tensor2D, delta: Tensor2D): DenseLayer
  /** dLoss/dx = delta W^T: delta [N, out] -> [N, in]. */
  denseInputGradient(delta: Tensor2D, layer: DenseLayer): Tensor2D
  /** Of targets in [0, 1] given logits, both [N, pixels]. */
  bernoulliLogLikelihood(logits: Tensor2D, targets: Tensor2D): LogLikelihood
  /** One step of Adam. */
  adamStep(state: AdamState, gradient: Tensor, rates: AdamRates): AdamState
}
