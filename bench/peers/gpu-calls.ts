/**
 * Counts what a peer asks of the GPU, whichever library asks: dispatches (on WebGL, draw calls), submissions and
 * readbacks, and what it makes anew for them. Wraps the browser's own prototypes; does NOT know who calls or why.
 */
const KINDS = ['dispatches', 'submits', 'readbacks', 'bindGroups', 'buffers', 'writes'] as const
type Kind = (typeof KINDS)[number]

export type GpuCalls = Readonly<Record<Kind, number>>

/** Interface, method, and what a call of it counts as. */
const COUNTED: readonly (readonly [string, string, Kind])[] = [
  ['GPUComputePassEncoder', 'dispatchWorkgroups', 'dispatches'],
  ['GPUComputePassEncoder', 'dispatchWorkgroupsIndirect', 'dispatches'],
  ['GPUQueue', 'submit', 'submits'],
  ['GPUBuffer', 'mapAsync', 'readbacks'],
  ['GPUDevice', 'createBindGroup', 'bindGroups'],
  ['GPUDevice', 'createBuffer', 'buffers'],
  ['GPUQueue', 'writeBuffer', 'writes'],
  ['WebGL2RenderingContext', 'drawArrays', 'dispatches'],
  ['WebGL2RenderingContext', 'drawElements', 'dispatches'],
  ['WebGL2RenderingContext', 'flush', 'submits'],
  ['WebGL2RenderingContext', 'readPixels', 'readbacks'],
  ['WebGL2RenderingContext', 'getBufferSubData', 'readbacks'],
]

type Methods = Record<string, ((...args: unknown[]) => unknown) | undefined>

const eachKind = (count: (kind: Kind) => number): GpuCalls =>
  Object.fromEntries(KINDS.map((kind) => [kind, count(kind)])) as GpuCalls

/** Counts from now on; resolves to the counts so far whenever it is asked. */
export function countGpuCalls(): () => GpuCalls {
  const counts: Record<Kind, number> = { ...eachKind(() => 0) }
  const interfaces = globalThis as unknown as Record<string, { prototype: Methods } | undefined>
  for (const [name, method, kind] of COUNTED) {
    const prototype = interfaces[name]?.prototype
    const original = prototype?.[method]
    if (!prototype || !original) continue
    prototype[method] = function (this: unknown, ...args: unknown[]) {
      counts[kind]++
      return original.apply(this, args)
    }
  }
  return () => ({ ...counts })
}

export const callsBetween = (before: GpuCalls, after: GpuCalls): GpuCalls =>
  eachKind((kind) => after[kind] - before[kind])

/** Of one step, of so many. */
export const callsPerStep = (calls: GpuCalls | undefined, steps: number): GpuCalls =>
  eachKind((kind) => (calls?.[kind] ?? 0) / steps)
