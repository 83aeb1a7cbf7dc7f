/**
 * Tensors of TF.js's wasm backend as pointers. Inputs are read where TF.js keeps them; outputs are new tensors, allocated
 * by its backend and owned as any other. Pointers are asked for at each call: a backend may move what it keeps.
 */
import { engine, type KernelBackend, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core'
import type { EmscriptenModule } from './module.ts'

/** What of TF.js's wasm backend is relied on. */
export interface WasmBackend extends KernelBackend {
  readonly wasm: EmscriptenModule
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: number } }
  makeOutput(shape: readonly number[], dtype: 'float32'): TensorInfo
}

export interface Tensors {
  /** The tensor's address. */
  at(tensor: Tensor): number
  /** A float32 tensor with nothing in it yet. */
  create<T extends Tensor>(shape: readonly number[]): T
  /** For what comes in a float32 tensor's place: on its own memory if no other tensor shares that, else on new memory. */
  successor(tensor: Tensor): Tensor
}

export const tensorsOf = (backend: WasmBackend): Tensors => ({
  at: ({ dataId }) => backend.dataIdMap.get(dataId).memoryOffset,
  create: <T extends Tensor>(shape: readonly number[]) =>
    engine().makeTensorFromTensorInfo(backend.makeOutput([...shape], 'float32')) as T,
  successor({ dataId, shape, dtype }) {
    const isShared = backend.refCount(dataId) > 1
    if (!isShared) backend.incRef(dataId)
    const info = isShared ? backend.makeOutput(shape, 'float32') : { dataId, shape, dtype }
    return engine().makeTensorFromTensorInfo(info)
  },
})
