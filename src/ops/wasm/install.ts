/** Installs the kernels on the present wasm backend of TF.js. If that fails, the composed operations stay. */
import { backend as presentBackend, getBackend, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core'
import { denseOps } from '../dense-products.ts'
import { offerKernels } from '../table.ts'
import type { Kernels, Ops } from '../types.ts'
import { denseProducts } from './dense.ts'
import { createHelpers, helpersPossible, helpersWanted, type Helpers } from './helpers.ts'
import { stepSums, type WasmFormulas } from './formulas.ts'
import { callOf, compileFor, instantiate, isShared, memoryOf, type LoadModule } from './module.ts'
import { inputOps } from './inputs.ts'
import { ADAM_TABLE_BYTES, pointwiseOps } from './pointwise.ts'
import { readbackOf } from './readback.ts'
import { tensorsOf, type WasmBackend } from './tensors.ts'

export interface Installed {
  /** The most threads: helpers join when they are ready. */
  readonly threads: number
  /** The number of helpers for which this machine has cores. */
  readonly mostHelpers: number
  /** The number of helpers that have joined and are alive. */
  helpersReady(): number
  /** Continues with this many: more join when ready, others are terminated. Not while a kernel runs. */
  useHelpers(count: number): void
  /** Continues with one thread. */
  stopHelpers(): void
}

/**
 * Checks a product with a known result: the kernels must see the tensors, and the tensors what the kernels
 * write.
 */
function isSound({ denseForward }: Ops): boolean {
  return tidy(() => {
    const layer = { weight: tensor2d([1, 2, 3, 4], [2, 2]), bias: tensor1d([-4, 5]) }
    const [first, second] = denseForward(tensor2d([[1, 0.5]]), layer, 'relu').dataSync()
    return first === 0 && second === 9
  })
}

/** Terminates the helpers together with the backend. */
function endWith(backend: WasmBackend, helpers: Helpers): void {
  const dispose = backend.dispose.bind(backend)
  backend.dispose = () => {
    offerKernels('wasm', null)
    helpers.stop()
    dispose()
  }
}

const installed = new WeakMap<WasmBackend, Promise<Installed | null>>()

/**
 * `owners`: the formulas of those who have kernels. Resolves with null if this backend's memory cannot be used. Rejects if the kernels cannot be loaded (with
 * `load`, if given), and tries again when called again.
 */
export function installWasmKernels(
  owners: readonly WasmFormulas[],
  load?: LoadModule,
): Promise<Installed | null> {
  const backend = presentBackend() as WasmBackend
  const memory = getBackend() === 'wasm' ? memoryOf(backend.wasm) : null
  if (!memory) return Promise.resolve(null)
  const known = installed.get(backend)
  if (known) return known
  const installing = install(backend, memory, owners, load)
  installed.set(backend, installing)
  installing.catch(() => installed.delete(backend))
  return installing
}

async function install(
  backend: WasmBackend,
  memory: WebAssembly.Memory,
  owners: readonly WasmFormulas[],
  load?: LoadModule,
): Promise<Installed | null> {
  const module = await compileFor(memory, load)
  const kernels = instantiate(module, memory)
  /** Aligned to two cache lines. */
  const allocate = (bytes: number) => ((backend.wasm._malloc(bytes + 127) + 127) & ~127) >>> 0

  const control = allocate(kernels.controlBytes())
  new Uint8Array(memory.buffer, control, kernels.controlBytes()).fill(0)
  const common = allocate(kernels.commonBytes())
  kernels.place(control, allocate(kernels.ownBytes()), common)
  let helping = 0
  const helpers = createHelpers((ready) => {
    helping = ready
    kernels.setHelpers(ready)
  })
  const call = callOf(kernels, helpers.stop)
  const tensors = tensorsOf(backend)
  const ops: Kernels = {
    ...denseOps(denseProducts(tensors, call, kernels.mostK())),
    ...pointwiseOps(tensors, call, memory, allocate(ADAM_TABLE_BYTES)),
    ...inputOps(tensors, call, kernels, memory),
    ...readbackOf(tensors, memory),
    formulas: Object.assign({}, ...[stepSums, ...owners].map((of) => of({ tensors, call, kernels }))),
  }
  if (!isSound(ops)) return null
  offerKernels('wasm', ops)

  const addHelper = () =>
    helpers.add({ ...{ module, memory, control, common }, own: allocate(kernels.ownBytes()) })
  let used = 0
  function useHelpers(count: number): void {
    for (; used < count; used++) addHelper()
    helpers.keep((used = count))
  }
  if (isShared(memory)) useHelpers(helpersWanted())
  endWith(backend, helpers)
  return {
    get threads() {
      return 1 + used
    },
    mostHelpers: isShared(memory) ? helpersPossible() : 0,
    helpersReady: () => helping,
    useHelpers,
    stopHelpers: () => useHelpers(0),
  }
}
