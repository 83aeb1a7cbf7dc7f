/**
 * The estimators there are, without TF.js: what the settings table, the URL and the page need to know.
 * An entry here without its function in registry.ts does not compile.
 */
import { reparameterizedMeta } from './reparameterized/meta.ts'

export interface EstimatorMeta {
  /** Stable name, used in the URL and in metrics.csv. */
  readonly id: string
  /** The largest number of samples per image it accepts. */
  readonly maxSamples: number
}

export const ESTIMATOR_METAS = [reparameterizedMeta] as const satisfies readonly EstimatorMeta[]

export type EstimatorId = (typeof ESTIMATOR_METAS)[number]['id']
