/** TF.js's wasm backend with the URLs of its binaries as this build emits them. */
import { getThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url'
import { installWasmKernels, type Installed } from '../../ops/wasm/install.ts'

export function prepareWasm(): void {
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
  })
}

let kernels: Installed | null = null

/** Our own kernels; without them TF.js's operations do, only slower. */
export async function equipWasm(): Promise<void> {
  kernels = await installWasmKernels().catch(() => null)
}

/** The threads that compute; call when it has started. */
export function describeWasm(): string {
  const threads = kernels?.threads ?? getThreadsCount()
  return `${threads === 1 ? '1 thread' : `${threads} threads`}${kernels ? '' : ', without own kernels'}`
}
