/**
 * What the variance probe reports. V = tr Cov[g], g the encoder gradient of negElboPerImage over the frozen probe
 * batch, at the weights of one step; all estimators on the same noise.
 */
import type { Baseline, KlMode } from '../estimators/options.ts'
import type { EstimatorId } from './estimators.ts'

/** Images of a probe batch; all there are, if there are fewer. */
export const PROBE_IMAGES = 64

/** More than anybody waits for. */
export const MOST_PROBE_BATCHES = 64

/** A quantity with a two-sided 95 % interval. */
export interface Interval {
  readonly value: number
  readonly lo: number
  readonly hi: number
}

/** One for each estimator that was measured. */
export type OfEstimators<T> = Readonly<Partial<Record<EstimatorId, T>>>

export interface EstimatorVariance {
  /** V, in (nats per image)^2 per unit of weight squared. */
  readonly total: Interval
  /** V of each encoder layer, input side first; they add up to the total. */
  readonly layers: readonly Interval[]
  /**
   * V over |g|^2, by the signal of the report: null where that is not told apart from 0. Missing from reports of older
   * versions.
   */
  readonly noiseToSignal?: Interval | null
  /** V over that of the report's reference. Missing from reports of older versions. */
  readonly ratio?: Interval
}

/** |g|^2, the squared length of the mean gradient. */
export interface Signal {
  /**
   * The reference: all unbiased estimators have the same mean, and this one, the least noisy of them, measures it best.
   */
  readonly by: EstimatorId
  /** Without bias, |mean g|^2 - V/R: it and its ends may be negative. */
  readonly square: Interval
}

export interface ProbeReport {
  readonly step: number
  /** Noise draws, R. */
  readonly draws: number
  /** Images of the probe batch. */
  readonly images: number
  /** Samples per image of each draw, L; also the decoder evaluations per image. */
  readonly samples: number
  readonly kl: KlMode
  readonly baseline: Baseline
  /** Those that could be measured as requested. Reports of older versions lack those that came later. */
  readonly estimators: OfEstimators<EstimatorVariance>
  /** Variance of g from which images happen to be in a batch of this size, all noise apart. */
  readonly minibatch: number
  /** Missing where no unbiased estimator was measured, and from reports of older versions. */
  readonly signal?: Signal
  /** What the measurement took. */
  readonly seconds: number
}

/** The baselines whose variance is measured against L: a moving average depends on what was trained before. */
export const SWEPT_BASELINES = ['none', 'batch', 'leave-one-out'] as const satisfies readonly Baseline[]

export interface ProbeRequest {
  readonly draws: number
  readonly samples: number
  readonly kl: KlMode
  readonly baseline: Baseline
}

/** R draws of 2D coordinates (mu, then log sigma^2), row by row, for each estimator on the same noise. */
export interface CoordinateReport {
  readonly step: number
  readonly draws: number
  readonly latent: number
  /** Of the batch's gradient with respect to the biases of gamma. */
  readonly batch: OfEstimators<Float32Array>
  /** Of one image's gradient with respect to gamma. */
  readonly image: OfEstimators<Float32Array>
}
