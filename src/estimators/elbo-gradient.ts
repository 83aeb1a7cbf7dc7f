/**
 * The gradient of negElboPerImage, or of minus another objective's mean, with respect to every parameter: encoder forward, an estimator, encoder backward.
 */
import { concat, mul, reshape, sum, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core'
import type { Drawn } from '../families/family.ts'
import type { Architecture } from '../model/architecture.ts'
import { createDecoder } from '../model/decoder.ts'
import { mlpBackward, mlpForward, outputOf } from '../model/mlp.ts'
import { asList, type Network } from '../model/parameters.ts'
import { tidyAll } from '../ops/tidy-all.ts'
import type { Estimator, EstimatorInput } from './estimator.ts'
import { sumStep, type StepSums } from './step-sums.ts'
import { logWeights } from './weights.ts'

export interface ElboGradientInput extends Omit<EstimatorInput, 'drawn' | 'decoder'> {
  readonly architecture: Architecture
  readonly network: Network
  readonly estimator: Estimator
  /** Of the family, [K L B, noise]. */
  readonly noise: Tensor2D
  /** The decay of the moving average; the rest of the weight is on the mean of this step's signal. */
  readonly kept: number
}

export interface ElboGradient extends StepSums {
  /** In the order of `parameterSpecs`. */
  readonly gradients: Tensor[]
}

/** The sum over the images of the objective's bound, with beta = 1 as every bound that is shown; nothing if it is recon - KL. */
function withBound(
  { objective, family, samples }: Pick<EstimatorInput, 'objective' | 'family' | 'samples'>,
  drawn: Drawn,
  logLikelihood: Tensor1D,
  sums: Tensor1D,
): Tensor1D {
  if (!objective.bound) return sums
  const bounds = objective.bound(logWeights({ family, drawn, beta: 1 }, logLikelihood))
  return concat([sums, reshape(mul(sum(bounds), 1 / samples), [1])])
}

/** The caller owns the tensors returned; all others are gone. */
export function elboGradient(input: ElboGradientInput): ElboGradient {
  const { architecture, network, estimator, targets, noise, kept, ...rest } = input
  return tidyAll(() => {
    const trace = mlpForward(network.encoder, targets, architecture.activation)
    const decoder = createDecoder(architecture, network.decoder)
    const drawn = rest.family.draw(outputOf(trace), noise)
    const { decoderGradients, ...output } = estimator({ drawn, targets, decoder, ...rest })
    const wanted = { parameters: true, input: false }
    const encoder = mlpBackward(network.encoder, trace, output.gradGamma, architecture.activation, wanted)
    const step = sumStep({ ...output, movingAverage: rest.movingAverage, kept })
    return {
      gradients: asList({ encoder: encoder.layers, decoder: decoderGradients }),
      ...step,
      sums: withBound(rest, drawn, output.logLikelihood, step.sums),
    }
  })
}
