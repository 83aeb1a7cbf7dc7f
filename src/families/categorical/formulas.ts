/**
 * The formulas of the categorical family that a backend may compute with one kernel each (webgpu.ts), composed of TF.js's
 * operations: gamma the logits and z the one-hot codes [B, D K], noise Gumbel [L B, D K]; K, the classes, is their last argument.
 */
import {
  add,
  argMax,
  equal,
  exp,
  logSumExp,
  mul,
  range,
  reshape,
  softmax,
  sub,
  sum,
  zerosLike,
  type Rank,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
} from '@tensorflow/tfjs-core'
import { fused } from '../../ops/table.ts'
import { indicator, logitsOf, weightedScore } from '../discrete.ts'

export type CategoricalFormulas = {
  /** One hot at the largest gamma + noise of each latent [L B, D K], and the KL of each image to a uniform prior in nats [B]. */
  drawClasses(
    gamma: Tensor2D,
    noise: Tensor2D,
    classes: number,
  ): { readonly z: Tensor2D; readonly kl: Tensor1D }
  /** Sum over the draws z of weight [L B] times z - softmax(gamma) [B, D K], plus `exact` times d KL / d gamma. */
  classesScoreGradient(
    gamma: Tensor2D,
    z: Tensor2D,
    weight: Tensor1D,
    exact: number,
    classes: number,
  ): Tensor2D
}

const byLatent = (rows: Tensor2D, classes: number): Tensor3D =>
  reshape<Rank.R3>(rows, [rows.shape[0], -1, classes])
const flat = (rows: Tensor3D): Tensor2D => reshape<Rank.R2>(rows, [rows.shape[0], -1])

/** softmax of each latent's logits [rows, D K]. */
export const probabilities = (logits: Tensor2D, classes: number): Tensor2D =>
  flat(softmax(byLatent(logits, classes)))

/** log softmax of each latent's logits [rows, D K]. */
export function logProbabilities(logits: Tensor2D, classes: number): Tensor2D {
  const rows = byLatent(logits, classes)
  return flat(sub(rows, logSumExp(rows, 2, true)))
}

/** One hot at the largest of each latent. A comparison of integers: exactly 0 or 1. */
export function oneHot(logits: Tensor2D, classes: number): Tensor2D {
  const rows = byLatent(logits, classes)
  const largest = reshape(argMax(rows, 2), [rows.shape[0], -1, 1])
  return flat(indicator<Rank.R3>(equal(largest, range(0, classes, 1, 'int32'))))
}

/** J(p) dz = p (dz - <p, dz>) of each latent. */
export function jacobian(p: Tensor2D, dz: Tensor2D, classes: number): Tensor2D {
  const [rows, slopes] = [byLatent(p, classes), byLatent(dz, classes)]
  return flat(mul(rows, sub(slopes, sum(mul(rows, slopes), 2, true))))
}

export const klGradientOfClasses = (gamma: Tensor2D, weight: number, classes: number): Tensor2D =>
  weight === 0 ? zerosLike(gamma) : mul(jacobian(probabilities(gamma, classes), gamma, classes), weight)

export const drawClasses: CategoricalFormulas['drawClasses'] = fused(
  'categorical.drawClasses',
  (gamma, noise, classes) => {
    const log = logProbabilities(gamma, classes)
    const kl = sum<Tensor1D>(mul(exp(log), add(log, Math.log(classes))), 1)
    return { z: oneHot(logitsOf(gamma, noise), classes), kl }
  },
)

export const classesScoreGradient: CategoricalFormulas['classesScoreGradient'] = fused(
  'categorical.classesScoreGradient',
  (gamma, z, weight, exact, classes) =>
    add(
      weightedScore({ gamma, z }, probabilities(gamma, classes), weight),
      klGradientOfClasses(gamma, exact, classes),
    ),
)
