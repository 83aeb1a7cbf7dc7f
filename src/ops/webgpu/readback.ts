/**
 * Reads small tensors in one piece: they are copied into one of a ring of mappable buffers, so that no readback
 * waits for an earlier one.
 */
import { viewsOf } from '../packed.ts'
import type { Readback } from '../types.ts'
import type { Recorder } from './recorder.ts'

/** The ring's buffers have one size; larger readbacks get a buffer of their own. */
const RING_BYTES = 16_384
const MOST_RESTING = 4

export function readbackOf({ device, copyOut }: Recorder): Readback {
  const resting: GPUBuffer[] = []

  function acquire(bytes: number): GPUBuffer {
    const rested = bytes <= RING_BYTES ? resting.pop() : undefined
    const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST
    return rested ?? device.createBuffer({ size: Math.max(bytes, RING_BYTES), usage })
  }

  function release(buffer: GPUBuffer): void {
    buffer.unmap()
    if (buffer.size === RING_BYTES && resting.length < MOST_RESTING) resting.push(buffer)
    else buffer.destroy()
  }

  return {
    async readTogether(tensors) {
      const bytes = tensors.reduce((sum, { size }) => sum + 4 * size, 0)
      const buffer = acquire(bytes)
      copyOut(tensors, buffer)
      await buffer.mapAsync(GPUMapMode.READ, 0, bytes)
      const values = new Float32Array(buffer.getMappedRange(0, bytes).slice(0))
      release(buffer)
      return viewsOf(values, tensors)
    },
  }
}
