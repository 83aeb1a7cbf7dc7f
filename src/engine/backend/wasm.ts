/** TF.js's wasm backend with the URLs of its binaries as this build emits them. */
import { backend } from '@tensorflow/tfjs-core'
import { getThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url'
import { installWasmKernels, type Installed } from '../../ops/wasm/install.ts'
import { SURE_HELPERS } from '../../ops/wasm/helpers.ts'
import { CodedError } from '../../protocol/errors.ts'
import type { Settings } from '../../protocol/settings.ts'
import { tuneThreads } from './threads.ts'
import { measureSpells } from './warm-up.ts'

export function prepareWasm(): void {
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
  })
}

let kernels: Installed | null = null

interface Allocating {
  _malloc(bytes: number): number
  _free(address: number): void
}

const guarded = new WeakSet<Allocating>()

/** Where memory is refused `malloc` gives address 0, and TF.js would write there, over what lives there. */
function guardMemory(wasm: Allocating): void {
  if (guarded.has(wasm)) return
  guarded.add(wasm)
  wasm._free(wasm._malloc(16)) // at its first call it puts another function in its place
  const malloc = wasm._malloc.bind(wasm)
  wasm._malloc = (bytes) => {
    const address = malloc(bytes)
    if (address === 0 && bytes > 0) throw new CodedError('out-of-memory', { backend: 'wasm', detail: '' })
    return address
  }
}

/** Our own kernels; without them TF.js's operations do, only slower. */
export async function equipWasm(): Promise<void> {
  guardMemory((backend() as unknown as { wasm: Allocating }).wasm)
  kernels = await installWasmKernels().catch(() => null)
}

/** With as many threads as pay for steps of this model, where there are cores to choose from; call when it has started. */
export async function tuneWasm(settings: Settings): Promise<void> {
  if (!kernels || kernels.mostHelpers <= SURE_HELPERS) return
  await measureSpells(settings, (spell) => tuneThreads(kernels!, SURE_HELPERS, spell))
}

/** The threads that compute; call when it has started. */
export function describeWasm(): string {
  const threads = kernels?.threads ?? getThreadsCount()
  return `${threads === 1 ? '1 thread' : `${threads} threads`}${kernels ? '' : ', without own kernels'}`
}
