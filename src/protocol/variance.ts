/**
 * Reports of the variance probe. V = tr Cov[g], g the encoder gradient of negElboPerImage over the frozen probe
 * batch, at the weights of one step; all estimators use the same noise.
 */
import type { Baseline } from '../estimators/options.ts'
import type { KlMode, NoiseKind } from '../families/options.ts'
import type { EstimatorId } from './estimators.ts'

/** Images per probe batch; all of them, if there are fewer. */
export const PROBE_IMAGES = 64

/** More than anyone would wait for. */
export const MOST_PROBE_BATCHES = 64

/** A quantity with a two-sided 95 % interval. */
export interface Interval {
  readonly value: number
  readonly lo: number
  readonly hi: number
}

/** An entry for each estimator measured. */
export type OfEstimators<T> = Readonly<Partial<Record<EstimatorId, T>>>

export interface EstimatorVariance {
  /** V, in (nats per image)^2 per unit of weight squared. */
  readonly total: Interval
  /** V of each encoder layer, input side first; their sum is the total. */
  readonly layers: readonly Interval[]
  /**
   * V / |g|^2, with |g|^2 from the report's `signal`; null if that is not distinguishable from 0. Absent in
   * reports of older versions.
   */
  readonly noiseToSignal?: Interval | null
  /** V divided by that of the least noisy unbiased estimator that has noise. Absent in reports of older versions. */
  readonly ratio?: Interval
  /**
   * Where biased estimators are measured: of every estimator that is not the truth itself, if there is one without bias beside it.
   * Reports of older versions have it of biased estimators only.
   */
  readonly bias?: GradientBias
  /** Signal over noise of single weights, where the request asked for it; absent where none has noise. */
  readonly weights?: CoordinateSignal
}

/** Signal over noise of single weights of the encoder, |E g_i| / sd g_i: some of each layer, the same at every measurement. */
export interface CoordinateSignal {
  /** Weights that have noise. */
  readonly coordinates: number
  /** The mean over the weights of its square, unbiased: the value and its lower end may be negative. */
  readonly square: Interval
  /** The mean over the weights of |mean of the draws| / sd, as it is published: of R draws of noise alone about sqrt(2 / (pi R)). */
  readonly plain: number
}

/**
 * How far the mean of an estimator is from the gradient, as the report's `signal` knows it; an estimator that is part of a pooled
 * mean is compared with the pooled mean of the others.
 */
export interface GradientBias extends MeanError {
  /** Of each encoder layer, input side first; their squares sum to the whole. Absent in reports of older versions. */
  readonly layers?: readonly MeanError[]
}

export interface MeanError {
  /** |mean - g|^2, unbiased: the value and its lower end may be negative. */
  readonly square: Interval
  /** V + |mean - g|^2, the mean squared error of one draw, unbiased. Absent in reports of older versions. */
  readonly error?: Interval
  /** The cosine of the angle between the two; null if one of them cannot be told from 0. */
  readonly cosine: Interval | null
}

/** |g|^2, the squared norm of the mean gradient. */
export interface Signal {
  /**
   * All unbiased estimators have the same mean. An exact one measures it best; else, where bias is measured, the pooled mean of them
   * all; else the least noisy one. Reports of older versions never pool.
   */
  readonly by: EstimatorId | 'pooled'
  /** Unbiased, |mean g|^2 - V/R: the value and its ends may be negative. */
  readonly square: Interval
}

export interface ProbeReport {
  readonly step: number
  /** Noise draws, R. */
  readonly draws: number
  /** Images of the probe batch. */
  readonly images: number
  /** Samples per image of each draw, L. */
  readonly samples: number
  /** Draws that the objective takes together, K; absent if it takes each by itself. The decoder is evaluated L K times. */
  readonly k?: number
  readonly kl: KlMode
  readonly baseline: Baseline
  /** Of the L samples; independent if absent. */
  readonly noise?: NoiseKind
  /** Of the estimators that have one, at this step. Reports of older versions have it only where it was asked for. */
  readonly temperature?: number
  /** The request asked for the importance-weighted bound with this K. */
  readonly importance?: number
  /** The estimators that could be measured as requested. Reports of older versions lack estimators added later. */
  readonly estimators: OfEstimators<EstimatorVariance>
  /** Minibatch variance: the variance of g over the choice of images for a batch of this size, without noise. */
  readonly minibatch: number
  /** Absent if no unbiased estimator was measured, and in reports of older versions. */
  readonly signal?: Signal
  /** Duration of the measurement. */
  readonly seconds: number
}

/** For which K the signal is measured: the published ones, up to the most draws of an image. */
export const MEASURED_KS: readonly number[] = [1, 2, 5, 10, 20, 50]

/**
 * The baselines whose variance is measured against L; not the moving average, which depends on earlier
 * training.
 */
export const SWEPT_BASELINES = ['none', 'batch', 'leave-one-out'] as const satisfies readonly Baseline[]

export interface ProbeRequest {
  readonly draws: number
  readonly samples: number
  readonly kl: KlMode
  readonly baseline: Baseline
  /** Of the L samples; independent if absent. */
  readonly noise?: NoiseKind
  /** Instead of that of the step. */
  readonly temperature?: number
  /**
   * Measures the importance-weighted bound with so many draws taken together, K, whatever is trained, and signal over noise
   * of single weights.
   */
  readonly importance?: number
}

/** What is measured of a run with these settings. */
export const requestFor = (
  { samples, kl, baseline, noise }: Required<Pick<ProbeRequest, 'samples' | 'kl' | 'baseline' | 'noise'>>,
  draws: number,
): ProbeRequest => ({ draws, samples, kl, baseline, ...(noise !== 'independent' && { noise }) })

/** R draws of 2D coordinates (mu, then log sigma^2), in row-major order, for each estimator with the same noise. */
export interface CoordinateReport {
  readonly step: number
  readonly draws: number
  readonly latent: number
  /** Of the batch's gradient with respect to the biases of gamma. */
  readonly batch: OfEstimators<Float32Array>
  /** Of one image's gradient with respect to gamma. */
  readonly image: OfEstimators<Float32Array>
}
