/** The loss's gradient at the output of each layer of the encoder, for many draws at once. */
import { matMul, ones, reshape, type Tensor2D } from '@tensorflow/tfjs-core'
import type { LayerActivations } from '../model/mlp.ts'
import { denseInputGradient, type Activation, type DenseLayer } from '../ops/dense.ts'

/** [B, n] below itself R times, [R B, n], as a product: TF.js's own tile takes a hundred times as long on wasm. */
const repeated = (rows: Tensor2D, times: number): Tensor2D =>
  reshape(matMul(ones([times, 1]), reshape(rows, [1, rows.size])), [times * rows.shape[0], rows.shape[1]])

/**
 * `trace` is the encoder's on the probe batch (B rows), `gradGammas` [R B, gamma] the gradients for each draw. Each
 * [R B, out], input side first; the tensors belong to the caller's tidy.
 */
export function layerDeltas(
  layers: readonly DenseLayer[],
  trace: LayerActivations,
  gradGammas: Tensor2D,
  hidden: Activation,
): Tensor2D[] {
  const draws = gradGammas.shape[0] / trace[0]!.shape[0]
  const deltas = [gradGammas]
  for (let i = layers.length - 1; i > 0; i--) {
    const output = repeated(trace[i]!, draws)
    deltas.unshift(denseInputGradient(deltas[0]!, layers[i]!, { output, activation: hidden }))
  }
  return deltas
}
