/** Noise and targets made where TF.js keeps its tensors: nothing is uploaded but bytes. */
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

/** Of four bytes that a target takes, the intensity lies in the last quarter of them all until it is written over. */
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
