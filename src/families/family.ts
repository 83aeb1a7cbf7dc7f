/**
 * The interface of latent families, in tensors: everything that depends on the distribution q(z|x) whose parameters
 * gamma the encoder computes, and on the prior p(z). Rows [L B, .] hold the whole batch for the first draw, then for
 * the second, ... The tensors created here belong to the caller's tidy.
 */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import type { NoiseKey } from '../math/philox.ts'
import type { KlMode, KlPart } from './options.ts'

/** L draws of z for each image, with what they were drawn from. */
export interface Drawn {
  /** Parameters of q(z|x) [B, gamma]. */
  readonly gamma: Tensor2D
  /** [L B, noise] */
  readonly noise: Tensor2D
  /** [L B, code] */
  readonly z: Tensor2D
  /** KL(q(z|x) || p(z)) of each image, in closed form, in nats [B]. */
  readonly kl: Tensor1D
}

/** The gradient with respect to gamma [B, gamma] of a sum over draws whose gradient with respect to z is dz, plus that of the KL. */
export type Path = (drawn: Drawn, dz: Tensor2D, kl: KlPart) => Tensor2D

/**
 * The same where each draw's log q - log p has a weight of its own [L B]. Such a KL comes from the draws alone: its mode is not
 * `closed-form`.
 */
export type WeightedPath = (
  drawn: Drawn,
  dz: Tensor2D,
  kl: { readonly mode: Exclude<KlMode, 'closed-form'>; readonly weights: Tensor1D },
) => Tensor2D

/**
 * What lies between the draws of a latent that is one of several classes: p = softmax(gamma / tau), a point of the
 * simplex, whose Jacobian with respect to gamma is J(p) / tau, J(p) = diag p - p p^T. One bit is the pair of classes
 * (1, 0) with the logit gamma, of which only the first is kept: p = sigmoid(gamma / tau), J(p) = p (1 - p).
 */
export interface Simplex {
  /** softmax(gamma / tau) of each latent [B, code]. */
  probabilities(gamma: Tensor2D, temperature: number): Tensor2D
  /** The relaxed draw softmax((gamma + noise) / tau) [L B, code]. */
  relax(drawn: Pick<Drawn, 'gamma' | 'noise'>, temperature: number): Tensor2D
  /** J(p) dz for each row [rows, gamma], p [rows, code], dz [rows, code]. */
  jacobian(probabilities: Tensor2D, dz: Tensor2D): Tensor2D
}

/** All S values of the code. */
export interface States {
  /** [S, code], in the order of `PlainFamily.states`. */
  codes(): Tensor2D
  /** log q(s|x) of every state, in nats [B, S]. */
  logProbabilities(gamma: Tensor2D, codes: Tensor2D): Tensor2D
  /** The sum over the states of weight [B, S] times the score at the state: [B, gamma]. */
  scoreGradient(gamma: Tensor2D, weights: Tensor2D, codes: Tensor2D): Tensor2D
}

/** Gradients of E f from a draw z and its antithetic draw z', which has the same distribution. */
export interface AntitheticPairs {
  /**
   * The sum over an image's pairs of weight [L B] times the factor of each latent [B, gamma]. With weight
   * (f(z) - f(z')) / 2 its mean is the gradient of E f.
   */
  gradient(first: Drawn, second: Drawn, weight: Tensor1D): Tensor2D
}

export interface LatentFamily {
  /** Noise for `rows` draws, [rows, noise]: the numbers of `PlainFamily.noise`. */
  noise(rows: number, key: NoiseKey): Tensor2D
  /** The noise [L B, noise] of the antithetic draws; null if there is none. */
  readonly antithetic: ((noise: Tensor2D) => Tensor2D) | null
  /** Draws z from gamma [B, gamma] and noise [L B, noise]. */
  draw(gamma: Tensor2D, noise: Tensor2D): Drawn
  /** The code that stands for each image, without noise: the mean of q(z|x), or its mode [B, code]. */
  centre(gamma: Tensor2D): Tensor2D
  /** log q(z|x) - log p(z) of each draw, in nats [L B]. */
  logRatioToPrior(drawn: Drawn): Tensor1D
  /** `weight` times d KL / d gamma [B, gamma]; zero if the weight is 0, whatever gamma is. */
  klGradient(gamma: Tensor2D, weight: number): Tensor2D
  /**
   * Sum over an image's draws of weight [L B] times the score d log q / d gamma, plus `exactKl` times d KL / d gamma:
   * [B, gamma]. Throws if the family has no score.
   */
  scoreGradient(drawn: Drawn, weight: Tensor1D, exactKl: number): Tensor2D
  /** The ways in which a gradient can pass through a draw. */
  readonly paths: {
    /** z is a differentiable function of gamma and noise; null if it is not. */
    readonly exact: Path | null
    /** The same with weights; null for families without a density. */
    readonly weighted: WeightedPath | null
  }
  /** For families whose draws are corners of a simplex; null for the others. */
  readonly simplex: Simplex | null
  /** For families whose draws can be enumerated; null for the others. */
  readonly states: States | null
  /** For families with antithetic pairs; null for the others. */
  readonly pairs: AntitheticPairs | null
}
