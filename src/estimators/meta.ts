/**
 * What an estimator says about itself, without TF.js: enough for the settings table, the URL and the page.
 * Does NOT compute anything; see registry.ts for the functions.
 */
export interface EstimatorMeta {
  /** Stable name, used in the URL and in metrics.csv. */
  readonly id: string
  /** The largest number of samples per image it accepts. */
  readonly maxSamples: number
}

export const ESTIMATOR_METAS = [{ id: 'reparameterized', maxSamples: 64 }] as const satisfies readonly EstimatorMeta[]

export type EstimatorId = (typeof ESTIMATOR_METAS)[number]['id']
