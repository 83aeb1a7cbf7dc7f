/** The decoder as seen by an estimator: log p(x|z) for a batch of z, and its backward pass. */
import { mul, reshape, transpose, type Rank, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core'
import type { LogLikelihood } from '../ops/bernoulli.ts'
import type { DenseLayer } from '../ops/dense.ts'
import type { Architecture } from './architecture.ts'
import { likelihoodOf } from './likelihood.ts'
import { mlpBackward, mlpForward, outputOf, type MlpGradient, type WantedGradients } from './mlp.ts'

/** A weight for each row, or one for all of them. */
export type RowWeights = number | Tensor1D

export interface Decoded {
  /** log p(x|z) of each row, in nats [L B]. */
  readonly logLikelihood: Tensor1D
  /**
   * Gradients of the sum over the rows of weight [L B] times log p(x|z); with respect to z [L B, code] only on request, to
   * the parameters unless told otherwise.
   */
  backward(weights: RowWeights, wantLatentGradient: boolean, wantParameters?: boolean): MlpGradient
}

export interface Enumerated {
  /** log p(x|s) of each image at each code, in nats [B, S]. */
  readonly logLikelihood: Tensor2D
  /** Gradients of the sum of weight [B, S] times log p(x|s) with respect to the parameters. */
  backward(weights: Tensor2D): readonly DenseLayer[]
}

export interface Decoder {
  /** z [L B, code], the whole batch for each sample in turn, and targets [B, pixels]. */
  evaluate(z: Tensor2D, targets: Tensor2D): Decoded
  /** Every image at every code: codes [S, code], targets [B, pixels]. The codes are decoded once for the batch. */
  enumerate(codes: Tensor2D, targets: Tensor2D): Enumerated
}

/**
 * log p and its gradient with respect to the decoder's output for any weights. Both are computed in one pass, when the
 * first of them is asked for: with its weight, if all rows have the same, else for weight 1.
 */
function weightable(evaluate: (weight: number) => LogLikelihood) {
  let done: { readonly weight: number; readonly result: LogLikelihood } | null = null
  const at = (weight: number) => (done ??= { weight, result: evaluate(weight) })
  return {
    logLikelihood: () => at(1).result.logLikelihood,
    gradient(weights: RowWeights): Tensor2D {
      const { weight, result } = at(typeof weights === 'number' && weights !== 0 ? weights : 1)
      if (weights === weight) return result.gradient
      if (typeof weights === 'number') return mul(result.gradient, weights / weight)
      return mul(result.gradient, mul(reshape<Rank.R2>(weights, [-1, 1]), 1 / weight))
    },
  }
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
      const evaluated = weightable((weight) => likelihood.evaluate(outputOf(trace), targets, weight))
      return {
        get logLikelihood() {
          return evaluated.logLikelihood()
        },
        backward(weights, input, own = true) {
          const wanted: WantedGradients = { parameters: parameters && own, input }
          if (!wanted.parameters && !wanted.input) return { layers: [], input: null }
          return mlpBackward(layers, trace, evaluated.gradient(weights), architecture.activation, wanted)
        },
      }
    },
    enumerate(codes, targets) {
      const trace = mlpForward(layers, codes, architecture.activation)
      const output = outputOf(trace)
      return {
        logLikelihood: transpose(likelihood.cross(output, targets)),
        backward(weights) {
          const dOutput = likelihood.crossGradient(output, targets, transpose(weights))
          return mlpBackward(layers, trace, dOutput, architecture.activation, { parameters, input: false })
            .layers
        },
      }
    },
  }
}
