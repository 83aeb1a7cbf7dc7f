/**
 * All estimators, without TF.js, in the order of the page: what the settings table, the URL and the page need
 * to know. An entry here without its functions in registry.ts does not compile.
 */
import { disarmMeta } from './disarm/meta.ts'
import { dregMeta } from './dreg/meta.ts'
import { enumerationMeta } from './enumeration/meta.ts'
import { gumbelSoftmaxMeta } from './gumbel-softmax/meta.ts'
import type { EstimatorMeta } from './meta.ts'
import { mupropMeta } from './muprop/meta.ts'
import { noiseDialMeta } from './noise-dial/meta.ts'
import { noiseTransplantMeta } from './noise-transplant/meta.ts'
import { reinmaxMeta } from './reinmax/meta.ts'
import { reparameterizedMeta } from './reparameterized/meta.ts'
import { scoreFunctionMeta } from './score-function/meta.ts'
import { stGumbelSoftmaxMeta } from './st-gumbel-softmax/meta.ts'
import { straightThroughMeta } from './straight-through/meta.ts'
import { vimcoMeta } from './vimco/meta.ts'

export const ESTIMATOR_METAS = [
  reparameterizedMeta,
  scoreFunctionMeta,
  enumerationMeta,
  disarmMeta,
  gumbelSoftmaxMeta,
  straightThroughMeta,
  stGumbelSoftmaxMeta,
  reinmaxMeta,
  dregMeta,
  vimcoMeta,
  noiseTransplantMeta,
  noiseDialMeta,
  mupropMeta,
] as const satisfies readonly EstimatorMeta[]

export type EstimatorId = (typeof ESTIMATOR_METAS)[number]['id']
