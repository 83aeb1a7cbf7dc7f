/** Guided experiments, in the order in which they are offered; their words: words.ts. Plain data. */
export const EXPERIMENT_IDS: readonly string[] = ['landing']
