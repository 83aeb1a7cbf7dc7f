/** Reads tensors out of the memory that they lie in: one copy, into one buffer. */
import { packed } from '../packed.ts'
import type { Readback } from '../types.ts'
import type { Tensors } from './tensors.ts'

export const readbackOf = ({ at }: Tensors, memory: WebAssembly.Memory): Readback => ({
  readTogether: async (tensors) =>
    packed(tensors, (place) => new Float32Array(memory.buffer, at(tensors[place]!), tensors[place]!.size)),
})
