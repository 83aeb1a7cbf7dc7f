/** What the score-function estimator says about itself; loads without TF.js. */
import { BASELINES } from '../options.ts'

export const scoreFunctionMeta = {
  id: 'score-function',
  isUnbiased: true,
  maxSamples: 64,
  klModes: ['closed-form', 'monte-carlo'],
  baselines: BASELINES,
} as const
