/**
 * All background work in one table: how long each may wait, and in what sizes it is done. The shares of the clock are
 * beside it, but for the probe's, which is a setting. Waits begin where the last piece of work ended.
 */
import type { Rule } from './rule.ts'

/** Draws of the variance probe: thorough, fast, and the fewest that tell a variance. */
export const THOROUGH_DRAWS = 64
export const FAST_DRAWS = 16
export const FEWEST_DRAWS = 8

/** The variance probe, in noise draws; it costs as many units for each as there are samples an image. */
export const PROBE_RULE: Rule = {
  longest: { seconds: 10, steps: 500 },
  early: [1, 10, 20, 50, 100, 200, 500],
  eventsApart: { seconds: 5, steps: 50 },
  sizes: [FAST_DRAWS, FEWEST_DRAWS],
  thorough: THOROUGH_DRAWS,
}

/** The whole test set, where epochs end; a long epoch has evaluations within. */
export const EVALUATION_SHARE = 0.1
export const evaluationRule = (stepsPerEpoch: number): Rule => ({
  longest: { seconds: 300, steps: 5000 },
  ceiling: EVALUATION_SHARE,
  early: [100],
  isOccasion: (step) => step % stepsPerEpoch === 0,
  eventsApart: { seconds: 10, steps: Infinity },
  sizes: [1],
})

/** All that the page asks for while it is looked at shares this much of the clock, in equal parts. */
export const PAGE_SHARE = 0.2

/**
 * The page hears of the steps five times a second, and what it asks for takes its time: it asks after 130 steps and 4 s,
 * so that nothing is older than 200 steps or 5 s.
 */
const FRESH = { seconds: 4, steps: 130 }

/** The posteriors of so many test images: what the map shows, and the active units. */
export const ENCODINGS_RULE: Rule = { longest: FRESH, ceiling: 0.15, shortest: 1, sizes: [5000, 1000] }

/** Samples and reconstructions. */
export const PICTURES_RULE: Rule = { longest: FRESH, ceiling: 0.05, shortest: 0.6, sizes: [1] }

/** A sheet of decoded points: the manifold, or a traversal. */
export const SHEET_RULE: Rule = { longest: FRESH, ceiling: 0.05, shortest: 1, sizes: [1] }

/** The images looked at. */
export const INSPECTION_RULE: Rule = { longest: FRESH, ceiling: 0.05, shortest: 1, sizes: [1] }

/** The one image at the sliders' point costs next to nothing, but for the time until the worker looks up. */
export const DECODED_RULE: Rule = { longest: { seconds: 0.5, steps: Infinity }, shortest: 0.1, sizes: [1] }

/** Exact posteriors of a hundred images: seconds of quadrature. */
export const GAP_RULE: Rule = {
  longest: { seconds: 60, steps: 10_000 },
  ceiling: 0.1,
  shortest: 10,
  sizes: [1],
}

/** A model's portrait, to be compared with another's. */
export const PORTRAIT_RULE: Rule = {
  longest: { seconds: 10, steps: 1000 },
  ceiling: 0.1,
  shortest: 2,
  sizes: [1],
}
