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

/** The values summed over a step: rows [L B] are draws, [B] images. */
export interface StepValues {
  /** log p(x|z) [L B]. */
  readonly logLikelihood: Tensor1D
  /** The signal averaged by a moving-average baseline [L B]. */
  readonly signal: Tensor1D
  /** [B] */
  readonly kl: Tensor1D
  /** [B, gamma] */
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
 * A formula of the step that a backend may compute with one kernel. Its owner (a latent family, the estimators) writes
 * it as operations, names it and says what it computes.
 */
export type Formula = (...args: never[]) => unknown
export type Formulas = Readonly<Record<string, Formula>>

export interface Readback {
  /** The values of each of these float32 tensors at the time of the call. */
  readTogether(tensors: readonly Tensor[]): Promise<Float32Array[]>
}

/** The implementations that a backend may offer. */
export type Kernels = Ops & Partial<Readback> & { readonly formulas?: Formulas }
