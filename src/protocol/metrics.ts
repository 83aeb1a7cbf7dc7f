/**
 * The metrics of a run, in nats per image: ELBO = recon - KL, with beta = 1 whatever weight the objective has.
 * A point posterior (settings.ts) has only a reconstruction: its KL to the prior is infinite, and there is no
 * bound.
 */
import type { NoiseKind } from '../families/options.ts'

/** A bound on log p(x) that takes K draws together, with beta = 1 as the ELBO. */
export interface WeightedBound {
  readonly k: number
  readonly value: number
}

export interface TrainRow {
  /** Steps taken so far; the row is the mean over the steps since the previous row. */
  readonly step: number
  /** Passes over the training set, step / stepsPerEpoch. */
  readonly epoch: number
  /** Training time without pauses. */
  readonly seconds: number
  readonly estimator: string
  readonly samples: number
  readonly beta: number
  /** Of the last step of the row, where its estimator has one: with annealing that of the step, else that of the settings. */
  readonly temperature?: number
  /** E log p(x|z), estimated with the step's own samples. */
  readonly recon: number
  /** KL(q(z|x) || p(z)), in closed form; null if a step of the row had a point posterior. */
  readonly kl: number | null
  /** The bound that is trained, from the step's own draws, where it is not the ELBO. */
  readonly bound?: WeightedBound
  /** How the noise of the samples was drawn; independently if absent. */
  readonly noise?: NoiseKind
}

/** The whole test set, one draw of z per image. */
export interface Evaluation {
  readonly step: number
  readonly recon: number
  /** Null if the posterior is a point. */
  readonly kl: number | null
  readonly images: number
  /** Held-out, of the bound that is trained where it is not the ELBO: with K draws an image of its own. */
  readonly bound?: WeightedBound
}

/** The ELBO; null if there is no bound. */
export const elboOf = ({ recon, kl }: Pick<Evaluation, 'recon' | 'kl'>): number | null =>
  kl === null ? null : recon - kl

/**
 * Steps between two logged rows: 1 below 1,000, then 10, then 100, ... Whether a step is logged depends on the
 * step alone, so a run logs the same rows on a fast machine and a slow one, and the history grows with the
 * logarithm of the steps.
 */
export const logStride = (step: number): number =>
  step < 1000 ? 1 : 10 ** (Math.floor(Math.log10(step)) - 2)

export const isLogged = (step: number): boolean => step % logStride(step) === 0
