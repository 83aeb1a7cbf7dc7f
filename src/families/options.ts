/** What families and estimators name alike: capabilities, and the ways in which the KL enters a gradient. No TF.js. */

/** What the draws of a family may offer: a differentiable path from gamma, a log density with a computable score. */
export type Capability = 'pathwise' | 'score'

/**
 * How the KL's part of the gradient is computed: in closed form; from the same draws as the rest, by the total
 * derivative; or from them without the score term, "sticking the landing" (pathwise only).
 */
export const KL_MODES = ['closed-form', 'monte-carlo', 'sticking-the-landing'] as const
export type KlMode = (typeof KL_MODES)[number]

/** The KL's part of a gradient: how it is computed, and the weight of each image's KL. */
export interface KlPart {
  readonly mode: KlMode
  readonly weight: number
}
