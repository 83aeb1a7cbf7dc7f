/** Reads tensors out of the memory that they lie in: one copy, into one buffer. */
import type { Readback } from '../types.ts'
import type { Tensors } from './tensors.ts'

export const readbackOf = ({ at }: Tensors, memory: WebAssembly.Memory): Readback => ({
  async readTogether(tensors) {
    const all = new Float32Array(tensors.reduce((sum, { size }) => sum + size, 0))
    let end = 0
    return tensors.map((tensor) => {
      const values = all.subarray(end, (end += tensor.size))
      values.set(new Float32Array(memory.buffer, at(tensor), tensor.size))
      return values
    })
  },
})
