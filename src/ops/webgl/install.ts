/** Offers the webgl backend's own kernels; all other operations stay composed. */
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import { COMPOSED } from '../composed/index.ts'
import { offerKernels } from '../table.ts'
import { adamStep } from './adam.ts'

export const installWebGlKernels = (backend: MathBackendWebGL): void =>
  offerKernels('webgl', { ...COMPOSED, adamStep: adamStep(backend) })
