/** All derivations, in reading order. */
import { reparameterizedDerivation } from '../estimators/reparameterized/derivation.ts'
import { scoreFunctionDerivation } from '../estimators/score-function/derivation.ts'
import type { Derivation } from './derivation.ts'
import { elboTerms } from './elbo-terms/steps.ts'
import { evidenceAndGap } from './evidence-and-gap/steps.ts'

export const DERIVATIONS: readonly Derivation[] = [
  evidenceAndGap,
  elboTerms,
  scoreFunctionDerivation,
  reparameterizedDerivation,
]
