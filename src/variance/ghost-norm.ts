/**
 * Squared norms of a dense layer's gradients over many noise draws, without forming a gradient: for a batch x [B, in]
 * and delta [B, out], |x^T delta|_F^2 = <x x^T, delta delta^T>, and the bias adds 1 to every entry of x x^T.
 *
 * Reference: Goodfellow, "Efficient per-example gradient computations", 2015, arXiv 1510.01799; Li et al., "Large
 * language models can be strong differentially private learners", 2021, arXiv 2110.05679, section 4 (ghost norm).
 */
import {
  add,
  matMul,
  mean,
  mul,
  reshape,
  square,
  sub,
  sum,
  transpose,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
} from '@tensorflow/tfjs-core'

export type LayerNorms = {
  /** |g_r - mean g|^2 of weight and bias together, one per draw [R]. */
  readonly squares: Tensor1D
  /** <g_r - mean g, mean g>, one per draw [R]. */
  readonly projections: Tensor1D
  /** |mean g|^2 [1]. */
  readonly meanSquare: Tensor1D
  /** |mean over the draws of image b's contribution to g|^2 [B]: (|x_b|^2 + 1) |delta_b|^2. */
  readonly imageSquares: Tensor1D
}

/** <x x^T + 1, d d^T> for each column block: d [B, R out] -> [R]. */
function gramForm(gram: Tensor2D, blocks: Tensor2D, draws: number): Tensor1D {
  const products = sum(mul(blocks, matMul(gram, blocks)), 0) // [R out]
  return sum(reshape(products, [draws, -1]), 1)
}

/** <x x^T + 1, d_r c^T> for each draw: d [R, B, out] and c [B, out] -> [R]. */
const inner = (gram: Tensor2D, byDraw: Tensor3D, centre: Tensor2D): Tensor1D =>
  sum(mul(byDraw, matMul(gram, centre)), [1, 2])

/** Input x [B, in] of a layer, and the loss's gradient at its output for R draws, one batch after the other [R B, out]. */
export function layerNorms(x: Tensor2D, deltas: Tensor2D, draws: number): LayerNorms {
  const [batch] = x.shape
  const width = deltas.shape[1]
  const gram = add<Tensor2D>(matMul(x, transpose(x)), 1)
  const byDraw = reshape(deltas, [draws, batch, width]) as Tensor3D
  const centre = mean<Tensor2D>(byDraw, 0) // [B, out]
  const centred = sub<Tensor3D>(byDraw, centre)
  const sideBySide = reshape(transpose(centred, [1, 0, 2]), [batch, draws * width]) as Tensor2D
  return {
    squares: gramForm(gram, sideBySide, draws),
    projections: inner(gram, centred, centre),
    meanSquare: gramForm(gram, centre, 1),
    imageSquares: mul(add(sum(square(x), 1), 1), sum(square(centre), 1)),
  }
}
