/** All that is relied on of what TF.js's webgpu backend does not promise. */
import type { DataId, KernelBackend, TensorInfo } from '@tensorflow/tfjs-core'

export interface WebGpuBackend extends KernelBackend {
  readonly device: GPUDevice
  readonly tensorMap: { get(dataId: DataId): { readonly resource?: unknown; values?: unknown } }
  makeTensorInfo(shape: readonly number[], dtype: 'float32'): TensorInfo
  /** Gives a tensor its buffer, if it has none yet; called for whatever a program of TF.js's is to use. */
  uploadToGPU(dataId: DataId): void
  /** What is read is kept, and read again from there; not true any more of tensors that are written over. */
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

/** Whether everything is there. (That it does what is expected shows at a product with a known result.) */
export const isUsable = (backend: WebGpuBackend): boolean =>
  backend.device instanceof GPUDevice &&
  METHODS.every((name) => typeof backend[name] === 'function') &&
  typeof backend.tensorMap?.get === 'function' &&
  'commandEncoder' in backend &&
  'computePassEncoder' in backend
