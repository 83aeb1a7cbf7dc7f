/**
 * Runs kernels on the tensors of TF.js's webgpu backend: their dispatches share its command encoder and compute
 * pass, so everything executes in the order of the calls. Outputs are new tensors, owned as any other. Since
 * recorded work executes in order, the buffer of a disposed tensor can be reused at once.
 */
import { engine, type Tensor } from '@tensorflow/tfjs-core'
import { ofTheirKind } from '../shapes.ts'
import { createGiven, MOST_LISTED, type Given } from './given.ts'
import type { Kernel } from './kernel.ts'
import { createPipelines } from './pipelines.ts'
import { createPutOff, type PutOff } from './put-off.ts'
import type { WebGpuBackend } from './tfjs.ts'

export interface Dispatch {
  /** In the order in which the kernel names them. */
  readonly writes: readonly Tensor[]
  /** Tensors, or buffers that belong to no tensor. */
  readonly reads: readonly (Tensor | GPUBuffer)[]
  readonly numbers: Readonly<Record<string, number>>
  /** Integers that the kernel reads from `lists`, from `given.first` on. */
  readonly list?: Uint32Array
  /** In x, and in y. */
  readonly groups: readonly [number, number?]
  /** Floating-point operations, if there are many. */
  readonly operations?: number
}

export interface Recorder {
  readonly device: GPUDevice
  readonly putOff: PutOff
  /** An uninitialized float32 tensor. */
  create<T extends Tensor>(shape: readonly number[]): T
  /**
   * A tensor that replaces a float32 tensor: in its memory if no other tensor shares that, else in a copy.
   * Kernels read and overwrite it.
   */
  successor(tensor: Tensor): Tensor
  run(kernel: Kernel, dispatch: Dispatch): void
  /** The buffer of lists, for kernels that read one. */
  readonly lists: GPUBuffer
  readonly mostListed: number
  compile(kernels: readonly Kernel[]): Promise<void>
  /** Copies the tensors into the buffer, one after the other, and submits. */
  copyOut(tensors: readonly Tensor[], into: GPUBuffer): void
  /** `listener` is called after each submission. */
  onSubmit(listener: () => void): void
}

const recorders = new WeakMap<WebGpuBackend, Recorder>()

/** One recorder per backend. */
export function recorderOf(backend: WebGpuBackend): Recorder {
  let recorder = recorders.get(backend)
  if (!recorder) recorders.set(backend, (recorder = createRecorder(backend)))
  return recorder
}

/**
 * Work recorded before a submission: a submission costs as much as three dispatches, but until it comes the
 * device waits, and nothing else on the machine can be drawn while it executes.
 */
const MOST_OPERATIONS = 4e9
const MOST_DISPATCHES = 160

function createSubmissions(backend: WebGpuBackend, given: Given) {
  const listeners: (() => void)[] = []
  let [dispatches, operations] = [0, 0]

  const submitQueue = backend.submitQueue.bind(backend)
  backend.submitQueue = () => {
    given.flush()
    submitQueue()
    dispatches = operations = 0
    for (const listener of listeners) listener()
  }

  function submit(): void {
    backend.ensureCommandEncoderReady()
    backend.endComputePassEncoder()
    backend.submitQueue()
  }

  return {
    submit,
    /** Submits if enough work is recorded. */
    count(more: number) {
      dispatches++
      operations += more
      if (dispatches >= MOST_DISPATCHES || operations > MOST_OPERATIONS || !given.hasRoom(0)) submit()
    },
    onSubmit: (listener: () => void) => void listeners.push(listener),
  }
}

/** Buffers of tensors. Cached readbacks are dropped, since tensors are overwritten. */
function createTensors(backend: WebGpuBackend) {
  backend.convertAndCacheOnCPU = (_, data) => data

  const create: Recorder['create'] = <T extends Tensor>(shape: readonly number[]) =>
    engine().makeTensorFromTensorInfo(backend.makeTensorInfo(ofTheirKind(shape), 'float32')) as T

  function bufferOf(one: Tensor | GPUBuffer): GPUBuffer {
    if (one instanceof GPUBuffer) return one
    backend.uploadToGPU(one.dataId)
    return backend.tensorMap.get(one.dataId).resource as GPUBuffer
  }

  function encoder(): GPUCommandEncoder {
    backend.ensureCommandEncoderReady()
    backend.endComputePassEncoder()
    return backend.commandEncoder!
  }

  function copyOf(tensor: Tensor): Tensor {
    const copy = create(tensor.shape)
    const [from, to] = [bufferOf(tensor), bufferOf(copy)]
    encoder().copyBufferToBuffer(from, 0, to, 0, from.size)
    return copy
  }

  return {
    create,
    buffersOf(writes: Dispatch['writes'], reads: Dispatch['reads']): GPUBuffer[] {
      const buffers: GPUBuffer[] = []
      for (let i = 0; i < writes.length; i++) buffers.push(bufferOf(writes[i]!))
      for (let i = 0; i < reads.length; i++) buffers.push(bufferOf(reads[i]!))
      return buffers
    },
    successor(tensor: Tensor): Tensor {
      const { dataId, shape, dtype } = tensor
      if (backend.refCount(dataId) > 1) return copyOf(tensor)
      backend.incRef(dataId)
      return engine().makeTensorFromTensorInfo({ dataId, shape, dtype })
    },
    copyOut(tensors: readonly Tensor[], into: GPUBuffer): void {
      const buffers = tensors.map(bufferOf)
      const copies = encoder()
      let at = 0
      for (const [i, { size }] of tensors.entries()) {
        copies.copyBufferToBuffer(buffers[i]!, 0, into, at, 4 * size)
        at += 4 * size
      }
    },
  }
}

function createRecorder(backend: WebGpuBackend): Recorder {
  const { device } = backend
  const given = createGiven(device)
  const pipelines = createPipelines(device, given.layout)
  const putOff = createPutOff(backend)
  const { submit, count, onSubmit } = createSubmissions(backend, given)
  const { create, buffersOf, successor, copyOut } = createTensors(backend)

  return {
    device,
    putOff,
    create,
    successor,

    run(kernel, { writes, reads, numbers, list, groups, operations = 0 }) {
      const { pipeline, bind, members } = pipelines.of(kernel)
      // An upload may end the current pass, and deferred work may end in a submission: buffers are obtained
      // first.
      const bindings = bind(buffersOf(writes, reads))
      if (list && !given.hasRoom(list.length)) submit()
      const all = list ? { ...numbers, first: given.list(list) } : numbers
      backend.ensureCommandEncoderReady()
      const pass = (backend.computePassEncoder ??= backend.commandEncoder!.beginComputePass())
      pass.setPipeline(pipeline)
      pass.setBindGroup(0, bindings)
      pass.setBindGroup(1, given.group, [given.numbers(members, all)])
      pass.dispatchWorkgroups(groups[0], groups[1] ?? 1)
      count(operations)
    },

    lists: given.lists,
    mostListed: MOST_LISTED,
    compile: pipelines.compile,
    copyOut(tensors, into) {
      copyOut(tensors, into)
      submit()
    },
    onSubmit,
  }
}
