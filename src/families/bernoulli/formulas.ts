/**
 * The formulas of the Bernoulli family that a backend may compute with one kernel each (webgpu.ts), composed of TF.js's
 * operations: gamma the logits [B, D], noise logistic [L B, D], theta = sigmoid(gamma).
 */
import {
  add,
  greater,
  mul,
  sigmoid,
  softplus,
  sub,
  sum,
  zerosLike,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import { fused } from '../../ops/table.ts'
import { indicator, logitsOf, weightedScore } from '../discrete.ts'

export type BernoulliFormulas = {
  /** 1 where gamma + noise > 0, else 0 [L B, D], and the KL of each image to a uniform prior in nats [B]. */
  drawBits(gamma: Tensor2D, noise: Tensor2D): { readonly z: Tensor2D; readonly kl: Tensor1D }
  /** Sum over the draws z [L B, D] of weight [L B] times z - theta [B, D], plus `exact` times d KL / d gamma. */
  bitsScoreGradient(gamma: Tensor2D, z: Tensor2D, weight: Tensor1D, exact: number): Tensor2D
}

export const slopeOf = (p: Tensor2D): Tensor2D => mul(p, sub(1, p))

/** theta gamma - softplus gamma + log 2, summed over the bits: the KL to a uniform prior [B]. */
const klToPrior = (gamma: Tensor2D): Tensor1D =>
  sum(add(sub(mul(sigmoid(gamma), gamma), softplus(gamma)), Math.LN2), 1)

/** `weight` times theta (1 - theta) gamma. */
export const klGradientOfBits = (gamma: Tensor2D, weight: number): Tensor2D =>
  weight === 0 ? zerosLike(gamma) : mul(mul(slopeOf(sigmoid(gamma)), gamma), weight)

export const drawBits: BernoulliFormulas['drawBits'] = fused('bernoulli.drawBits', (gamma, noise) => ({
  z: indicator(greater(logitsOf(gamma, noise), 0)),
  kl: klToPrior(gamma),
}))

export const bitsScoreGradient: BernoulliFormulas['bitsScoreGradient'] = fused(
  'bernoulli.bitsScoreGradient',
  (gamma, z, weight, exact) =>
    add(weightedScore({ gamma, z }, sigmoid(gamma), weight), klGradientOfBits(gamma, exact)),
)
