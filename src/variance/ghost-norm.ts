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
  mul,
  ones,
  reshape,
  square,
  sub,
  sum,
  transpose,
  type Rank,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
} from '@tensorflow/tfjs-core'
import { fused } from '../ops/table.ts'

/** Of weight and bias together. */
export type LayerNorms = DrawNorms & {
  /** |mean g|^2 [1]. */
  readonly meanSquare: Tensor1D
  /** |mean over the draws of image b's contribution to g|^2 [B]: (|x_b|^2 + 1) |delta_b|^2. */
  readonly imageSquares: Tensor1D
}

/** Of each draw [R]; g_r its gradient and m the mean over the draws. */
export type DrawNorms = {
  /** |g_r - m|^2 */
  readonly squares: Tensor1D
  /** <g_r - m, m> */
  readonly projections: Tensor1D
}

/**
 * `gram` [B, B] is x x^T + 1, deltas are [R, B, out], `centre` [B, out] is their mean over the draws:
 * <gram, d_r d_r^T> and <gram, d_r centre^T>, d_r what a draw is from the centre.
 */
export const drawNorms = fused(
  'variance.drawNorms',
  (gram: Tensor2D, deltas: Tensor3D, centre: Tensor2D): DrawNorms => {
    const [draws, batch, width] = deltas.shape
    const centred = sub<Tensor3D>(deltas, centre)
    const sideBySide = reshape<Rank.R2>(transpose(centred, [1, 0, 2]), [batch, draws * width])
    const products = columnSums(mul(sideBySide, matMul(gram, sideBySide))) // [1, R out]
    return {
      squares: sum(reshape(products, [draws, width]), 1),
      projections: sum(mul(centred, matMul(gram, centre)), [1, 2]),
    }
  },
)

/** [n, m] -> [1, m]. On wasm a product takes a tenth of the time of TF.js's own sum there. */
const columnSums = (rows: Tensor2D): Tensor2D => matMul(ones<Rank.R2>([1, rows.shape[0]]), rows)

/** Input x [B, in] of a layer, and the loss's gradient at its output for R draws, one batch after the other [R B, out]. */
export function layerNorms(x: Tensor2D, deltas: Tensor2D, draws: number): LayerNorms {
  const [batch] = x.shape
  const width = deltas.shape[1]
  const gram = add<Tensor2D>(matMul(x, transpose(x)), 1)
  const total = columnSums(reshape(deltas, [draws, batch * width]))
  const centre = reshape<Rank.R2>(mul(total, 1 / draws), [batch, width])
  return {
    ...drawNorms(gram, reshape<Rank.R3>(deltas, [draws, batch, width]), centre),
    meanSquare: reshape<Rank.R1>(sum(mul(centre, matMul(gram, centre))), [1]),
    imageSquares: mul(add(sum(square(x), 1), 1), sum(square(centre), 1)),
  }
}
