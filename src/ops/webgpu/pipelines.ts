/** Kernels compiled for a device, with the bind groups used so far. */
import { membersOf, type Member } from './given.ts'
import { shaderOf, type Kernel } from './kernel.ts'

export interface Compiled {
  readonly pipeline: GPUComputePipeline
  readonly members: readonly Member[]
  /** A bind group of the kernel's buffers; cached by buffers. */
  bind(buffers: readonly GPUBuffer[]): GPUBindGroup
}

export interface Pipelines {
  of(kernel: Kernel): Compiled
  /**
   * Compiles ahead of time, all at once. Rejects if one fails, which otherwise would be reported as a fault of
   * the device.
   */
  compile(kernels: readonly Kernel[]): Promise<void>
}

/** A bind group and its buffers, in their order. */
interface Bound {
  readonly buffers: readonly GPUBuffer[]
  readonly group: GPUBindGroup
}

/** For each buffer that is written first. Those of a training step come again and again, in a few combinations. */
const MOST_BIND_GROUPS = 16

const isOf = ({ buffers: own }: Bound, buffers: readonly GPUBuffer[]): boolean => {
  for (let i = 0; i < own.length; i++) if (own[i] !== buffers[i]) return false
  return true
}

/** The last used are first, where those of a training step are found; the one that has waited longest is given up. */
function createBinding(device: GPUDevice, layout: GPUBindGroupLayout): Compiled['bind'] {
  const made = new WeakMap<GPUBuffer, Bound[]>()

  function make(buffers: readonly GPUBuffer[]): Bound {
    const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }))
    return { buffers, group: device.createBindGroup({ layout, entries }) }
  }

  function ofFirst(buffer: GPUBuffer): Bound[] {
    let all = made.get(buffer)
    if (!all) made.set(buffer, (all = []))
    return all
  }

  return (buffers) => {
    const known = ofFirst(buffers[0]!)
    let place = 0
    while (place < known.length && !isOf(known[place]!, buffers)) place++
    const one = known[place] ?? make(buffers)
    for (let i = Math.min(place, MOST_BIND_GROUPS - 1); i > 0; i--) known[i] = known[i - 1]!
    known[0] = one
    return one.group
  }
}

const COMPUTE = 4 // GPUShaderStage.COMPUTE

/** `given`: the layout of the group with the parameters. */
export function createPipelines(device: GPUDevice, given: GPUBindGroupLayout): Pipelines {
  const compiled = new Map<string, Compiled>()
  const layouts = new Map<string, { own: GPUBindGroupLayout; all: GPUPipelineLayout }>()

  function layoutOf(writes: number, reads: number) {
    const key = `${writes} ${reads}`
    let layout = layouts.get(key)
    if (!layout) {
      const entries = Array.from({ length: writes + reads }, (_, binding) => ({
        binding,
        visibility: COMPUTE,
        buffer: { type: binding < writes ? 'storage' : 'read-only-storage' } as const,
      }))
      const own = device.createBindGroupLayout({ entries })
      layout = { own, all: device.createPipelineLayout({ bindGroupLayouts: [own, given] }) }
      layouts.set(key, layout)
    }
    return layout
  }

  const layoutFor = ({ writes, reads }: Kernel) =>
    layoutOf(Object.keys(writes).length, Object.keys(reads).length)
  const descriptionOf = (kernel: Kernel): GPUComputePipelineDescriptor => ({
    label: kernel.name,
    layout: layoutFor(kernel).all,
    compute: { module: device.createShaderModule({ code: shaderOf(kernel), label: kernel.name }) },
  })
  const keep = (kernel: Kernel, pipeline: GPUComputePipeline): Compiled => {
    const one = { pipeline, members: membersOf(kernel), bind: createBinding(device, layoutFor(kernel).own) }
    compiled.set(kernel.name, one)
    return one
  }

  return {
    of: (kernel) =>
      compiled.get(kernel.name) ?? keep(kernel, device.createComputePipeline(descriptionOf(kernel))),
    async compile(kernels) {
      const named = new Map(kernels.map((kernel) => [kernel.name, kernel]))
      const missing = [...named.values()].filter(({ name }) => !compiled.has(name))
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
