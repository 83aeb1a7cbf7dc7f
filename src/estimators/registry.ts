/** The estimators' functions, one line each; metas.ts lists their declared properties. */
import { disarm } from './disarm/estimate.ts'
import { disarmReference } from './disarm/reference.ts'
import { dreg } from './dreg/estimate.ts'
import { dregReference } from './dreg/reference.ts'
import { enumeration } from './enumeration/estimate.ts'
import { enumerationReference } from './enumeration/reference.ts'
import type { Estimator } from './estimator.ts'
import { gumbelSoftmax } from './gumbel-softmax/estimate.ts'
import { gumbelSoftmaxReference } from './gumbel-softmax/reference.ts'
import type { EstimatorId } from './metas.ts'
import { muprop } from './muprop/estimate.ts'
import { mupropReference } from './muprop/reference.ts'
import { noiseDial } from './noise-dial/estimate.ts'
import { noiseDialReference } from './noise-dial/reference.ts'
import { noiseTransplant } from './noise-transplant/estimate.ts'
import { noiseTransplantReference } from './noise-transplant/reference.ts'
import type { PlainEstimator } from './reference.ts'
import { reinmax } from './reinmax/estimate.ts'
import { reinmaxReference } from './reinmax/reference.ts'
import { reparameterized } from './reparameterized/estimate.ts'
import { reparameterizedReference } from './reparameterized/reference.ts'
import { scoreFunction } from './score-function/estimate.ts'
import { scoreFunctionReference } from './score-function/reference.ts'
import { stGumbelSoftmax } from './st-gumbel-softmax/estimate.ts'
import { stGumbelSoftmaxReference } from './st-gumbel-softmax/reference.ts'
import { straightThrough } from './straight-through/estimate.ts'
import { straightThroughReference } from './straight-through/reference.ts'
import { vimco } from './vimco/estimate.ts'
import { vimcoReference } from './vimco/reference.ts'

export interface EstimatorEntry {
  readonly estimate: Estimator
  readonly reference: PlainEstimator
}

export const ESTIMATORS: Readonly<Record<EstimatorId, EstimatorEntry>> = {
  reparameterized: { estimate: reparameterized, reference: reparameterizedReference },
  'score-function': { estimate: scoreFunction, reference: scoreFunctionReference },
  enumeration: { estimate: enumeration, reference: enumerationReference },
  disarm: { estimate: disarm, reference: disarmReference },
  'gumbel-softmax': { estimate: gumbelSoftmax, reference: gumbelSoftmaxReference },
  'straight-through': { estimate: straightThrough, reference: straightThroughReference },
  'st-gumbel-softmax': { estimate: stGumbelSoftmax, reference: stGumbelSoftmaxReference },
  reinmax: { estimate: reinmax, reference: reinmaxReference },
  dreg: { estimate: dreg, reference: dregReference },
  vimco: { estimate: vimco, reference: vimcoReference },
  'noise-transplant': { estimate: noiseTransplant, reference: noiseTransplantReference },
  'noise-dial': { estimate: noiseDial, reference: noiseDialReference },
  muprop: { estimate: muprop, reference: mupropReference },
}
