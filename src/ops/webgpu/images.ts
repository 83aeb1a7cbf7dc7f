/**
 * Data sets on the device: for each batch only the image indices are uploaded. A set is uploaded at its second
 * use, since some are used only once, when all of it is there, and evicted when others have been used more recently.
 */
import { gather, type ImageBatch } from '../../math/targets.ts'
import type { Recorder } from './recorder.ts'

export interface ImageBuffers {
  /** Bytes, four per word, and the index of each image of the batch. */
  of(batch: ImageBatch): { readonly buffer: GPUBuffer; readonly indices: Uint32Array }
}

/** Training images, test images, and the user's own. */
const MOST_SETS = 3

export function createImageBuffers({ device, onSubmit }: Recorder): ImageBuffers {
  const asked = new WeakSet<Uint8Array>()
  /** Least recently used first. */
  const sets = new Map<Uint8Array, GPUBuffer>()
  /** Destroyed only after the work that uses them has been submitted. */
  let leaving: GPUBuffer[] = []

  onSubmit(() => {
    for (const buffer of leaving) buffer.destroy()
    leaving = []
  })

  function upload(bytes: Uint8Array): GPUBuffer {
    const whole = bytes.length & ~3
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST
    const buffer = device.createBuffer({ size: Math.ceil(bytes.length / 4) * 4, usage })
    device.queue.writeBuffer(buffer, 0, bytes as BufferSource, 0, whole)
    if (whole < bytes.length) {
      const rest = new Uint8Array(4)
      rest.set(bytes.subarray(whole))
      device.queue.writeBuffer(buffer, whole, rest)
    }
    return buffer
  }

  function keep(images: Uint8Array): GPUBuffer {
    const buffer = sets.get(images) ?? upload(images)
    sets.delete(images)
    sets.set(images, buffer)
    for (const [oldest, old] of sets)
      if (sets.size > MOST_SETS) {
        sets.delete(oldest)
        leaving.push(old)
      }
    return buffer
  }

  return {
    of(batch) {
      const { images, isWhole, indices } = batch
      const fits = images.length <= device.limits.maxStorageBufferBindingSize
      if (fits && isWhole && asked.has(images)) return { buffer: keep(images), indices }
      if (isWhole) asked.add(images)
      const buffer = upload(gather(batch))
      leaving.push(buffer)
      return { buffer, indices: Uint32Array.from(indices.keys()) }
    },
  }
}
