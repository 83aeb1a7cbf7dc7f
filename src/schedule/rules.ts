/**
 * All background work in one table: how long each may wait, and in what sizes it is done. The shares of the clock are
 * beside it, but for the probe's, which is a setting. Waits begin where the last piece of work ended.
 */
import type { Rule } from './work.ts'

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
  shortest: 1,
  early: [100],
  isOccasion: (step) => step % stepsPerEpoch === 0,
  eventsApart: { seconds: 10, steps: Infinity },
  sizes: [1],
})

/** All that the page asks for while it is looked at shares this much of the clock, in equal parts. */
export const PAGE_SHARE = 0.2

/** Images whose posteriors the map and the units show. */
export const ENCODINGS_RULE: Rule = {
  longest: { seconds: 5, steps: 200 },
  ceiling: PAGE_SHARE,
  shortest: 1,
  sizes: [5000, 1000],
}

/** Samples and reconstructions. */
export const PICTURES_RULE: Rule = {
  longest: { seconds: 5, steps: 200 },
  ceiling: PAGE_SHARE,
  shortest: 0.6,
  sizes: [1],
}
