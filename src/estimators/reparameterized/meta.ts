/** What the reparameterized estimator says about itself; loads without TF.js. */
import { KL_MODES } from '../options.ts'

export const reparameterizedMeta = {
  id: 'reparameterized',
  isUnbiased: true,
  maxSamples: 64,
  klModes: KL_MODES,
  baselines: [],
} as const
