/**
 * All background work in one table: how long each kind may wait, and in what amounts it is done. The shares of
 * the clock are here too, except the probe's, which is a setting. A wait starts at the end of the previous
 * piece of work.
 */
import type { Rule } from './rule.ts'

/** Draws of the variance probe: thorough, fast, and the fewest that give a variance. */
export const THOROUGH_DRAWS = 64
export const FAST_DRAWS = 16
export const FEWEST_DRAWS = 8

/** The variance probe, in noise draws; a draw costs one unit per sample and image. */
export const PROBE_RULE: Rule = {
  longest: { seconds: 10, steps: 500 },
  early: [1, 10, 20, 50, 100, 200, 500],
  eventsApart: { seconds: 5, steps: 50 },
  sizes: [FAST_DRAWS, FEWEST_DRAWS],
  thorough: THOROUGH_DRAWS,
}

/**
 * The whole test set, at the end of epochs; a long epoch is also evaluated in between. At the standard size it costs a
 * sixteenth of an epoch, so that the share pays for two epochs of three.
 */
export const EVALUATION_SHARE = 0.04
export const evaluationRule = (stepsPerEpoch: number): Rule => ({
  longest: { seconds: 300, steps: 5000 },
  ceiling: 0.1,
  early: [100],
  isOccasion: (step) => step % stepsPerEpoch === 0,
  eventsApart: { seconds: 10, steps: Infinity },
  eventsOnTop: true,
  sizes: [1],
})

/** Everything that the visible page requests shares this much of the clock, in equal parts. */
export const PAGE_SHARE = 0.2

/**
 * The page receives steps four times a second, and shows an answer with the next of them: requesting after 100 steps
 * or 4 s keeps everything newer than 200 steps or 5 s.
 */
const FRESH = { seconds: 4, steps: 100 }

/** The posteriors of a number of test images, for the map and the count of active units; at rest of more. */
export const ENCODINGS_RULE = {
  longest: FRESH,
  ceiling: 0.15,
  shortest: 1,
  sizes: [2000, 1000],
  atRest: 5000,
} satisfies Rule

/** How test images use the states of a code: for the codebook. */
export const CODEBOOK_RULE: Rule = { longest: FRESH, ceiling: 0.05, shortest: 1, sizes: [2000, 500] }

/** Prior samples and reconstructions. */
export const PICTURES_RULE: Rule = { longest: FRESH, ceiling: 0.05, shortest: 0.6, sizes: [1] }

/** A sheet of decoded points: the manifold or a traversal. */
export const SHEET_RULE: Rule = { longest: FRESH, ceiling: 0.05, shortest: 1, sizes: [1] }

/** The inspected images. */
export const INSPECTION_RULE: Rule = { longest: FRESH, ceiling: 0.05, shortest: 1, sizes: [1] }

/** The single image at the sliders' point costs almost nothing, apart from the wait until the worker answers. */
export const DECODED_RULE: Rule = { longest: { seconds: 0.5, steps: Infinity }, shortest: 0.1, sizes: [1] }

/** The exact posteriors of a hundred images: seconds of quadrature. */
export const GAP_RULE: Rule = {
  longest: { seconds: 60, steps: 10_000 },
  ceiling: 0.1,
  shortest: 10,
  sizes: [1],
}

/** The portrait of a model, for comparison with another model's. */
export const PORTRAIT_RULE: Rule = {
  longest: { seconds: 10, steps: 1000 },
  ceiling: 0.1,
  shortest: 2,
  sizes: [1],
}
