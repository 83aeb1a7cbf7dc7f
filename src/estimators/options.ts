/** What can be chosen about an estimator, by the names of the URL, and what it may need. No TF.js. */

/**
 * How the KL's part of the gradient is computed: exactly; from the same draws as the rest, by the total derivative; or
 * from them without the score term, "sticking the landing" (pathwise only).
 */
export const KL_MODES = ['closed-form', 'monte-carlo', 'sticking-the-landing'] as const
export type KlMode = (typeof KL_MODES)[number]

/** What is subtracted from f before it weights the score. */
export const BASELINES = ['none', 'moving-average', 'batch', 'leave-one-out'] as const
export type Baseline = (typeof BASELINES)[number]

/** What a distribution of z may offer: draws that can be differentiated, a density whose log has a slope. */
export type Capability = 'pathwise' | 'score'
