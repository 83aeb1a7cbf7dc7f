/**
 * The compiled kernels (assembly/) on the memory of TF.js's wasm backend: finding that memory, loading the fitting
 * module, calling it. Knows nothing of tensors.
 */
import sharedUrl from './kernels/shared.wasm?url'
import sharedRelaxedUrl from './kernels/shared-relaxed.wasm?url'
import unsharedUrl from './kernels/unshared.wasm?url'
import unsharedRelaxedUrl from './kernels/unshared-relaxed.wasm?url'

/** As exported by assembly/index.ts; pointers are byte offsets. The kernels return 0 if a helper did not finish. */
export interface KernelExports {
  controlBytes(): number
  ownBytes(): number
  commonBytes(): number
  mostK(): number
  place(control: number, own: number, common: number): void
  setHelpers(count: number): void
  /** Never returns. */
  serve(): void
  product: Kernel
  bernoulli: Kernel
  adam: Kernel
  normal: Kernel
  draw: Kernel
  pathwise: Kernel
  score: Kernel
  /** These two are quick, and have no use for helpers. */
  targets(...pointersAndSizes: number[]): void
  sumStep(...pointersAndSizes: number[]): void
}

/** Addresses first, then sizes and rates. */
type Kernel = (...numbers: number[]) => number

/** A call of a kernel that is sure to finish. */
export type Call = (
  name: 'product' | 'bernoulli' | 'adam' | 'normal' | 'draw' | 'pathwise' | 'score',
  ...numbers: number[]
) => void

/**
 * Where a helper did not finish, the call is made again without any. Adam's cannot be: half of it may have written over
 * what it began with, so that it ends the engine, as any other crash of WebAssembly does.
 */
export function callOf(kernels: KernelExports, stopHelpers: () => void): Call {
  return (name, ...numbers) => {
    if (kernels[name](...numbers)) return
    stopHelpers()
    if (name === 'adam') throw new WebAssembly.RuntimeError('a helper thread did not finish')
    kernels[name](...numbers)
  }
}

/** What of TF.js's wasm module is relied on; the names are Emscripten's, and stay through minification. */
export interface EmscriptenModule {
  /** Of the threaded build. */
  readonly wasmMemory?: WebAssembly.Memory
  /** Of the others. */
  readonly asm?: { readonly memory?: unknown }
  _malloc(bytes: number): number
}

export const memoryOf = ({ wasmMemory, asm }: EmscriptenModule): WebAssembly.Memory | null =>
  [wasmMemory, asm?.memory].find((one) => one instanceof WebAssembly.Memory) ?? null

export const isShared = ({ buffer }: WebAssembly.Memory): boolean =>
  typeof SharedArrayBuffer !== 'undefined' && buffer instanceof SharedArrayBuffer

export type LoadModule = (url: string) => Promise<BufferSource>

async function fetchModule(url: string): Promise<BufferSource> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return response.arrayBuffer()
}

/**
 * The first of the modules that this browser can compile: the ones with relaxed SIMD are not for all. Rejects where one
 * that is tried cannot be loaded: whether it could be compiled is not known then.
 */
export async function compileKernels(onSharedMemory: boolean, load: LoadModule): Promise<WebAssembly.Module> {
  const urls = onSharedMemory ? [sharedRelaxedUrl, sharedUrl] : [unsharedRelaxedUrl, unsharedUrl]
  let failure: unknown
  for (const url of urls) {
    const bytes = await load(url)
    try {
      return await WebAssembly.compile(bytes)
    } catch (thrown) {
      failure = thrown
    }
  }
  throw failure
}

export const compileFor = (
  memory: WebAssembly.Memory,
  load: LoadModule = fetchModule,
): Promise<WebAssembly.Module> => compileKernels(isShared(memory), load)

export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelExports {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as KernelExports
}

/** A thread's own place in the memory, and the places that all share. */
export interface Place {
  readonly control: number
  readonly own: number
  readonly common: number
}

/** What a helper thread is started with. */
export interface HelperStart extends Place {
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
}
