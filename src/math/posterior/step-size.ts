/**
 * The step size of a sampler, found while it warms up, by the acceptance that is wanted.
 *
 * Reference: Hoffman & Gelman, "The No-U-Turn sampler", JMLR 15, 2014, section 3.2 (dual averaging, with its constants).
 */
const GAMMA = 0.05
const STEPS_BEFORE = 10
const KAPPA = 0.75

export interface StepSize {
  /** To explore with. */
  now(): number
  /** To keep once the warm-up is over. */
  settled(): number
  /** The acceptance probability that `now` led to. */
  learn(acceptance: number): void
}

export function createStepSize(first: number, wanted: number): StepSize {
  const centre = Math.log(2 * first)
  let log = Math.log(first)
  let average = log
  let error = 0
  let count = 0
  return {
    now: () => Math.exp(log),
    settled: () => Math.exp(average),
    learn(acceptance) {
      count++
      error += (wanted - acceptance - error) / (count + STEPS_BEFORE)
      log = centre - (Math.sqrt(count) / GAMMA) * error
      const weight = count ** -KAPPA
      average = weight * log + (1 - weight) * average
    },
  }
}
