/** TF.js's wasm backend, started from files fetched beforehand: its binary, its thread scripts, our kernels. */
import { backend, env } from '@tensorflow/tfjs-core'
import { getThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url'
import { WASM_FORMULAS } from '../../families/kernels.ts'
import { installWasmKernels, type Installed } from '../../ops/wasm/install.ts'
import { compileKernels } from '../../ops/wasm/module.ts'
import { SURE_HELPERS } from '../../ops/wasm/helpers.ts'
import { CodedError, toFault } from '../../protocol/errors.ts'
import type { Settings } from '../../protocol/settings.ts'
import { varianceWasm } from '../../variance/wasm.ts'
import { loadProgram } from './program.ts'
import { tuneThreads } from './threads.ts'
import { measureSpells } from './warm-up.ts'

const BINARIES = {
  'tfjs-backend-wasm.wasm': plainUrl,
  'tfjs-backend-wasm-simd.wasm': simdUrl,
  'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
}

let kernelsMissing = false

/** The variant of the binary that TF.js will choose. */
async function choice() {
  const flags = ['WASM_HAS_SIMD_SUPPORT', 'WASM_HAS_MULTITHREAD_SUPPORT']
  const [simd, threads] = await Promise.all(flags.map((flag) => env().getAsync(flag)))
  const isThreaded = Boolean(simd && threads)
  return { isThreaded, url: isThreaded ? threadedUrl : simd ? simdUrl : plainUrl }
}

/** TF.js requests its binary with the platform's `fetch`; it is given the one already fetched. */
function answerTfjs(url: string): void {
  const { platform } = env()
  platform.fetch = async (path, init) =>
    path === url ? new Response(await loadProgram(url)) : fetch(path, init)
}

/** Next to this chunk in a build; TF.js's threads fetch them again, then from the browser's cache. */
const threadScripts = (): readonly string[] =>
  __THREAD_SCRIPTS__.map((name) => import.meta.url.replace(/[^/]*$/, name))

/** Fetches what is needed to start. Without our own kernels the operations of TF.js are used, which are slower. */
export async function prepareWasm(): Promise<void> {
  const { isThreaded, url } = await choice()
  const compiled = compileKernels(isThreaded, loadProgram).then(
    () => (kernelsMissing = false),
    (thrown: unknown) => (kernelsMissing = toFault(thrown).code === 'part-not-loaded'),
  )
  await Promise.all([loadProgram(url), compiled, ...(isThreaded ? threadScripts().map(loadProgram) : [])])
  answerTfjs(url)
  setWasmPaths(BINARIES, true)
}

let threadsMissing = false

/** From now on starts without threads; call before anything is prepared. */
export async function avoidThreads(): Promise<void> {
  threadsMissing = (await choice()).isThreaded
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
}

/** If the threads fail to start: better than another backend, and fast to start. */
export async function forgoThreads(): Promise<void> {
  await avoidThreads()
  await prepareWasm()
}

/** Whether a part that the browser could use failed to load. */
export const lacksPartsOfWasm = (): boolean => kernelsMissing || threadsMissing

let kernels: Installed | null = null

interface Allocating {
  _malloc(bytes: number): number
  _free(address: number): void
}

const guarded = new WeakSet<Allocating>()

/** If memory is refused, `malloc` returns address 0, and TF.js would overwrite what is stored there. */
function guardMemory(wasm: Allocating): void {
  if (guarded.has(wasm)) return
  guarded.add(wasm)
  wasm._free(wasm._malloc(16)) // its first call replaces the function
  const malloc = wasm._malloc.bind(wasm)
  wasm._malloc = (bytes) => {
    const address = malloc(bytes)
    if (address === 0 && bytes > 0) throw new CodedError('out-of-memory', { backend: 'wasm', detail: '' })
    return address
  }
}

export async function equipWasm(): Promise<void> {
  guardMemory((backend() as unknown as { wasm: Allocating }).wasm)
  kernels = await installWasmKernels([...WASM_FORMULAS, varianceWasm], loadProgram).catch(() => null)
}

/** Chooses the number of threads for steps of this model, if there are enough cores; call after the start. */
export async function tuneWasm(settings: Settings): Promise<void> {
  if (!kernels || kernels.mostHelpers <= SURE_HELPERS) return
  await measureSpells(settings, (spell) => tuneThreads(kernels!, SURE_HELPERS, spell))
}

/** The number of computing threads; call after the start. */
export function describeWasm(): string {
  const threads = kernels?.threads ?? getThreadsCount()
  return `${threads === 1 ? '1 thread' : `${threads} threads`}${kernels ? '' : ', without own kernels'}`
}
