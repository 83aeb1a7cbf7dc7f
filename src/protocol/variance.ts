/**
 * What the variance probe reports. V = tr Cov[g], g the encoder gradient of negElboPerImage over the frozen probe
 * batch, at the weights of one step; both estimators on the same noise.
 */
import type { EstimatorId } from '../estimators/metas.ts'
import type { Baseline, KlMode } from '../estimators/options.ts'

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
}

/** |g|^2, the squared length of the mean gradient. */
export interface Signal {
  /** All unbiased estimators have the same mean: this one, the least noisy of them, finds it best. */
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
  readonly estimators: Readonly<Record<EstimatorId, EstimatorVariance>>
  /** V of the score function over V of the reparameterized estimator. */
  readonly ratio: Interval
  /** Variance of g from which images happen to be in a batch of this size, all noise apart. */
  readonly minibatch: number
  /** Missing from reports of older versions. */
  readonly signal?: Signal
  /** What the measurement took. */
  readonly seconds: number
}

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
  readonly batch: Readonly<Record<EstimatorId, Float32Array>>
  /** Of one image's gradient with respect to gamma. */
  readonly image: Readonly<Record<EstimatorId, Float32Array>>
}
