/**
 * Runs kernels on the tensors of TF.js's webgpu backend: their dispatches go into the command encoder and the compute
 * pass into which TF.js puts its own, so that all happens in the order of the calls. Outputs are new tensors, owned as
 * any other. All that is relied on of what TF.js does not promise is in `WebGpuBackend`.
 */
import {
  engine,
  env,
  type DataId,
  type KernelBackend,
  type Tensor,
  type TensorInfo,
} from '@tensorflow/tfjs-core'
import { shaderOf, type Kernel } from './kernel.ts'

interface Uniform {
  readonly type: 'uint32' | 'float32'
  readonly data: number[]
}

/** What of TF.js's webgpu backend is relied on. */
export interface WebGpuBackend extends KernelBackend {
  readonly device: GPUDevice
  readonly tensorMap: { get(dataId: DataId): { readonly resource?: unknown } }
  makeTensorInfo(shape: readonly number[], dtype: 'float32'): TensorInfo
  /** Gives a tensor its buffer, if it has none yet. */
  uploadToGPU(dataId: DataId): void
  /** In a buffer that is given back when the commands under way have been submitted. */
  makeUniforms(numbers: readonly Uniform[]): GPUBufferBinding
  /** What the commands under way use: kept until they have been submitted. */
  readonly commandQueueOwnedIds: WeakSet<DataId>
  readonly commandEncoder: GPUCommandEncoder | null
  computePassEncoder: GPUComputePassEncoder | null
  /** Since the last submission. */
  dispatchCountInPass: number
  ensureCommandEncoderReady(): void
  endComputePassEncoder(): void
  submitQueue(): void
}

const METHODS = [
  'makeTensorInfo',
  'uploadToGPU',
  'makeUniforms',
  'ensureCommandEncoderReady',
  'endComputePassEncoder',
  'submitQueue',
] as const satisfies readonly (keyof WebGpuBackend)[]

/** Whether everything is there. (That it does what is expected shows at a product with a known result.) */
export const isUsable = (backend: WebGpuBackend): boolean =>
  backend.device instanceof GPUDevice &&
  METHODS.every((name) => typeof backend[name] === 'function') &&
  typeof backend.tensorMap?.get === 'function' &&
  typeof backend.dispatchCountInPass === 'number' &&
  backend.commandQueueOwnedIds instanceof WeakSet &&
  'commandEncoder' in backend &&
  'computePassEncoder' in backend

export interface Dispatch {
  /** In the order in which the kernel names them. */
  readonly writes: readonly Tensor[]
  readonly reads: readonly Tensor[]
  readonly numbers: Readonly<Record<string, number>>
  /** In x, and in y. */
  readonly groups: readonly [number, number?]
}

export interface Recorder {
  /** A float32 tensor with nothing in it yet. */
  create<T extends Tensor>(shape: readonly number[]): T
  run(kernel: Kernel, dispatch: Dispatch): void
  /** Compiles beforehand, all at once. */
  compile(kernels: readonly Kernel[]): Promise<void>
}

interface Compiled {
  readonly pipeline: GPUComputePipeline
  readonly layout: GPUBindGroupLayout
}

function createPipelines(device: GPUDevice) {
  const compiled = new Map<string, Compiled>()

  const descriptionOf = (kernel: Kernel): GPUComputePipelineDescriptor => ({
    label: kernel.name,
    layout: 'auto',
    compute: { module: device.createShaderModule({ code: shaderOf(kernel), label: kernel.name }) },
  })
  const keep = ({ name }: Kernel, pipeline: GPUComputePipeline): Compiled => {
    const one = { pipeline, layout: pipeline.getBindGroupLayout(0) }
    compiled.set(name, one)
    return one
  }

  return {
    of: (kernel: Kernel): Compiled =>
      compiled.get(kernel.name) ?? keep(kernel, device.createComputePipeline(descriptionOf(kernel))),
    /** Rejects where one does not compile, which otherwise would be told as a fault of the device. */
    async compile(kernels: readonly Kernel[]) {
      const missing = kernels.filter(({ name }) => !compiled.has(name))
      device.pushErrorScope('validation')
      const made = Promise.all(
        missing.map((kernel) => device.createComputePipelineAsync(descriptionOf(kernel))),
      )
      const [pipelines, error] = await Promise.all([made, device.popErrorScope()])
      if (error) throw new Error(error.message)
      missing.forEach((kernel, i) => keep(kernel, pipelines[i]!))
    },
  }
}

const uniformsOf = ({ numbers: types }: Kernel, numbers: Dispatch['numbers']): Uniform[] =>
  Object.entries(types).map(([name, type]) => ({
    type: type === 'u32' ? 'uint32' : 'float32',
    data: [numbers[name]!],
  }))

export function recorderOf(backend: WebGpuBackend): Recorder {
  const { device } = backend
  const pipelines = createPipelines(device)

  function bufferOf({ dataId }: Tensor): GPUBufferBinding {
    backend.uploadToGPU(dataId)
    backend.commandQueueOwnedIds.add(dataId)
    return { buffer: backend.tensorMap.get(dataId).resource as GPUBuffer }
  }

  function record({ pipeline }: Compiled, bindings: GPUBindGroup, [x, y = 1]: Dispatch['groups']): void {
    backend.ensureCommandEncoderReady()
    const pass = (backend.computePassEncoder ??= backend.commandEncoder!.beginComputePass())
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, bindings)
    pass.dispatchWorkgroups(x, y)
    backend.dispatchCountInPass++
    if (backend.dispatchCountInPass < env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE')) return
    backend.endComputePassEncoder()
    backend.submitQueue()
  }

  return {
    create: <T extends Tensor>(shape: readonly number[]) =>
      engine().makeTensorFromTensorInfo(backend.makeTensorInfo([...shape], 'float32')) as T,

    run(kernel, { writes, reads, numbers, groups }) {
      const compiled = pipelines.of(kernel)
      // An upload may end the pass under way, so the buffers come first.
      const buffers = [...writes, ...reads].map(bufferOf)
      const resources = [...buffers, backend.makeUniforms(uniformsOf(kernel, numbers))]
      const entries = resources.map((resource, binding) => ({ binding, resource }))
      record(compiled, device.createBindGroup({ layout: compiled.layout, entries }), groups)
    },

    compile: pipelines.compile,
  }
}
