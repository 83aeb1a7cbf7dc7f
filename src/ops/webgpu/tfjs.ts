/** The internals of TF.js's webgpu backend that are relied on. */
import type { DataId, KernelBackend, TensorInfo } from '@tensorflow/tfjs-core'

export interface WebGpuBackend extends KernelBackend {
  readonly device: GPUDevice
  readonly tensorMap: { get(dataId: DataId): { readonly resource?: unknown; values?: unknown } }
  makeTensorInfo(shape: readonly number[], dtype: 'float32'): TensorInfo
  /** Gives a tensor its buffer, if it has none yet; called for every input of a TF.js program. */
  uploadToGPU(dataId: DataId): void
  /** Caches the values read for later readbacks; stale for tensors that have been overwritten. */
  convertAndCacheOnCPU(dataId: DataId, data: unknown): unknown
  readonly commandEncoder: GPUCommandEncoder | null
  computePassEncoder: GPUComputePassEncoder | null
  ensureCommandEncoderReady(): void
  endComputePassEncoder(): void
  submitQueue(): void
}

const METHODS = [
  'makeTensorInfo',
  'uploadToGPU',
  'convertAndCacheOnCPU',
  'read',
  'readSync',
  'disposeData',
  'refCount',
  'incRef',
  'ensureCommandEncoderReady',
  'endComputePassEncoder',
  'submitQueue',
] as const satisfies readonly (keyof WebGpuBackend)[]

/** Whether all of these exist. (A product with a known result checks that they work as expected.) */
export const isUsable = (backend: WebGpuBackend): boolean =>
  backend.device instanceof GPUDevice &&
  METHODS.every((name) => typeof backend[name] === 'function') &&
  typeof backend.tensorMap?.get === 'function' &&
  'commandEncoder' in backend &&
  'computePassEncoder' in backend
