/**
 * How long each WebGPU kernel takes, by the device's own clock where it has one, and what each is: workgroups, and the
 * bytes of what is bound to it. Wraps the browser's prototypes: meanwhile each dispatch is a compute pass of its own.
 * Does NOT know what is computed or why.
 */

/** Dispatches of the same kernel with as many workgroups, on as much. */
export interface GpuKernelTime {
  readonly name: string
  readonly calls: number
  readonly workgroups: number
  readonly bytes: number
  /** Null without a clock. */
  readonly milliseconds: number | null
}

export interface GpuClock {
  begin(): void
  /** What was dispatched since `begin`, in the order of the first dispatches. */
  end(): Promise<GpuKernelTime[]>
}

interface Dispatched {
  readonly key: string
  readonly name: string
  readonly workgroups: number
  readonly bytes: number
}

/** As many timestamps as a set may hold, two a dispatch. */
const SET_SIZE = 4096

interface Recording {
  readonly device: GPUDevice
  readonly sets: GPUQuerySet[]
  readonly dispatched: Dispatched[]
}

let recording: Recording | null = null
let device: GPUDevice | null = null
const boundBytes = new WeakMap<GPUBindGroup, number>()

/** Where the next dispatch's timestamps go; nothing where the device has no clock. */
function stamps({ device, sets, dispatched }: Recording): GPUComputePassDescriptor {
  if (!device.features.has('timestamp-query')) return {}
  const at = 2 * dispatched.length
  if (at % SET_SIZE === 0) sets.push(device.createQuerySet({ type: 'timestamp', count: SET_SIZE }))
  const beginningOfPassWriteIndex = at % SET_SIZE
  return {
    timestampWrites: {
      querySet: sets.at(-1)!,
      beginningOfPassWriteIndex,
      endOfPassWriteIndex: beginningOfPassWriteIndex + 1,
    },
  }
}

type Begin = (descriptor?: GPUComputePassDescriptor) => GPUComputePassEncoder

/** Stands in for a pass: what is set is set in each of the passes it makes. */
function passOfPasses(begin: Begin, into: Recording): GPUComputePassEncoder {
  let pipeline: GPUComputePipeline
  const groups = new Map<number, readonly [GPUBindGroup, Iterable<number>]>()
  const standIn = {
    setPipeline: (one: GPUComputePipeline) => void (pipeline = one),
    setBindGroup: (at: number, group: GPUBindGroup, offsets: Iterable<number> = []) =>
      void groups.set(at, [group, offsets]),
    dispatchWorkgroups(x: number, y = 1, z = 1) {
      const pass = begin(stamps(into))
      pass.setPipeline(pipeline)
      for (const [at, [group, offsets]] of groups) pass.setBindGroup(at, group, offsets)
      pass.dispatchWorkgroups(x, y, z)
      pass.end()
      const bytes = [...groups.values()].reduce((sum, [group]) => sum + (boundBytes.get(group) ?? 0), 0)
      const { label } = pipeline
      const key = `${label} ${x} ${y} ${z} ${bytes}`
      into.dispatched.push({ key, name: label, workgroups: x * y * z, bytes })
    },
    end: () => {},
  }
  return standIn as unknown as GPUComputePassEncoder
}

/** Nanoseconds of each dispatch. */
async function readTimes({ device, sets, dispatched }: Recording): Promise<number[]> {
  const times: number[] = []
  for (const set of sets) {
    const size = 8 * SET_SIZE
    const usage = GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC
    const resolved = device.createBuffer({ size, usage })
    const readable = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST })
    const encoder = device.createCommandEncoder()
    encoder.resolveQuerySet(set, 0, SET_SIZE, resolved, 0)
    encoder.copyBufferToBuffer(resolved, 0, readable, 0, size)
    device.queue.submit([encoder.finish()])
    await readable.mapAsync(GPUMapMode.READ)
    const stamps = new BigUint64Array(readable.getMappedRange())
    for (let i = 0; i < SET_SIZE && times.length < dispatched.length; i += 2)
      times.push(Number(stamps[i + 1]! - stamps[i]!))
    for (const one of [resolved, readable, set]) one.destroy()
  }
  return times
}

function summed({ dispatched }: Recording, times: readonly number[]): GpuKernelTime[] {
  const found = new Map<string, GpuKernelTime>()
  dispatched.forEach(({ key, name, workgroups, bytes }, i) => {
    const before = found.get(key)
    const took = times[i] === undefined ? null : times[i] / 1e6
    found.set(key, {
      name,
      workgroups,
      bytes,
      calls: (before?.calls ?? 0) + 1,
      milliseconds: took === null ? null : (before?.milliseconds ?? 0) + took,
    })
  })
  return [...found.values()]
}

/** Size of what is bound, but for the numbers that a kernel is given. */
function sizeOf({ entries }: GPUBindGroupDescriptor): number {
  const sizes = [...entries].map(({ resource }) => {
    const { buffer, size } = resource as GPUBufferBinding
    return buffer && buffer.usage & GPUBufferUsage.STORAGE ? (size ?? buffer.size) : 0
  })
  return sizes.reduce((sum, size) => sum + size, 0)
}

function wrap<T, M extends keyof T>(prototype: T, method: M, around: (original: T[M]) => T[M]): void {
  prototype[method] = around(prototype[method])
}

/** For devices that are made from now on. */
export function timeGpuKernels(): GpuClock {
  if (typeof GPUAdapter === 'undefined') return { begin: () => {}, end: () => Promise.resolve([]) }
  wrap(
    GPUAdapter.prototype,
    'requestDevice',
    (original) =>
      async function (this: GPUAdapter, asked = {}) {
        const clock: GPUFeatureName[] = this.features.has('timestamp-query') ? ['timestamp-query'] : []
        const requiredFeatures = [...(asked.requiredFeatures ?? []), ...clock]
        return (device = await original.call(this, { ...asked, requiredFeatures }))
      },
  )
  wrap(
    GPUDevice.prototype,
    'createBindGroup',
    (original) =>
      function (this: GPUDevice, described) {
        const group = original.call(this, described)
        boundBytes.set(group, sizeOf(described))
        return group
      },
  )
  wrap(
    GPUCommandEncoder.prototype,
    'beginComputePass',
    (original) =>
      function (this: GPUCommandEncoder, described) {
        const begin: Begin = (own) => original.call(this, own)
        return recording ? passOfPasses(begin, recording) : begin(described)
      },
  )
  return {
    begin: () => void (recording = device && { device, sets: [], dispatched: [] }),
    async end() {
      const ended = recording
      recording = null
      return ended ? summed(ended, await readTimes(ended)) : []
    },
  }
}
