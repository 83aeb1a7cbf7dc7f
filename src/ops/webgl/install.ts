/** Offers the webgl backend's own kernels; all other operations stay composed. */
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import { COMPOSED } from '../composed/index.ts'
import { offerKernels } from '../table.ts'
import { adamStep } from './adam.ts'
import { denseOpsOf } from './dense.ts'
import type { WebGlFormulas } from './formulas.ts'
import { bernoulliLogLikelihood } from './likelihood.ts'
import { runnerOf } from './program.ts'
import { sumsWith } from './sums.ts'

/** `owners`: of those who have formulas as programs. */
export function installWebGlKernels(backend: MathBackendWebGL, owners: readonly WebGlFormulas[]): void {
  const run = runnerOf(backend)
  offerKernels('webgl', {
    ...COMPOSED,
    ...denseOpsOf(run),
    bernoulliLogLikelihood: bernoulliLogLikelihood(run),
    adamStep: adamStep(run),
    formulas: Object.assign({}, ...[sumsWith, ...owners].map((of) => of(run))),
  })
}
