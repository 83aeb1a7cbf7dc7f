/** The Bernoulli log-likelihood and its gradient, by the fastest implementation available (table.ts). */
import { ops } from './table.ts'
import type { Ops } from './types.ts'

export type { LogLikelihood } from './types.ts'

export const bernoulliLogLikelihood: Ops['bernoulliLogLikelihood'] = (...args) =>
  ops().bernoulliLogLikelihood(...args)
