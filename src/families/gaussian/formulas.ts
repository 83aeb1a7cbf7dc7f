/**
 * The formulas of the Gaussian family that a backend may compute with one kernel each (wasm.ts, webgpu.ts), composed of
 * TF.js's operations: gamma = (mu, log sigma^2) [B, 2D], noise eps [L B, D].
 *
 * Reference: Kingma & Welling, "Auto-encoding variational Bayes", 2013, arXiv 1312.6114, equation 10 and appendix B.
 */
import {
  add,
  div,
  mul,
  reshape,
  square,
  sub,
  type Rank,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import { repeatRows, samplesOf, sumOverSamples } from '../../ops/rows.ts'
import { fused } from '../../ops/table.ts'
import { exactKlGradient, joinGamma, klToPrior, sigmaOf, splitGamma } from './gamma.ts'

/** Weights of the KL's terms in a pathwise gradient; all are 0 without the KL. */
export interface KlWeights {
  /** Weight of d KL / d gamma in closed form. */
  readonly exact: number
  /** Weight of z, the gradient of -log p(z) at each draw. */
  readonly prior: number
  /** Weight of -eps / sigma, the gradient of log q at each draw. */
  readonly posterior: number
  /** Subtracted from d / d log sigma^2: the part of log q that does not pass through z. */
  readonly entropy: number
}

export type GaussianFormulas = {
  /** z = mu + sigma eps [L B, D], and KL(q || N(0, I)) of each image in nats [B]. */
  drawLatents(gamma: Tensor2D, noise: Tensor2D): { readonly z: Tensor2D; readonly kl: Tensor1D }
  /** d / d gamma [B, 2D] of a function with gradient dz [L B, D] at the draws, plus the KL's terms. */
  pathwiseGradient(gamma: Tensor2D, noise: Tensor2D, dz: Tensor2D, kl: KlWeights): Tensor2D
  /** Sum over the draws of weight [L B] times the score [B, 2D], plus `exact` times d KL / d gamma. */
  scoreGradient(gamma: Tensor2D, noise: Tensor2D, weight: Tensor1D, exact: number): Tensor2D
}

export const drawLatents: GaussianFormulas['drawLatents'] = fused('gaussian.drawLatents', (gamma, noise) => {
  const moments = splitGamma(gamma)
  const samples = samplesOf(gamma, noise)
  return {
    z: add(repeatRows(moments.mu, samples), mul(sigmaOf(gamma, noise), noise)),
    kl: klToPrior(moments),
  }
})

/** dz with the gradients of -log p(z) and log q(z|x) at the draws, as they are weighted. */
export function withKlSlopes(gamma: Tensor2D, noise: Tensor2D, dz: Tensor2D, kl: KlWeights): Tensor2D {
  if (kl.prior === 0 && kl.posterior === 0) return dz
  const ofPrior = mul(drawLatents(gamma, noise).z, kl.prior)
  const ofPosterior = mul(div(noise, sigmaOf(gamma, noise)), -kl.posterior)
  return add<Tensor2D>(dz, add(ofPrior, ofPosterior))
}

/** Through z = mu + sigma eps: dz for mu, dz sigma eps / 2 for log sigma^2. */
export const pathwiseGradient: GaussianFormulas['pathwiseGradient'] = fused(
  'gaussian.pathwiseGradient',
  (gamma, noise, dz, kl) => {
    const samples = samplesOf(gamma, noise)
    const slope = withKlSlopes(gamma, noise, dz, kl)
    const displacement = mul(sigmaOf(gamma, noise), noise)
    const viaMu = sumOverSamples(slope, samples)
    const viaSigma = mul(sumOverSamples(mul(slope, displacement), samples), 0.5)
    return add(joinGamma(viaMu, sub(viaSigma, kl.entropy)), exactKlGradient(gamma, kl.exact))
  },
)

/** The score is eps / sigma for mu and (eps^2 - 1) / 2 for log sigma^2. */
export const scoreGradient: GaussianFormulas['scoreGradient'] = fused(
  'gaussian.scoreGradient',
  (gamma, noise, weight, exact) => {
    const samples = samplesOf(gamma, noise)
    const column = reshape<Rank.R2>(weight, [-1, 1])
    const ofMean = sumOverSamples(mul(column, div(noise, sigmaOf(gamma, noise))), samples)
    const ofLogVariance = sumOverSamples(mul(column, mul(sub(square(noise), 1), 0.5)), samples)
    return add(joinGamma(ofMean, ofLogVariance), exactKlGradient(gamma, exact))
  },
)
