/** What the engine reports about log p(x) of test images, in nats per image. */
import type { Notice } from './errors.ts'
import type { DatasetName, Settings } from './settings.ts'

/** The K of the bounds that are compared; the number of draws is the last. */
export const BOUND_SIZES = [1, 2, 5, 10, 50, 100, 500] as const

/** The most draws an image. */
export const MOST_LIKELIHOOD_DRAWS = 5000

/** Where fewer draws than this count, the estimate of log p(x) is too low by about 1 / (2 ESS) nats or more: 0.05. */
export const FEW_EFFECTIVE = 10

/** The mean over the images of the bound L_K, in nats. */
export interface BoundAtK {
  readonly k: number
  readonly value: number
  /** Standard error over the choice of images, with the draws' noise. */
  readonly error: number
  /** Standard error from the draws alone, for these images; too small where q is narrower than the posterior. */
  readonly noise: number
}

/** Of whose log p(x) it is: figures of other targets, another likelihood or other images are not to be compared with it. */
export interface MeasuredOn extends Pick<Settings, 'targets' | 'likelihood' | 'sigma'> {
  /** What was really loaded; "custom" for a person's own files. */
  readonly dataset: DatasetName | 'custom'
}

/** How many times wider than q the further proposals of the defensive estimate are. */
export const WIDENED_BY = [2, 4] as const

/**
 * log p(x) of the same images with as many draws, half of them from q and the rest from q widened: no weight exceeds twice
 * what it is with q alone, and what q misses is found.
 */
export interface DefensiveEstimate extends Omit<BoundAtK, 'k'> {
  /** Images whose weights have a tail beyond the limit here, too. */
  readonly beyond: number
}

/** log p(x) of test images by importance sampling; the images are drawn at random. */
export interface LikelihoodReport {
  readonly step: number
  readonly on: MeasuredOn
  readonly images: number
  /** Of z for each image, S. */
  readonly draws: number
  /** For increasing K. The last, K = S, is the estimate of log p(x). */
  readonly bounds: readonly BoundAtK[]
  /** The effective sample size, (sum w)^2 / sum w^2, over the images. */
  readonly effective: {
    readonly least: number
    readonly median: number
    /** Images where it is below FEW_EFFECTIVE. */
    readonly few: number
  }
  /**
   * The shape of a Pareto law fitted to the right tail of the weights, k-hat (math/importance/tail.ts), over the images; infinite where
   * a few draws decide alone.
   */
  readonly tail: {
    readonly median: number
    readonly most: number
    /** The largest at which this many draws can be trusted. */
    readonly limit: number
    /** Images where it is above the limit. */
    readonly beyond: number
  }
  /** Null for a family that has no wider q. */
  readonly defensive: DefensiveEstimate | null
  /** By quadrature or enumeration, for the same images; null where neither is possible. */
  readonly exact: {
    readonly value: number
    /** Of the estimate from it, with its standard error. */
    readonly difference: number
    readonly differenceError: number
  } | null
  /** Why there is no exact value of a model that could have one; null otherwise. */
  readonly withoutExact: Notice | null
}
