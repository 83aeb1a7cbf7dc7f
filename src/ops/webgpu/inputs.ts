/** Noise and targets, made on the device: of a batch only its bytes are uploaded. */
import { tensor1d, type Tensor2D } from '@tensorflow/tfjs-core'
import type { NoiseKey } from '../../math/philox.ts'
import { gather, type ImageBatch, type TargetKind } from '../../math/targets.ts'
import type { Ops } from '../types.ts'
import { pointwise } from './kernel.ts'
import { BOX_MULLER, PHILOX } from './random.ts'
import type { Recorder } from './recorder.ts'

const KEY = { stepLow: 'u32', stepHigh: 'u32', seed: 'u32', stream: 'u32' } as const
const KEY_ARGUMENTS = 'vec2u(given.stepLow, given.stepHigh), vec2u(given.seed, given.stream)'

export const keyNumbers = ({ seed, stream, step }: NoiseKey) => ({
  stepLow: step >>> 0,
  stepHigh: Math.floor(step / 2 ** 32) >>> 0,
  seed: seed >>> 0,
  stream: stream >>> 0,
})

/** Four at a time, one block of words. */
const NORMAL = pointwise(
  {
    name: 'normal',
    writes: { noise: 'f32' },
    reads: {},
    numbers: { count: 'u32', length: 'u32', ...KEY },
    helpers: `${PHILOX}${BOX_MULLER}`,
  },
  `let words = philox(i, ${KEY_ARGUMENTS});
    let four = vec4f(boxMuller(words.x, words.y), boxMuller(words.z, words.w));
    for (var j = 0u; j < min(4u, given.length - 4u * i); j++) { noise[4u * i + j] = four[j]; }`,
)

/**
 * Eight pixels at a time. `intensities` holds four bytes a number. What is written for `value`, the intensity, is exact:
 * i / 255 is rounded in whole numbers, to 24 bits.
 */
const targets = (kind: TargetKind, before: string, target: string) =>
  pointwise(
    {
      name: `targets ${kind}`,
      writes: { targets: 'f32' },
      reads: { intensities: 'i32' },
      numbers: { count: 'u32', length: 'u32', ...KEY },
      helpers: `${PHILOX}
fn grey(value: u32) -> f32 {
  if (value == 0u) { return 0.0; }
  let shift = countLeadingZeros(value);
  return f32(((value << shift) + 127u) / 255u) * bitcast<f32>((127u - shift) << 23u);
}`,
    },
    `${before}
    for (var j = 0u; j < min(8u, given.length - 8u * i); j++) {
      let packed = bitcast<u32>(intensities[2u * i + j / 4u]);
      let value = (packed >> (8u * (j % 4u))) & 0xffu;
      targets[8u * i + j] = ${target};
    }`,
  )

const TARGETS: Record<TargetKind, ReturnType<typeof targets>> = {
  grey: targets('grey', '', 'grey(value)'),
  binarized: targets(
    'binarized',
    `let words = philox(i, ${KEY_ARGUMENTS});`,
    'select(0.0, 1.0, ((words[j / 2u] >> (16u * (j % 2u))) & 0xffffu) * 255u < value * 65536u)',
  ),
}

export const INPUT_KERNELS = [NORMAL, ...Object.values(TARGETS)]

/** The intensities as bytes, four to a number. */
function packed(batch: ImageBatch): Int32Array {
  const length = batch.indices.length * batch.pixels
  const numbers = new Int32Array(Math.ceil(length / 4))
  gather(batch, new Uint8Array(numbers.buffer, 0, length))
  return numbers
}

export function inputOps({ create, run }: Recorder): Pick<Ops, 'normalNoise' | 'imageTargets'> {
  return {
    normalNoise(rows, columns, key) {
      const noise = create<Tensor2D>([rows, columns])
      const length = rows * columns
      const count = Math.ceil(length / 4)
      const numbers = { count, length, ...keyNumbers(key) }
      run(NORMAL, { writes: [noise], reads: [], numbers, groups: [NORMAL.groups(count)] })
      return noise
    },

    imageTargets(batch) {
      const made = create<Tensor2D>([batch.indices.length, batch.pixels])
      const bytes = tensor1d(packed(batch), 'int32')
      const kernel = TARGETS[batch.kind]
      const length = made.size
      const count = Math.ceil(length / 8)
      const numbers = { count, length, ...keyNumbers(batch.key) }
      run(kernel, { writes: [made], reads: [bytes], numbers, groups: [kernel.groups(count)] })
      bytes.dispose()
      return made
    },
  }
}
