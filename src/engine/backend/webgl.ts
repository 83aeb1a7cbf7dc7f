/** TF.js's WebGL backend, watched: a context may be lost at any time, and calls on a lost one do nothing. */
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import { backend } from '@tensorflow/tfjs-core'
import { WEBGL_FORMULAS } from '../../families/kernels.ts'
import { installWebGlKernels } from '../../ops/webgl/install.ts'
import { CodedError } from '../../protocol/errors.ts'
import type { OnEnd } from './on-end.ts'

export function watchWebGl(backend: unknown, onEnd: OnEnd): void {
  const { canvas } = (backend as MathBackendWebGL).gpgpu.gl
  const lost = new CodedError('device-lost', { backend: 'webgl', detail: '' })
  canvas.addEventListener('webglcontextlost', () => onEnd(lost))
}

/** Installs our own kernels; call after the start. */
export const equipWebGl = (): void => installWebGlKernels(backend() as MathBackendWebGL, WEBGL_FORMULAS)
