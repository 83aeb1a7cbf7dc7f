/**
 * From gradients with respect to gamma, for many draws, to the squared norms of the encoder's gradients, layer by layer.
 */
import { reshape, tidy, tile, type Tensor2D } from '@tensorflow/tfjs-core'
import type { Trace } from '../model/mlp.ts'
import { activationBackward, denseInputGradient, type Activation, type DenseLayer } from '../ops/dense.ts'
import { layerNorms } from './ghost-norm.ts'

/** Plain numbers of one layer: |g_r - mean g|^2 a draw, and |mean g|^2. */
export interface LayerSquares {
  readonly squares: Float64Array
  readonly meanSquare: number
}

/**
 * `trace` is the encoder's on the probe batch (B rows), `gradGammas` [R B, 2D] what an estimator returned for each
 * draw. One readback a layer; all tensors made here are gone when it resolves.
 */
export async function encoderSquares(
  layers: readonly DenseLayer[],
  trace: Trace,
  gradGammas: Tensor2D,
  hidden: Activation,
): Promise<LayerSquares[]> {
  const draws = gradGammas.shape[0] / trace[0]!.shape[0]
  const packed = tidy(() => {
    const norms = []
    let delta = gradGammas
    for (let i = layers.length - 1; i >= 0; i--) {
      const { squares, meanSquare } = layerNorms(trace[i]!, delta, draws)
      norms.unshift([squares, reshape(meanSquare, [1])] as const)
      if (i > 0)
        delta = activationBackward(denseInputGradient(delta, layers[i]!), tile(trace[i]!, [draws, 1]), hidden)
    }
    return norms.flat()
  })
  const values = await Promise.all(packed.map((tensor) => tensor.data()))
  packed.forEach((tensor) => tensor.dispose())
  return layers.map((_, i) => ({
    squares: Float64Array.from(values[2 * i]!, (value) => Math.max(value, 0)),
    meanSquare: Math.max(values[2 * i + 1]![0]!, 0),
  }))
}
