/**
 * The model's parameters as tensors: a flat list for the optimizer, and views of it as the layers of encoder
 * and decoder.
 */
import { tensor, type Tensor } from '@tensorflow/tfjs-core'
import type { DenseLayer } from '../ops/dense.ts'
import { parameterSpecs, type Layout } from './architecture.ts'

export interface Network {
  readonly encoder: readonly DenseLayer[]
  readonly decoder: readonly DenseLayer[]
}

/** Uploads plain values in the order of `parameterSpecs`. The caller owns the tensors. */
export const uploadParameters = (layout: Layout, values: readonly Float32Array[]): Tensor[] =>
  parameterSpecs(layout).map((spec, i) => tensor(values[i]!, [...spec.shape], 'float32'))

/** The flat list grouped into layers; shares the tensors. */
export function asNetwork({ hidden }: Layout, parameters: readonly Tensor[]): Network {
  const layers: DenseLayer[] = []
  for (let i = 0; i < parameters.length; i += 2)
    layers.push({ weight: parameters[i], bias: parameters[i + 1] } as unknown as DenseLayer)
  const depth = hidden.length + 1
  return { encoder: layers.slice(0, depth), decoder: layers.slice(depth) }
}

/** The inverse of `asNetwork`. */
export const asList = ({ encoder, decoder }: Network): Tensor[] =>
  [...encoder, ...decoder].flatMap(({ weight, bias }) => [weight, bias])
