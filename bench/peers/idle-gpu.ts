/**
 * Stand-ins for WebGPU and WebGL that compute nothing and take no time: what is left of a step is what it costs the processor, whatever
 * the device. Replaces what the browser offers in the worker that calls it. Every number read back is 0.
 */

const nothing = () => ({})

/** An object of which every method but these does nothing, and gives an empty object. It is no promise. */
const standIn = <T extends object>(known: T): T =>
  new Proxy(known, {
    get: (target, key) => (key in target ? Reflect.get(target, key) : key === 'then' ? undefined : nothing),
  })

/** A class, since buffers are told from tensors by it. */
class IdleBuffer {
  readonly size: number
  readonly usage: number
  readonly mapState = 'unmapped'
  constructor({ size, usage }: GPUBufferDescriptor) {
    this.size = size
    this.usage = usage
  }
  mapAsync = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
  getMappedRange = (offset = 0, size = this.size - offset): ArrayBuffer => new ArrayBuffer(size)
  unmap(): void {}
  destroy(): void {}
}

const LEAST_OFFSET = 256
const MOST_OF_A_WORKGROUP = 1024
const MUCH = 2 ** 30

const limits = new Proxy(
  {},
  {
    get: (_, name) =>
      name === 'minUniformBufferOffsetAlignment'
        ? LEAST_OFFSET
        : /WorkgroupSize|Invocations/.test(String(name))
          ? MOST_OF_A_WORKGROUP
          : MUCH,
  },
)

class IdleDevice extends EventTarget {
  readonly features = new Set()
  readonly limits = limits
  readonly lost = new Promise(() => {})
  readonly queue = standIn({})
  createBuffer = (described: GPUBufferDescriptor) => new IdleBuffer(described)
  createCommandEncoder = () => standIn({ beginComputePass: () => standIn({}) })
  createComputePipelineAsync = async () => standIn({})
  popErrorScope = async () => null
}

/** What else a device is asked for is an empty object. */
const MADE = [
  'createShaderModule',
  'createBindGroupLayout',
  'createPipelineLayout',
  'createBindGroup',
  'createComputePipeline',
  'pushErrorScope',
  'destroy',
]

function replaceWebGpu(): void {
  for (const name of MADE) Object.defineProperty(IdleDevice.prototype, name, { value: () => standIn({}) })
  const info = { vendor: 'idle', architecture: '', device: '', description: 'idle' }
  const requestDevice = async () => new IdleDevice()
  const adapter = { features: new Set(), limits, info, requestDevice }
  Object.defineProperty(navigator, 'gpu', { value: { requestAdapter: async () => adapter } })
  Object.assign(globalThis, { GPUBuffer: IdleBuffer, GPUDevice: IdleDevice })
}

const SIGNALED = 0x911a // WebGL2RenderingContext.ALREADY_SIGNALED

function replaceWebGl(): void {
  const real = new OffscreenCanvas(1, 1).getContext('webgl2')!
  const constants = Object.fromEntries(
    Object.entries(Object.getOwnPropertyDescriptors(WebGL2RenderingContext.prototype)).flatMap(
      ([name, { value }]) => (typeof value === 'number' ? [[name, value]] : []),
    ),
  )
  const yes = () => true
  const context = standIn({
    ...constants,
    canvas: new EventTarget(),
    getExtension: (name: string) => (name.includes('disjoint') ? null : standIn({})),
    getParameter: (name: number) => real.getParameter(name) as unknown,
    checkFramebufferStatus: () => WebGL2RenderingContext.FRAMEBUFFER_COMPLETE,
    getShaderParameter: yes,
    getProgramParameter: yes,
    getError: () => WebGL2RenderingContext.NO_ERROR,
    isContextLost: () => false,
    clientWaitSync: () => SIGNALED,
    getAttribLocation: () => 0,
  })
  OffscreenCanvas.prototype.getContext = ((kind: string) => (kind === 'webgl2' ? context : null)) as never
}

/** Call before the backend is started. */
export const replaceDevice = (backend: string): void =>
  backend === 'webgpu' ? replaceWebGpu() : replaceWebGl()
