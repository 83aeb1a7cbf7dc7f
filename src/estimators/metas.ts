/**
 * All estimators, without TF.js, in the order of the page: what the settings table, the URL and the page need
 * to know. An entry here without its functions in registry.ts does not compile.
 */
import type { EstimatorMeta } from './meta.ts'
import { reparameterizedMeta } from './reparameterized/meta.ts'
import { scoreFunctionMeta } from './score-function/meta.ts'

export const ESTIMATOR_METAS = [
  reparameterizedMeta,
  scoreFunctionMeta,
] as const satisfies readonly EstimatorMeta[]

export type EstimatorId = (typeof ESTIMATOR_METAS)[number]['id']
