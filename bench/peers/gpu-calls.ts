/**
 * Counts what a peer asks of the GPU, whichever library asks: dispatches (on WebGL, draw calls), submissions and
 * readbacks. Wraps the browser's own prototypes; does NOT know who calls or why.
 */
export interface GpuCalls {
  readonly dispatches: number
  readonly submits: number
  readonly readbacks: number
}

type Kind = keyof GpuCalls

/** Interface, method, and what a call of it counts as. */
const COUNTED: readonly (readonly [string, string, Kind])[] = [
  ['GPUComputePassEncoder', 'dispatchWorkgroups', 'dispatches'],
  ['GPUComputePassEncoder', 'dispatchWorkgroupsIndirect', 'dispatches'],
  ['GPUQueue', 'submit', 'submits'],
  ['GPUBuffer', 'mapAsync', 'readbacks'],
  ['WebGL2RenderingContext', 'drawArrays', 'dispatches'],
  ['WebGL2RenderingContext', 'drawElements', 'dispatches'],
  ['WebGL2RenderingContext', 'flush', 'submits'],
  ['WebGL2RenderingContext', 'readPixels', 'readbacks'],
  ['WebGL2RenderingContext', 'getBufferSubData', 'readbacks'],
]

type Methods = Record<string, ((...args: unknown[]) => unknown) | undefined>

/** Counts from now on; resolves to the counts so far whenever it is asked. */
export function countGpuCalls(): () => GpuCalls {
  const counts: Record<Kind, number> = { dispatches: 0, submits: 0, readbacks: 0 }
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

export const callsBetween = (before: GpuCalls, after: GpuCalls): GpuCalls => ({
  dispatches: after.dispatches - before.dispatches,
  submits: after.submits - before.submits,
  readbacks: after.readbacks - before.readbacks,
})
