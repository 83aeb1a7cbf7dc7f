/** What objectives offer and estimators name, by its name. No TF.js. */

/**
 * What a bound may offer to the estimators:
 * - `mean-of-draws`: it is the mean over the draws, each of which counts by itself; the KL can be in closed form;
 * - `importance-weights`: it takes K draws together, each with its share of their weights.
 */
export type BoundCapability = 'mean-of-draws' | 'importance-weights'
