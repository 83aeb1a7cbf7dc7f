/**
 * A multi-layer perceptron, forward and backward. Hidden layers share one activation, the last layer is linear.
 * The tensors created here belong to the caller's tidy.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core'
import {
  denseForward,
  denseInputGradient,
  denseParameterGradient,
  type Activation,
  type DenseLayer,
} from '../ops/dense.ts'

/** The input and every layer's output, [N, width] each: what the backward pass needs. */
export type LayerActivations = readonly Tensor2D[]

export const outputOf = (trace: LayerActivations): Tensor2D => trace[trace.length - 1]!

export function mlpForward(
  layers: readonly DenseLayer[],
  input: Tensor2D,
  hidden: Activation,
): LayerActivations {
  const trace = [input]
  layers.forEach((layer, i) => {
    trace.push(denseForward(trace[i]!, layer, i < layers.length - 1 ? hidden : 'linear'))
  })
  return trace
}

export interface MlpGradient {
  /** Gradients of every parameter; empty unless requested. */
  readonly layers: readonly DenseLayer[]
  /** dLoss/dInput [N, in]; null unless requested. */
  readonly input: Tensor2D | null
}

/** The gradients that a backward pass computes; each costs one matrix product per layer. */
export interface WantedGradients {
  readonly parameters: boolean
  readonly input: boolean
}

/** Computes the wanted gradients from dLoss/dOutput [N, out] of a linear last layer. */
export function mlpBackward(
  layers: readonly DenseLayer[],
  trace: LayerActivations,
  dOutput: Tensor2D,
  hidden: Activation,
  wanted: WantedGradients,
): MlpGradient {
  const gradients: DenseLayer[] = []
  let delta = dOutput
  for (let i = layers.length - 1; i >= 0; i--) {
    if (wanted.parameters) gradients.unshift(denseParameterGradient(trace[i]!, delta))
    if (i > 0) delta = denseInputGradient(delta, layers[i]!, { output: trace[i]!, activation: hidden })
  }
  return { layers: gradients, input: wanted.input ? denseInputGradient(delta, layers[0]!) : null }
}
