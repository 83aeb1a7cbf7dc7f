/**
 * What a run reports, in nats per image: ELBO = recon - KL, with beta = 1 whatever the objective weighs. A point
 * posterior (settings.ts) has a reconstruction and nothing else: its KL to the prior is infinite, and the bound is not
 * one.
 */
export interface TrainRow {
  /** Steps taken so far; the row is the mean over the steps since the row before. */
  readonly step: number
  /** Passes over the training set, step / stepsPerEpoch. */
  readonly epoch: number
  /** Training time without pauses. */
  readonly seconds: number
  readonly estimator: string
  readonly samples: number
  readonly beta: number
  /** E log p(x|z), one estimate by the step's own samples. */
  readonly recon: number
  /** KL(q(z|x) || p(z)), closed form; null if a step of the row had a point for a posterior. */
  readonly kl: number | null
}

/** The whole test set, one draw of z per image. */
export interface Evaluation {
  readonly step: number
  readonly recon: number
  /** Null where the posterior is a point. */
  readonly kl: number | null
  readonly images: number
}

/** The bound; null where there is none. */
export const elboOf = ({ recon, kl }: Pick<Evaluation, 'recon' | 'kl'>): number | null =>
  kl === null ? null : recon - kl

/**
 * Steps between two logged rows: 1 below 1,000, then 10, then 100, ... A row's place depends on the step alone, so
 * the same run logs the same rows on a fast machine and a slow one, and the history grows with the logarithm of time.
 */
export const logStride = (step: number): number =>
  step < 1000 ? 1 : 10 ** (Math.floor(Math.log10(step)) - 2)

export const isLogged = (step: number): boolean => step % logStride(step) === 0
