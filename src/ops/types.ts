/** What the operations of the hot path take and give; types alone. */
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
  /** d weight log p(x|z) / d output [N, pixels], for the weight asked for. */
  readonly gradient: Tensor2D
}

/** What a layer's input came out of: its values [N, width] and the activation they have passed. */
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
  /** Weights of the old averages. */
  readonly decayM: number
  readonly decayV: number
  /** The parameter moves by -scale * m / (sqrt(v) + floor). */
  readonly scale: number
  readonly floor: number
}

/** The operations for which a backend may have kernels of its own. None but `adamStep` writes into what it was given. */
export interface Ops {
  /** activation(x W + b): x [N, in] -> [N, out]. */
  denseForward(x: Tensor2D, layer: DenseLayer, activation: Activation): Tensor2D
  /** dLoss/dW = x^T delta, dLoss/db = sum of delta over the batch: x [N, in], delta [N, out]. */
  denseParameterGradient(x: Tensor2D, delta: Tensor2D): DenseLayer
  /**
   * dLoss/dx = delta W^T: delta [N, out] -> [N, in]; if x came out of an activation, that with respect to what went into
   * it, the slope being read off its output.
   */
  denseInputGradient(delta: Tensor2D, layer: DenseLayer, behind?: Activated): Tensor2D
  /**
   * Of targets in [0, 1] given logits: logits [N, pixels], targets [B, pixels] repeated for N / B samples, one batch
   * after the other. The gradient is that of `weight` log p.
   */
  bernoulliLogLikelihood(logits: Tensor2D, targets: Tensor2D, weight: number): LogLikelihood
  /**
   * One step of Adam for every parameter. The states given are spent: what comes of them may lie in their memory, as far
   * as no other tensor shares that (a clone keeps the values).
   */
  adamStep(states: readonly AdamState[], gradients: readonly Tensor[], rates: AdamRates): AdamState[]
  /** Independent draws from N(0, 1), those of math/random.ts to rounding: [rows, columns]. */
  normalNoise(rows: number, columns: number, key: NoiseKey): Tensor2D
  /** [count, pixels], in [0, 1]: those of math/targets.ts exactly. */
  imageTargets(batch: ImageBatch): Tensor2D
}

/** z = mu + sigma eps [L B, D], and KL(q || N(0, I)) of each image in nats [B]. */
export interface Draws {
  readonly z: Tensor2D
  readonly kl: Tensor1D
}

/** What the KL adds to a pathwise gradient, by what it passes through; without it all are 0. */
export interface KlWeights {
  /** Of d KL / d gamma in closed form. */
  readonly exact: number
  /** Of z, the slope of -log p(z) at each draw. */
  readonly prior: number
  /** Of -eps / sigma, the slope of log q at each draw. */
  readonly posterior: number
  /** Subtracted from d / d log sigma^2: what of log q does not pass through z. */
  readonly entropy: number
}

/** What a step is summed up from: rows [L B] are draws, [B] images. */
export interface StepValues {
  /** log p(x|z) [L B]. */
  readonly logLikelihood: Tensor1D
  /** What a moving-average baseline averages [L B]. */
  readonly signal: Tensor1D
  /** [B] */
  readonly kl: Tensor1D
  /** [B, 2D] */
  readonly gradGamma: Tensor2D
  /** As it was before, in nats, and how much of it is kept. */
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
 * Formulas of the step that a backend may have as one kernel. They are written out where they are derived (estimators/),
 * from gamma = (mu, log sigma^2) [B, 2D] and noise eps [L B, D], the whole batch for the first sample, then the second.
 */
export interface Formulas {
  drawLatents(gamma: Tensor2D, noise: Tensor2D): Draws
  /** d / d gamma [B, 2D] of what has the gradient dz [L B, D] at the draws, with the KL's part. */
  pathwiseGradient(gamma: Tensor2D, noise: Tensor2D, dz: Tensor2D, kl: KlWeights): Tensor2D
  /** Sum over the draws of weight [L B] times the score [B, 2D], and `exact` times d KL / d gamma. */
  scoreGradient(gamma: Tensor2D, noise: Tensor2D, weight: Tensor1D, exact: number): Tensor2D
  sumStep(values: StepValues): StepSums
}

export interface Readback {
  /** What each of these float32 tensors holds, read as they are now. */
  readTogether(tensors: readonly Tensor[]): Promise<Float32Array[]>
}

/** What a backend may offer of its own. */
export type Kernels = Ops & Partial<Formulas> & Partial<Readback>
