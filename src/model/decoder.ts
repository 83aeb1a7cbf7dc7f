/**
 * The decoder as an estimator sees it: log p(x|z) for a batch of z, and what flows back from it.
 */
import { mul, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core'
import type { DenseLayer } from '../ops/dense.ts'
import type { Architecture } from './architecture.ts'
import { likelihoodOf } from './likelihood.ts'
import { mlpBackward, mlpForward, outputOf, type MlpGradient } from './mlp.ts'

export interface Decoded {
  /** log p(x|z) of each row, in nats [N]. */
  readonly logLikelihood: Tensor1D
  /** Gradients of weight * sum of log p(x|z) over the rows; with respect to z [N, D] if asked for. */
  backward(weight: number, wantLatentGradient: boolean): MlpGradient
}

export interface Decoder {
  /** z [N, D] and targets [N, 784], row by row. */
  evaluate(z: Tensor2D, targets: Tensor2D): Decoded
}

/** `parameters`: whether backward gives the parameters' gradients, or (for a probe of the encoder) leaves them out. */
export function createDecoder(
  architecture: Architecture,
  layers: readonly DenseLayer[],
  parameters = true,
): Decoder {
  const likelihood = likelihoodOf(architecture)
  return {
    evaluate(z, targets) {
      const trace = mlpForward(layers, z, architecture.activation)
      const { logLikelihood, gradient } = likelihood.evaluate(outputOf(trace), targets)
      return {
        logLikelihood,
        backward: (weight, wantLatentGradient) =>
          mlpBackward(layers, trace, mul(gradient, weight), architecture.activation, {
            parameters,
            input: wantLatentGradient,
          }),
      }
    },
  }
}
