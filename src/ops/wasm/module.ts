/**
 * The compiled kernels (assembly/) on the memory of TF.js's wasm backend: finds that memory, loads the matching
 * module, calls it. Independent of tensors.
 */
import sharedUrl from './kernels/shared.wasm?url'
import sharedRelaxedUrl from './kernels/shared-relaxed.wasm?url'
import unsharedUrl from './kernels/unshared.wasm?url'
import unsharedRelaxedUrl from './kernels/unshared-relaxed.wasm?url'

/** Exports of assembly/index.ts; pointers are byte offsets. The kernels return 0 if a helper did not finish. */
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
  norms: Kernel
  /** These are fast, and do not use helpers. */
  targets: Small
  sumStep: Small
  drawBits: Small
  scoreBits: Small
  drawClasses: Small
  scoreClasses: Small
}

/** Addresses first, then sizes and rates. */
type Kernel = (...numbers: number[]) => number
type Small = (...numbers: number[]) => void

/** Calls a kernel, and guarantees that it finishes. */
export type Call = (
  name: 'product' | 'bernoulli' | 'adam' | 'normal' | 'draw' | 'pathwise' | 'score' | 'norms',
  ...numbers: number[]
) => void

/**
 * If a helper did not finish, the call is repeated without helpers. Adam's cannot be: it may have overwritten
 * half of its inputs, so it ends the engine, as any other crash of WebAssembly does.
 */
export function callOf(kernels: KernelExports, stopHelpers: () => void): Call {
  return (name, ...numbers) => {
    if (kernels[name](...numbers)) return
    stopHelpers()
    if (name === 'adam') throw new WebAssembly.RuntimeError('a helper thread did not finish')
    kernels[name](...numbers)
  }
}

/** The parts of TF.js's wasm module that are used; the names are Emscripten's, and survive minification. */
export interface EmscriptenModule {
  /** In the threaded build. */
  readonly wasmMemory?: WebAssembly.Memory
  /** In the other builds. */
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
 * The first of the modules that this browser can compile: not all browsers support relaxed SIMD. Rejects if a
 * module cannot be loaded, since then it is unknown whether it could be compiled.
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

/** A thread's own region of the memory, and the regions that all threads share. */
export interface ThreadRegions {
  readonly control: number
  readonly own: number
  readonly common: number
}

/** The start message of a helper thread. */
export interface HelperStart extends ThreadRegions {
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
}
