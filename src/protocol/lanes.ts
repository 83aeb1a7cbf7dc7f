/**
 * The lanes of a run: models that train side by side in one engine, on the same images with the same noise. Lane 1 is
 * the run itself; the others have left it, or each other, by a fork.
 */
export const FIRST_LANE = 1
export const MOST_LANES = 4

/** Lanes 2 to 4: those that a fork can make. */
export const FORKS: readonly number[] = Array.from({ length: MOST_LANES - FIRST_LANE }, (_, i) => i + 2)
