/**
 * Computes the squared norms of the encoder's gradients, layer by layer, from gradients with respect to gamma
 * of many draws.
 */
import { tidy, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core'
import type { LayerActivations } from '../model/mlp.ts'
import type { Activation, DenseLayer } from '../ops/dense.ts'
import { layerDeltas } from './layer-deltas.ts'
import { layerNorms, type LayerNorms } from './ghost-norm.ts'

/** Plain numbers of one layer. */
export interface LayerSquares {
  /** |g_r - mean g|^2, one per draw [R]. */
  readonly squares: Float64Array
  /** <g_r - mean g, mean g>, one per draw [R]. */
  readonly projections: Float64Array
  /** |mean g|^2. */
  readonly meanSquare: number
  /** |mean g_b|^2, where g_b is the contribution of image b to g [B]. */
  readonly imageSquares: Float64Array
}

/**
 * `trace` is the encoder's on the probe batch (B rows), `gradGammas` [R B, gamma] an estimator's gradients for
 * each draw. One readback per layer; all tensors created here are disposed when it resolves.
 */
export async function encoderSquares(
  layers: readonly DenseLayer[],
  trace: LayerActivations,
  gradGammas: Tensor2D,
  hidden: Activation,
): Promise<LayerSquares[]> {
  const draws = gradGammas.shape[0] / trace[0]!.shape[0]
  const packed = tidy(() =>
    layerDeltas(layers, trace, gradGammas, hidden).map((delta, i) => layerNorms(trace[i]!, delta, draws)),
  )
  return Promise.all(packed.map(readNorms))
}

async function read(tensor: Tensor1D): Promise<Float64Array> {
  const values = Float64Array.from(await tensor.data())
  tensor.dispose()
  return values
}

/** A squared norm that is negative by rounding is set to 0. */
const readSquares = async (tensor: Tensor1D) => (await read(tensor)).map((value) => Math.max(value, 0))

async function readNorms(norms: LayerNorms): Promise<LayerSquares> {
  const [squares, projections, meanSquare, imageSquares] = await Promise.all([
    readSquares(norms.squares),
    read(norms.projections),
    readSquares(norms.meanSquare),
    readSquares(norms.imageSquares),
  ])
  return { squares, projections, meanSquare: meanSquare[0]!, imageSquares }
}
