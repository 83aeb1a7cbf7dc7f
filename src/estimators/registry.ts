/** The estimators' functions, one line each; metas.ts lists their declared properties. */
import type { Estimator } from './estimator.ts'
import type { EstimatorId } from './metas.ts'
import type { PlainEstimator } from './reference.ts'
import { reparameterized } from './reparameterized/estimate.ts'
import { reparameterizedReference } from './reparameterized/reference.ts'
import { scoreFunction } from './score-function/estimate.ts'
import { scoreFunctionReference } from './score-function/reference.ts'

export interface EstimatorEntry {
  readonly estimate: Estimator
  readonly reference: PlainEstimator
}

export const ESTIMATORS: Readonly<Record<EstimatorId, EstimatorEntry>> = {
  reparameterized: { estimate: reparameterized, reference: reparameterizedReference },
  'score-function': { estimate: scoreFunction, reference: scoreFunctionReference },
}
