/** Every operation composed of TF.js's own: the oracle for kernels, and what runs where there are none. */
import type { Ops } from '../types.ts'
import { adamStep } from './adam.ts'
import { bernoulliLogLikelihood } from './bernoulli.ts'
import { activationBackward, denseForward, denseInputGradient, denseParameterGradient } from './dense.ts'

export const COMPOSED: Ops = {
  denseForward,
  activationBackward,
  denseParameterGradient,
  denseInputGradient,
  bernoulliLogLikelihood,
  adamStep,
}
