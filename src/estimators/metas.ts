/**
 * The estimators there are, without TF.js: what the settings table, the URL and the page need to know.
 * An entry here without its functions in registry.ts does not compile.
 */
import type { Baseline, KlMode } from './options.ts'
import { reparameterizedMeta } from './reparameterized/meta.ts'
import { scoreFunctionMeta } from './score-function/meta.ts'

export interface EstimatorMeta {
  /** Stable name, used in the URL and in metrics.csv. */
  readonly id: string
  /** Whether the mean of its estimates is the gradient of the ELBO. */
  readonly isUnbiased: boolean
  /** The largest number of samples per image it accepts. */
  readonly maxSamples: number
  /** How it can have the KL's gradient. */
  readonly klModes: readonly KlMode[]
  /** The baselines it can subtract; empty where it has no use for one. */
  readonly baselines: readonly Baseline[]
}

export const ESTIMATOR_METAS = [
  reparameterizedMeta,
  scoreFunctionMeta,
] as const satisfies readonly EstimatorMeta[]

export type EstimatorId = (typeof ESTIMATOR_METAS)[number]['id']
