/**
 * From gradients with respect to gamma, for many draws, to the squared norms of the encoder's gradients, layer by layer.
 */
import { tidy, tile, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core'
import type { Trace } from '../model/mlp.ts'
import { denseInputGradient, type Activation, type DenseLayer } from '../ops/dense.ts'
import { layerNorms, type LayerNorms } from './ghost-norm.ts'

/** Plain numbers of one layer. */
export interface LayerSquares {
  /** |g_r - mean g|^2, one a draw [R]. */
  readonly squares: Float64Array
  /** |mean g|^2. */
  readonly meanSquare: number
  /** |mean g_b|^2, g_b being what image b adds to g [B]. */
  readonly imageSquares: Float64Array
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
    const norms: LayerNorms[] = []
    let delta = gradGammas
    for (let i = layers.length - 1; i >= 0; i--) {
      norms.unshift(layerNorms(trace[i]!, delta, draws))
      if (i > 0)
        delta = denseInputGradient(delta, layers[i]!, {
          output: tile(trace[i]!, [draws, 1]),
          activation: hidden,
        })
    }
    return norms
  })
  return Promise.all(packed.map(readNorms))
}

async function readNorms({ squares, meanSquare, imageSquares }: LayerNorms): Promise<LayerSquares> {
  const read = async (tensor: Tensor1D) => {
    const values = Float64Array.from(await tensor.data(), (value) => Math.max(value, 0))
    tensor.dispose()
    return values
  }
  const [bySquares, ofMean, byImage] = await Promise.all([squares, meanSquare, imageSquares].map(read))
  return { squares: bySquares!, meanSquare: ofMean![0]!, imageSquares: byImage! }
}
