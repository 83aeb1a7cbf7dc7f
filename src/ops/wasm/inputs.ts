/** Noise and targets, computed in the memory of TF.js's tensors: only bytes are uploaded. */
import type { Tensor2D } from '@tensorflow/tfjs-core'
import type { NoiseKey } from '../../math/philox.ts'
import { gather } from '../../math/targets.ts'
import type { Ops } from '../types.ts'
import type { Call, KernelExports } from './module.ts'
import type { Tensors } from './tensors.ts'

/** The key as four words; a step may exceed 32 bits. */
const words = ({ seed, stream, step }: NoiseKey): number[] => [
  seed >>> 0,
  stream >>> 0,
  step >>> 0,
  Math.floor(step / 2 ** 32),
]

/**
 * The intensities are placed in the last quarter of the targets' memory (four bytes each) until they are
 * overwritten.
 */
const BEFORE_BYTES = 3

export function inputOps(
  { at, create }: Tensors,
  call: Call,
  kernels: KernelExports,
  memory: WebAssembly.Memory,
): Pick<Ops, 'normalNoise' | 'imageTargets'> {
  return {
    normalNoise(rows, columns, key) {
      const noise = create<Tensor2D>([rows, columns])
      call('normal', at(noise), noise.size, ...words(key))
      return noise
    },

    imageTargets(batch) {
      const { indices, pixels, kind, key } = batch
      const targets = create<Tensor2D>([indices.length, pixels])
      const [start, length] = [at(targets), targets.size]
      gather(batch, new Uint8Array(memory.buffer, start + BEFORE_BYTES * length, length))
      kernels.targets(start, length, Number(kind === 'binarized'), ...words(key))
      return targets
    },
  }
}
