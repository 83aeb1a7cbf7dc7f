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

/** More than a training run needs: its tensors reuse the same buffers. */
const MOST_BIND_GROUPS = 64

const isOf = ({ buffers: own }: Bound, buffers: readonly GPUBuffer[]): boolean => {
  for (let i = 0; i < own.length; i++) if (own[i] !== buffers[i]) return false
  return true
}

/** Each use brings a bind group one place forward, so that those of a training step are found first and the rest are given up. */
function createBinding(device: GPUDevice, layout: GPUBindGroupLayout): Compiled['bind'] {
  const made: Bound[] = []

  function add(buffers: readonly GPUBuffer[]): GPUBindGroup {
    const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }))
    const group = device.createBindGroup({ layout, entries })
    if (made.length === MOST_BIND_GROUPS) made.pop()
    made.push({ buffers, group })
    return group
  }

  return (buffers) => {
    for (let i = 0; i < made.length; i++) {
      const one = made[i]!
      if (!isOf(one, buffers)) continue
      if (i > 0) [made[i - 1], made[i]] = [one, made[i - 1]!]
      return one.group
    }
    return add(buffers)
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
