/**
 * The gradient of negElboPerImage with respect to every parameter: encoder forward, an estimator, encoder backward.
 */
import { square, stack, sum, tidy, type Scalar, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core'
import type { Architecture } from '../model/architecture.ts'
import { createDecoder } from '../model/decoder.ts'
import { mlpBackward, mlpForward, outputOf } from '../model/mlp.ts'
import { asList, type Network } from '../model/parameters.ts'
import type { Estimator, EstimatorInput } from './estimator.ts'

export interface ElboGradientInput extends Omit<EstimatorInput, 'gamma' | 'decoder'> {
  readonly architecture: Architecture
  readonly network: Network
  readonly estimator: Estimator
}

export interface ElboGradient {
  /** In the order of `parameterSpecs`. */
  readonly gradients: Tensor[]
  /** Sums over the batch, in nats, and the squared norm of d negElbo / d gamma: (recon, KL, |gradGamma|^2) [3]. */
  readonly sums: Tensor1D
  /** As the estimator's. */
  readonly meanSignal: Scalar
}

/** Names of the entries of `ElboGradient.sums`. */
export const SUMS = { recon: 0, kl: 1, gammaGradientSquared: 2 } as const

/** The caller owns the tensors returned; all others are gone. */
export function elboGradient(input: ElboGradientInput): ElboGradient {
  const { architecture, network, estimator, targets, ...rest } = input
  return tidy(() => {
    const trace = mlpForward(network.encoder, targets, architecture.activation)
    const decoder = createDecoder(architecture, network.decoder)
    const output = estimator({ gamma: outputOf(trace), targets, decoder, ...rest })
    const wanted = { parameters: true, input: false }
    const encoder = mlpBackward(network.encoder, trace, output.gradGamma, architecture.activation, wanted)
    return {
      gradients: asList({ encoder: encoder.layers, decoder: output.decoderGradients }),
      sums: stack([
        sum(output.reconPerImage),
        sum(output.klPerImage),
        sum(square(output.gradGamma)),
      ]) as Tensor1D,
      meanSignal: output.meanSignal,
    }
  })
}
