/** The decoder as seen by an estimator: log p(x|z) for a batch of z, and its backward pass. */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import type { DenseLayer } from '../ops/dense.ts'
import type { Architecture } from './architecture.ts'
import { likelihoodOf } from './likelihood.ts'
import { mlpBackward, mlpForward, outputOf, type MlpGradient } from './mlp.ts'

export interface Decoded {
  /** log p(x|z) of each row, in nats [L B]. */
  readonly logLikelihood: Tensor1D
  /**
   * Gradients of `weight` times the sum of log p(x|z) over the rows; with respect to z [L B, D] only on
   * request.
   */
  backward(wantLatentGradient: boolean): MlpGradient
}

export interface Decoder {
  /** z [L B, D], the whole batch for each sample in turn, and targets [B, 784]. */
  evaluate(z: Tensor2D, targets: Tensor2D, weight: number): Decoded
}

/** `parameters`: whether backward gives the parameters' gradients, or (for a probe of the encoder) leaves them out. */
export function createDecoder(
  architecture: Architecture,
  layers: readonly DenseLayer[],
  parameters = true,
): Decoder {
  const likelihood = likelihoodOf(architecture)
  return {
    evaluate(z, targets, weight) {
      const trace = mlpForward(layers, z, architecture.activation)
      const { logLikelihood, gradient } = likelihood.evaluate(outputOf(trace), targets, weight)
      return {
        logLikelihood,
        backward: (wantLatentGradient) =>
          mlpBackward(layers, trace, gradient, architecture.activation, {
            parameters,
            input: wantLatentGradient,
          }),
      }
    },
  }
}
