/** TF.js's wasm backend, started with what has been fetched before: its binary, its threads' scripts, our kernels. */
import { backend, env } from '@tensorflow/tfjs-core'
import { getThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url'
import { installWasmKernels, type Installed } from '../../ops/wasm/install.ts'
import { compileKernels } from '../../ops/wasm/module.ts'
import { SURE_HELPERS } from '../../ops/wasm/helpers.ts'
import { CodedError, toFault } from '../../protocol/errors.ts'
import type { Settings } from '../../protocol/settings.ts'
import { loadProgram } from './program.ts'
import { tuneThreads } from './threads.ts'
import { measureSpells } from './warm-up.ts'

const BINARIES = {
  'tfjs-backend-wasm.wasm': plainUrl,
  'tfjs-backend-wasm-simd.wasm': simdUrl,
  'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
}

let kernelsMissing = false

/** What TF.js is going to start with, as it decides it itself. */
async function choice() {
  const flags = ['WASM_HAS_SIMD_SUPPORT', 'WASM_HAS_MULTITHREAD_SUPPORT']
  const [simd, threads] = await Promise.all(flags.map((flag) => env().getAsync(flag)))
  const isThreaded = Boolean(simd && threads)
  return { isThreaded, url: isThreaded ? threadedUrl : simd ? simdUrl : plainUrl }
}

/** TF.js asks for its binary by the platform's `fetch`: here it gets the one that has come already. */
function answerTfjs(url: string): void {
  const { platform } = env()
  platform.fetch = async (path, init) =>
    path === url ? new Response(await loadProgram(url)) : fetch(path, init)
}

/** Beside this chunk in a build; TF.js's threads fetch them for themselves, from the browser's cache after this. */
const threadScripts = (): readonly string[] =>
  __THREAD_SCRIPTS__.map((name) => import.meta.url.replace(/[^/]*$/, name))

/** Brings what is needed to start. Without our own kernels TF.js's operations do, only slower. */
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

/** Starts without threads from now on, where they do not come: better than another backend, and soon there. */
export async function forgoThreads(): Promise<void> {
  threadsMissing = (await choice()).isThreaded
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
  await prepareWasm()
}

/** Whether something is not here that did not come, and that the browser could use. */
export const lacksPartsOfWasm = (): boolean => kernelsMissing || threadsMissing

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

export async function equipWasm(): Promise<void> {
  guardMemory((backend() as unknown as { wasm: Allocating }).wasm)
  kernels = await installWasmKernels(loadProgram).catch(() => null)
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
