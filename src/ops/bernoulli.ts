/** The Bernoulli log-likelihood and its gradient, by the fastest means there are (table.ts). */
import { ops } from './table.ts'
import type { Ops } from './types.ts'

export type { LogLikelihood } from './types.ts'

export const bernoulliLogLikelihood: Ops['bernoulliLogLikelihood'] = (...args) =>
  ops().bernoulliLogLikelihood(...args)
