/** The options of an estimator, by their names in the URL. No TF.js. */

/** The baseline subtracted from f before f weights the score. */
export const BASELINES = ['none', 'moving-average', 'batch', 'leave-one-out'] as const
export type Baseline = (typeof BASELINES)[number]
