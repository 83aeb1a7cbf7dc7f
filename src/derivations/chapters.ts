/** The chapters that the derivations form, each by its first one; it ends where the next begins. Plain data. */
export const CHAPTERS = [
  { id: 'bound', first: 'latent-variable-model' },
  { id: 'gradient', first: 'moving-distribution' },
  { id: 'discrete', first: 'discrete-codes' },
  { id: 'tighter', first: 'importance-weighting' },
] as const

/** Their names are the catalog's (`derivationChapter`). */
export type ChapterId = (typeof CHAPTERS)[number]['id']
