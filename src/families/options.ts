/** What families and estimators name alike: capabilities, and the ways in which the KL enters a gradient. No TF.js. */

/**
 * What a family may offer to the estimators:
 * - `pathwise`: z is a differentiable function of gamma and noise;
 * - `score`: d log q / d gamma can be computed at a draw;
 * - `simplex`: its draws are corners of a simplex for each latent, and the decoder can be evaluated between them;
 * - `states`: its draws can be enumerated;
 * - `antithetic-pairs`: a draw and its antithetic draw give a gradient together, one latent at a time;
 * - `antithetic-noise`: each noise has an opposite of the same distribution, whichever estimator uses the draws.
 */
export type Capability = 'pathwise' | 'score' | 'simplex' | 'states' | 'antithetic-pairs' | 'antithetic-noise'

/** How the noise of an image's L samples is drawn: independently, or in pairs of a noise and its opposite. */
export const NOISE_KINDS = ['independent', 'antithetic'] as const
export type NoiseKind = (typeof NOISE_KINDS)[number]

/**
 * How the KL's part of the gradient is computed: in closed form; from the same draws as the rest, by the total
 * derivative; or from them without the score term, "sticking the landing" (pathwise only).
 */
export const KL_MODES = ['closed-form', 'monte-carlo', 'sticking-the-landing'] as const
export type KlMode = (typeof KL_MODES)[number]

/** The KL's part of a gradient: how it is computed, and the weight of each image's KL, spread evenly over its draws. */
export interface KlPart {
  readonly mode: KlMode
  readonly weight: number
}

/** The most states of a code that are enumerated. */
export const MOST_STATES = 4096
