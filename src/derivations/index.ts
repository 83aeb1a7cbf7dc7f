/** All derivations, in reading order. */
import { mupropDerivation } from '../estimators/muprop/derivation.ts'
import { reparameterizedDerivation } from '../estimators/reparameterized/derivation.ts'
import { scoreFunctionDerivation } from '../estimators/score-function/derivation.ts'
import type { Derivation } from './derivation.ts'
import { autoencoderAndBeta } from './autoencoder-and-beta/steps.ts'
import { baselines } from './baselines/steps.ts'
import { disarmDerivation } from './disarm/steps.ts'
import { discreteCodes } from './discrete-codes/steps.ts'
import { dregDerivation } from './dreg/steps.ts'
import { elboTerms } from './elbo-terms/steps.ts'
import { em } from './em/steps.ts'
import { enumerationDerivation } from './enumeration/steps.ts'
import { evidenceAndGap } from './evidence-and-gap/steps.ts'
import { gaussianKl } from './gaussian-kl/steps.ts'
import { gumbelMax } from './gumbel-max/steps.ts'
import { gumbelSoftmaxDerivation } from './gumbel-softmax/steps.ts'
import { importanceWeighting } from './importance-weighting/steps.ts'
import { interventions } from './interventions/steps.ts'
import { jensen } from './jensen/steps.ts'
import { latentVariableModel } from './latent-variable-model/steps.ts'
import { likelihoodToLoss } from './likelihood-to-loss/steps.ts'
import { measuringVariance } from './measuring-variance/steps.ts'
import { monteCarloKl } from './monte-carlo-kl/steps.ts'
import { monteCarlo } from './monte-carlo/steps.ts'
import { movingDistribution } from './moving-distribution/steps.ts'
import { reinmaxDerivation } from './reinmax/steps.ts'
import { scoreVariance } from './score-variance/steps.ts'
import { straightThroughDerivation } from './straight-through/steps.ts'
import { vimcoDerivation } from './vimco/steps.ts'

export const DERIVATIONS: readonly Derivation[] = [
  latentVariableModel,
  evidenceAndGap,
  jensen,
  em,
  elboTerms,
  likelihoodToLoss,
  gaussianKl,
  autoencoderAndBeta,
  movingDistribution,
  scoreFunctionDerivation,
  reparameterizedDerivation,
  monteCarlo,
  measuringVariance,
  scoreVariance,
  baselines,
  interventions,
  monteCarloKl,
  discreteCodes,
  gumbelMax,
  gumbelSoftmaxDerivation,
  straightThroughDerivation,
  reinmaxDerivation,
  disarmDerivation,
  mupropDerivation,
  enumerationDerivation,
  importanceWeighting,
  dregDerivation,
  vimcoDerivation,
]
