/**
 * Tensors of TF.js's wasm backend as pointers. Inputs are read in place; outputs are new tensors, allocated and
 * owned as any other. Pointers are looked up at each call, since a backend may move its data.
 */
import { engine, type KernelBackend, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core'
import { ofTheirKind } from '../shapes.ts'
import type { EmscriptenModule } from './module.ts'

/** The parts of TF.js's wasm backend that are used. */
export interface WasmBackend extends KernelBackend {
  readonly wasm: EmscriptenModule
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: number } }
  makeOutput(shape: readonly number[], dtype: 'float32'): TensorInfo
}

export interface Tensors {
  /** The tensor's address. */
  at(tensor: Tensor): number
  /** An uninitialized float32 tensor. */
  create<T extends Tensor>(shape: readonly number[]): T
  /** A tensor that replaces a float32 tensor: in its memory if no other tensor shares that, else in new memory. */
  successor(tensor: Tensor): Tensor
}

export const tensorsOf = (backend: WasmBackend): Tensors => ({
  at: ({ dataId }) => backend.dataIdMap.get(dataId).memoryOffset,
  create: <T extends Tensor>(shape: readonly number[]) =>
    engine().makeTensorFromTensorInfo(backend.makeOutput(ofTheirKind(shape), 'float32')) as T,
  successor({ dataId, shape, dtype }) {
    const isShared = backend.refCount(dataId) > 1
    if (!isShared) backend.incRef(dataId)
    const info = isShared ? backend.makeOutput(shape, 'float32') : { dataId, shape, dtype }
    return engine().makeTensorFromTensorInfo(info)
  },
})
