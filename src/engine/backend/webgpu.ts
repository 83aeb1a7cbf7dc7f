/**
 * TF.js's WebGPU backend on a device of our own: with the limits that large models need, and watched, since a
 * device that is lost or refuses a command fails silently: its buffers keep their old contents.
 */
import { registerBackend, removeBackend } from '@tensorflow/tfjs-core'
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { WEBGPU_FORMULAS } from '../../families/kernels.ts'
import { installWebGpuKernels } from '../../ops/webgpu/install.ts'
import { CodedError } from '../../protocol/errors.ts'
import type { OnEnd } from './on-end.ts'
import { isSoftwareAdapter } from './software.ts'

/** Raised from WebGPU's defaults to the limits of the adapter. */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupsPerDimension',
] as const satisfies readonly (keyof GPUSupportedLimits)[]

/** The more powerful adapter, if a laptop has two; null if there is none. */
export async function requestAdapter(): Promise<GPUAdapter | null> {
  const { gpu } = globalThis.navigator as { gpu?: GPU }
  return (await gpu?.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null)) ?? null
}

/** Devices abandoned while they were being created. */
let abandoned = 0

/** A device that arrives too late is destroyed. */
export const abandonWebGpu = (): void => void abandoned++

async function createBackend(): Promise<WebGPUBackend> {
  const before = abandoned
  const adapter = await requestAdapter()
  if (!adapter) throw new Error('the browser found no graphics adapter')
  const requiredLimits = Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]]))
  const device = await adapter.requestDevice({ requiredLimits })
  if (before !== abandoned) {
    device.destroy()
    throw new Error('it was given up')
  }
  isSoftware = isSoftwareAdapter(adapter.info)
  return new WebGPUBackend(device, adapter.info)
}

let isSoftware = false
let hasKernels = false

/** Installs our own kernels; without them the operations of TF.js are used, which are slower. */
export async function equipWebGpu(): Promise<void> {
  hasKernels = await installWebGpuKernels({
    processor: isSoftware ? 'software' : 'gpu',
    owners: WEBGPU_FORMULAS,
  }).catch(() => false)
}

/** Call after the start. */
export const describeWebGpu = (adapter: string): string =>
  hasKernels ? adapter : `${adapter}, without own kernels`

let isRegistered = false

/** Replaces the factory that TF.js's module registers by itself. */
export function registerWebGpu(): void {
  if (isRegistered) return
  isRegistered = true
  removeBackend('webgpu')
  registerBackend('webgpu', createBackend, 3)
}

const firstLine = (text: string) => text.split('\n', 1)[0] ?? ''

function faultOf(error: GPUError): CodedError {
  const isMemory = typeof GPUOutOfMemoryError !== 'undefined' && error instanceof GPUOutOfMemoryError
  const detail = firstLine(error.message)
  return new CodedError(isMemory ? 'out-of-memory' : 'device-failed', { backend: 'webgpu', detail })
}

export function watchWebGpu(backend: unknown, onEnd: OnEnd): void {
  const { device } = backend as WebGPUBackend
  void device.lost.then(({ message }) =>
    onEnd(new CodedError('device-lost', { backend: 'webgpu', detail: firstLine(message) })),
  )
  device.addEventListener('uncapturederror', ({ error }) => onEnd(faultOf(error)))
}

/** TF.js frees its buffers; the device is ours to destroy. */
export const destroyWebGpu = (backend: unknown): void => (backend as WebGPUBackend).device.destroy()
