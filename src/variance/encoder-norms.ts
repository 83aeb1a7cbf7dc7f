/**
 * Computes the squared norms of the encoder's gradients, layer by layer, from gradients with respect to gamma
 * of many draws.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core'
import type { LayerActivations } from '../model/mlp.ts'
import type { Activation, DenseLayer } from '../ops/dense.ts'
import { readTogether } from '../ops/readback.ts'
import { release } from '../ops/release.ts'
import { tidyAll } from '../ops/tidy-all.ts'
import { layerNorms } from './ghost-norm.ts'
import { layerDeltas } from './layer-deltas.ts'

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
 * each draw. One readback; all tensors created here are disposed when it resolves.
 */
export async function encoderSquares(
  layers: readonly DenseLayer[],
  trace: LayerActivations,
  gradGammas: Tensor2D,
  hidden: Activation,
): Promise<LayerSquares[]> {
  const draws = gradGammas.shape[0] / trace[0]!.shape[0]
  const norms = tidyAll(() =>
    layerDeltas(layers, trace, gradGammas, hidden).map((delta, i) => layerNorms(trace[i]!, delta, draws)),
  )
  const tensors = norms.flatMap((one) => [one.squares, one.projections, one.meanSquare, one.imageSquares])
  const reading = readTogether(tensors)
  release(tensors)
  const values = await reading
  return norms.map((_, i) => {
    const [squares, projections, meanSquare, imageSquares] = values.slice(4 * i, 4 * i + 4)
    return {
      squares: squaresFrom(squares!),
      projections: Float64Array.from(projections!),
      meanSquare: squaresFrom(meanSquare!)[0]!,
      imageSquares: squaresFrom(imageSquares!),
    }
  })
}

/** A squared norm that is negative by rounding is set to 0. */
const squaresFrom = (values: Float32Array) => Float64Array.from(values, (value) => Math.max(value, 0))
