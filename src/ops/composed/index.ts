/** Every operation composed of TF.js's own: the oracle for kernels, and the fallback without them. */
import type { Ops } from '../types.ts'
import { adamStep } from './adam.ts'
import { bernoulliLogLikelihood } from './bernoulli.ts'
import { denseForward, denseInputGradient, denseParameterGradient } from './dense.ts'
import { imageTargets, normalNoise } from './inputs.ts'

export const COMPOSED: Ops = {
  denseForward,
  denseParameterGradient,
  denseInputGradient,
  bernoulliLogLikelihood,
  adamStep,
  normalNoise,
  imageTargets,
}
