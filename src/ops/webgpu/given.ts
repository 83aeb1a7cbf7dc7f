/**
 * Parameters of kernels and lists of them: written as the dispatches are recorded, and uploaded in one piece
 * with each submission.
 */
import type { Kernel } from './kernel.ts'

/** A parameter of a kernel. */
export interface Member {
  readonly name: string
  readonly isFloat: boolean
}

/** In their order in the shader. */
export const membersOf = ({ numbers }: Kernel): Member[] =>
  Object.entries(numbers).map(([name, type]) => ({ name, isFloat: type === 'f32' }))

export interface Given {
  readonly layout: GPUBindGroupLayout
  readonly group: GPUBindGroup
  readonly lists: GPUBuffer
  /** Returns where in the buffer the kernel finds its parameters. */
  numbers(members: readonly Member[], values: Readonly<Record<string, number>>): number
  /** Returns where in `lists` these values are found. */
  list(values: Uint32Array): number
  hasRoom(listed: number): boolean
  /** Call before each submission. */
  flush(): void
}

/**
 * The most dispatches between two submissions, and the most entries in their lists; one list may be as long as
 * a batch.
 */
const MOST_DISPATCHES = 512
export const MOST_LISTED = 1 << 16

const COMPUTE = 4 // GPUShaderStage.COMPUTE

/** Host memory, and the buffer into which its contents are uploaded. */
function createUpload(device: GPUDevice, length: number, usage: number) {
  const words = new Uint32Array(length)
  const buffer = device.createBuffer({ size: words.byteLength, usage: usage | GPUBufferUsage.COPY_DST })
  return { words, floats: new Float32Array(words.buffer), buffer, used: 0 }
}

export function createGiven(device: GPUDevice): Given {
  const slot = device.limits.minUniformBufferOffsetAlignment
  const numbers = createUpload(device, (MOST_DISPATCHES * slot) / 4, GPUBufferUsage.UNIFORM)
  const lists = createUpload(device, MOST_LISTED, GPUBufferUsage.STORAGE)
  const layout = device.createBindGroupLayout({
    entries: [{ binding: 0, visibility: COMPUTE, buffer: { type: 'uniform', hasDynamicOffset: true } }],
  })
  const resource = { buffer: numbers.buffer, size: slot }

  return {
    layout,
    group: device.createBindGroup({ layout, entries: [{ binding: 0, resource }] }),
    lists: lists.buffer,
    numbers(members, values) {
      const start = numbers.used
      for (let i = 0; i < members.length; i++) {
        const { name, isFloat } = members[i]!
        if (isFloat) numbers.floats[start + i] = values[name]!
        else numbers.words[start + i] = values[name]!
      }
      numbers.used = start + slot / 4
      return 4 * start
    },
    list(values) {
      const start = lists.used
      lists.words.set(values, start)
      lists.used += values.length
      return start
    },
    hasRoom: (listed) => numbers.used < numbers.words.length && lists.used + listed <= lists.words.length,
    flush() {
      for (const { buffer, words, used } of [numbers, lists])
        if (used > 0) device.queue.writeBuffer(buffer, 0, words, 0, used)
      numbers.used = lists.used = 0
    },
  }
}
