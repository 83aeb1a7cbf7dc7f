/**
 * The interface of estimators: an estimator turns (gamma, noise, targets, decoder) into the gradient with respect to
 * gamma and the decoder's gradients, for any latent family that offers what it requires. The encoder's backward pass
 * that follows is the same for all (elbo-gradient.ts).
 */
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import type { Drawn, LatentFamily } from '../families/family.ts'
import type { KlMode } from '../families/options.ts'
import type { Decoder } from '../model/decoder.ts'
import type { Objective } from '../objectives/objective.ts'
import type { DenseLayer } from '../ops/dense.ts'
import type { Baseline } from './options.ts'

export interface EstimatorInput {
  /** The kind of q(z|x). */
  readonly family: LatentFamily
  /** The bound whose gradient is estimated. */
  readonly objective: Objective
  /** gamma, its noise, and the draws: computed once and shared by all estimators with the same inputs. */
  readonly drawn: Drawn
  /** Samples per image, L: estimates of the objective, each with the draws that it takes together. */
  readonly samples: number
  /** Noise of the draws that the estimator has beside those [drawsBeside B, noise]; absent if it has none. */
  readonly noiseBeside?: Tensor2D | undefined
  /** [B, pixels], in [0, 1]. */
  readonly targets: Tensor2D
  readonly decoder: Decoder
  /** Weight of the KL term. */
  readonly beta: number
  /** tau, for estimators that use one. */
  readonly temperature: number
  /** How loud the noise is that an estimator adds on purpose, for estimators that use it. */
  readonly dial: number
  readonly kl: KlMode
  readonly baseline: Baseline
  /** The moving-average baseline after the preceding steps, in nats. */
  readonly movingAverage: Scalar
}

export interface EstimatorOutput {
  /** d negElboPerImage / d gamma [B, gamma], negElboPerImage = mean over the batch of beta KL - recon. */
  readonly gradGamma: Tensor2D
  /** d negElboPerImage / d decoder parameters. */
  readonly decoderGradients: readonly DenseLayer[]
  /** log p(x|z) of each draw, in nats [L B]; of an exact estimator its mean over q [B]. */
  readonly logLikelihood: Tensor1D
  /** KL(q(z|x) || p(z)) in closed form, in nats, each image [B]. */
  readonly kl: Tensor1D
  /** The learning signal f of each draw, in nats [L B]; a moving-average baseline averages it. */
  readonly signal: Tensor1D
}

/** Runs inside the caller's tidy. */
export type Estimator = (input: EstimatorInput) => EstimatorOutput
