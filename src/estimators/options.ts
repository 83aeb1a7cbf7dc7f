/** The options of an estimator, by their names in the URL, and the capabilities it may require. No TF.js. */

/**
 * How the KL's part of the gradient is computed: in closed form; from the same draws as the rest, by the total
 * derivative; or from them without the score term, "sticking the landing" (pathwise only).
 */
export const KL_MODES = ['closed-form', 'monte-carlo', 'sticking-the-landing'] as const
export type KlMode = (typeof KL_MODES)[number]

/** The baseline subtracted from f before f weights the score. */
export const BASELINES = ['none', 'moving-average', 'batch', 'leave-one-out'] as const
export type Baseline = (typeof BASELINES)[number]

/** What a distribution of z may offer: differentiable draws, a log density with a computable score. */
export type Capability = 'pathwise' | 'score'
