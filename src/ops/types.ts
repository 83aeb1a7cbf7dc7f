/** Arguments and results of the operations of the hot path; types only. */
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import type { NoiseKey } from '../math/philox.ts'
import type { ImageBatch } from '../math/targets.ts'

export type Activation = 'relu' | 'tanh' | 'linear'

/** The parameters of one layer, weight [in, out] and bias [out], or their gradients. */
export interface DenseLayer {
  readonly weight: Tensor2D
  readonly bias: Tensor1D
}

export interface LogLikelihood {
  /** log p(x|z) of each row, in nats [N]. */
  readonly logLikelihood: Tensor1D
  /** d weight log p(x|z) / d output [N, pixels], for the given weight. */
  readonly gradient: Tensor2D
}

/** The source of a layer's input: the output [N, width] of an activation, and which one. */
export interface Activated {
  readonly output: Tensor2D
  readonly activation: Activation
}

/** One parameter with its moving averages, all of one shape. */
export interface AdamState {
  readonly parameter: Tensor
  readonly m: Tensor
  readonly v: Tensor
}

export interface AdamRates {
  /** Decay rates of the moving averages. */
  readonly decayM: number
  readonly decayV: number
  /** The update of the parameter is -scale * m / (sqrt(v) + floor). */
  readonly scale: number
  readonly floor: number
}

/** The operations for which a backend may have kernels of its own. Only `adamStep` writes into its arguments. */
export interface Ops {
  /** activation(x W + b): x [N, in] -> [N, out]. */
  denseForward(x: Tensor2D, layer: DenseLayer, activation: Activation): Tensor2D
  /** dLoss/dW = x^T delta, dLoss/db = sum of delta over the batch: x [N, in], delta [N, out]. */
  denseParameterGradient(x: Tensor2D, delta: Tensor2D): DenseLayer
  /**
   * dLoss/dx = delta W^T: delta [N, out] -> [N, in]; if x is the output of an activation, the gradient with
   * respect to that activation's input, its derivative being computed from x.
   */
  denseInputGradient(delta: Tensor2D, layer: DenseLayer, behind?: Activated): Tensor2D
  /**
   * log p of targets in [0, 1] given logits: logits [N, pixels], targets [B, pixels] repeated for N / B
   * samples, one batch after the other. The gradient is that of `weight` log p.
   */
  bernoulliLogLikelihood(logits: Tensor2D, targets: Tensor2D, weight: number): LogLikelihood
  /**
   * One step of Adam for every parameter. The input states are consumed: the results may reuse their memory, if
   * no other tensor shares it (a clone keeps the values).
   */
  adamStep(states: readonly AdamState[], gradients: readonly Tensor[], rates: AdamRates): AdamState[]
  /** Independent draws from N(0, 1), equal to those of math/random.ts up to rounding: [rows, columns]. */
  normalNoise(rows: number, columns: number, key: NoiseKey): Tensor2D
  /** [count, pixels], in [0, 1]; exactly those of math/targets.ts. */
  imageTargets(batch: ImageBatch): Tensor2D
}

/** z = mu + sigma eps [L B, D], and KL(q || N(0, I)) of each image in nats [B]. */
export interface Draws {
  readonly z: Tensor2D
  readonly kl: Tensor1D
}

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

/** The values summed over a step: rows [L B] are draws, [B] images. */
export interface StepValues {
  /** log p(x|z) [L B]. */
  readonly logLikelihood: Tensor1D
  /** The signal averaged by a moving-average baseline [L B]. */
  readonly signal: Tensor1D
  /** [B] */
  readonly kl: Tensor1D
  /** [B, 2D] */
  readonly gradGamma: Tensor2D
  /** Its previous value, in nats, and its decay. */
  readonly movingAverage: Scalar
  readonly kept: number
}

export interface StepSums {
  /** Sums over the batch, in nats, and the squared norm of d negElbo / d gamma: (recon, KL, |gradGamma|^2) [3]. */
  readonly sums: Tensor1D
  /** kept * movingAverage + (1 - kept) * mean of the signal. */
  readonly movingAverage: Scalar
}

/**
 * Formulas of the step that a backend may implement as one kernel. estimators/ derives and composes them, from
 * gamma = (mu, log sigma^2) [B, 2D] and noise eps [L B, D], the whole batch for the first sample, then for the
 * second.
 */
export interface Formulas {
  drawLatents(gamma: Tensor2D, noise: Tensor2D): Draws
  /** d / d gamma [B, 2D] of a function with gradient dz [L B, D] at the draws, plus the KL's terms. */
  pathwiseGradient(gamma: Tensor2D, noise: Tensor2D, dz: Tensor2D, kl: KlWeights): Tensor2D
  /** Sum over the draws of weight [L B] times the score [B, 2D], plus `exact` times d KL / d gamma. */
  scoreGradient(gamma: Tensor2D, noise: Tensor2D, weight: Tensor1D, exact: number): Tensor2D
  sumStep(values: StepValues): StepSums
}

export interface Readback {
  /** The values of each of these float32 tensors at the time of the call. */
  readTogether(tensors: readonly Tensor[]): Promise<Float32Array[]>
}

/** The implementations that a backend may offer. */
export type Kernels = Ops & Partial<Formulas> & Partial<Readback>
