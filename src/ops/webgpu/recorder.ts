/**
 * Runs kernels on the tensors of TF.js's webgpu backend: their dispatches go into the command encoder and the compute
 * pass into which TF.js puts its own, so that all happens in the order of the calls. Outputs are new tensors, owned as
 * any other. Since all that is recorded happens in order, the buffer of a tensor that is disposed is free for the next
 * at once.
 */
import { engine, type Tensor } from '@tensorflow/tfjs-core'
import { createGiven, MOST_LISTED } from './given.ts'
import type { Kernel } from './kernel.ts'
import { createPipelines } from './pipelines.ts'
import { createPutOff, type PutOff } from './put-off.ts'
import type { WebGpuBackend } from './tfjs.ts'

export interface Dispatch {
  /** In the order in which the kernel names them. */
  readonly writes: readonly Tensor[]
  /** Tensors, or buffers that are no tensor's. */
  readonly reads: readonly (Tensor | GPUBuffer)[]
  readonly numbers: Readonly<Record<string, number>>
  /** Whole numbers that the kernel reads from `lists`, from `given.first` on. */
  readonly list?: Uint32Array
  /** In x, and in y. */
  readonly groups: readonly [number, number?]
  /** Floating-point operations, where they are many. */
  readonly operations?: number
}

export interface Recorder {
  readonly device: GPUDevice
  readonly putOff: PutOff
  /** A float32 tensor with nothing in it yet. */
  create<T extends Tensor>(shape: readonly number[]): T
  /**
   * For what comes in a float32 tensor's place: on its own memory if no other tensor shares that, else on a copy. Kernels
   * that take it read it and write over it.
   */
  successor(tensor: Tensor): Tensor
  run(kernel: Kernel, dispatch: Dispatch): void
  /** To be read by kernels that are given a list. */
  readonly lists: GPUBuffer
  readonly mostListed: number
  compile(kernels: readonly Kernel[]): Promise<void>
  /** Called with each submission, when it has been made. */
  onSubmit(listener: () => void): void
}

/**
 * What is recorded before it is submitted: a submission costs as much as three dispatches, but until it comes the device
 * waits, and nothing else of the machine's can be drawn while it is under way.
 */
const MOST_OPERATIONS = 4e9
const MOST_DISPATCHES = 160

const recorders = new WeakMap<WebGpuBackend, Recorder>()

/** There is one for each backend. */
export function recorderOf(backend: WebGpuBackend): Recorder {
  let recorder = recorders.get(backend)
  if (!recorder) recorders.set(backend, (recorder = createRecorder(backend)))
  return recorder
}

function createRecorder(backend: WebGpuBackend): Recorder {
  const { device } = backend
  const given = createGiven(device)
  const pipelines = createPipelines(device, given.layout)
  const putOff = createPutOff(backend)
  const listeners: (() => void)[] = []
  const since = { dispatches: 0, operations: 0 }

  const submitQueue = backend.submitQueue.bind(backend)
  backend.submitQueue = () => {
    given.flush()
    submitQueue()
    since.dispatches = since.operations = 0
    for (const listener of listeners) listener()
  }
  backend.convertAndCacheOnCPU = (_, data) => data

  function submit(): void {
    backend.ensureCommandEncoderReady()
    backend.endComputePassEncoder()
    backend.submitQueue()
  }

  function bufferOf(one: Tensor | GPUBuffer): GPUBuffer {
    if (one instanceof GPUBuffer) return one
    backend.uploadToGPU(one.dataId)
    return backend.tensorMap.get(one.dataId).resource as GPUBuffer
  }

  const tensorOf = (info: Parameters<ReturnType<typeof engine>['makeTensorFromTensorInfo']>[0]) =>
    engine().makeTensorFromTensorInfo(info)
  const create = <T extends Tensor>(shape: readonly number[]) =>
    tensorOf(backend.makeTensorInfo([...shape], 'float32')) as T

  function copyOf(tensor: Tensor): Tensor {
    const copy = create(tensor.shape)
    const [from, to] = [tensor, copy].map(bufferOf) as [GPUBuffer, GPUBuffer]
    backend.ensureCommandEncoderReady()
    backend.endComputePassEncoder()
    backend.commandEncoder!.copyBufferToBuffer(from, 0, to, 0, from.size)
    return copy
  }

  return {
    device,
    putOff,
    create,
    successor(tensor) {
      const { dataId, shape, dtype } = tensor
      if (backend.refCount(dataId) > 1) return copyOf(tensor)
      backend.incRef(dataId)
      return tensorOf({ dataId, shape, dtype })
    },

    run(kernel, { writes, reads, numbers, list, groups: [x, y = 1], operations = 0 }) {
      const { pipeline, bind } = pipelines.of(kernel)
      // An upload may end the pass under way, and what is wanted first may end in a submission: the buffers come first.
      const bindings = bind([...writes, ...reads].map(bufferOf))
      if (list && !given.hasRoom(list.length)) submit()
      const all = list ? { ...numbers, first: given.list(list) } : numbers
      backend.ensureCommandEncoderReady()
      const pass = (backend.computePassEncoder ??= backend.commandEncoder!.beginComputePass())
      pass.setPipeline(pipeline)
      pass.setBindGroup(0, bindings)
      pass.setBindGroup(1, given.group, [given.numbers(kernel.numbers, all)])
      pass.dispatchWorkgroups(x, y)
      since.dispatches++
      since.operations += operations
      const isFull = since.dispatches >= MOST_DISPATCHES || since.operations > MOST_OPERATIONS
      if (isFull || !given.hasRoom(0)) submit()
    },
    lists: given.lists,
    mostListed: MOST_LISTED,
    compile: pipelines.compile,
    onSubmit: (listener) => void listeners.push(listener),
  }
}
