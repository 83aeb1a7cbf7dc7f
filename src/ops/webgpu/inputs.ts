/** Noise and targets, computed on the device. */
import type { Tensor2D } from '@tensorflow/tfjs-core'
import type { NoiseKey } from '../../math/philox.ts'
import type { TargetKind } from '../../math/targets.ts'
import { COMPOSED } from '../composed/index.ts'
import type { Ops } from '../types.ts'
import { createImageBuffers } from './images.ts'
import { pointwise } from './kernel.ts'
import type { Recipe } from './put-off.ts'
import { BOX_MULLER, PHILOX } from './random.ts'
import type { Recorder } from './recorder.ts'

/** Noise that has not been generated yet. */
export interface NoiseRecipe extends Recipe {
  readonly of: 'noise'
  readonly key: NoiseKey
}

export const KEY = { stepLow: 'u32', stepHigh: 'u32', seed: 'u32', stream: 'u32' } as const
export const KEY_ARGUMENTS = 'vec2u(given.stepLow, given.stepHigh), vec2u(given.seed, given.stream)'

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
 * Eight pixels at a time. `intensities` holds four bytes per word, and `lists` the image index of each row. The
 * expression for `value`, the intensity, is exact: i / 255 is rounded in integer arithmetic, to 24 bits.
 */
const targets = (kind: TargetKind, before: string, target: string) =>
  pointwise(
    {
      name: `targets ${kind}`,
      writes: { targets: 'f32' },
      reads: { intensities: 'u32', lists: 'u32' },
      numbers: { count: 'u32', length: 'u32', pixels: 'u32', first: 'u32', ...KEY },
      helpers: `${PHILOX}
fn grey(value: u32) -> f32 {
  if (value == 0u) { return 0.0; }
  let shift = countLeadingZeros(value);
  return f32(((value << shift) + 127u) / 255u) * bitcast<f32>((127u - shift) << 23u);
}`,
    },
    `${before}
    for (var j = 0u; j < min(8u, given.length - 8u * i); j++) {
      let place = 8u * i + j;
      let row = place / given.pixels;
      let byte = lists[given.first + row] * given.pixels + place - row * given.pixels;
      let value = (intensities[byte / 4u] >> (8u * (byte % 4u))) & 0xffu;
      targets[place] = ${target};
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

export function inputOps(recorder: Recorder): Pick<Ops, 'normalNoise' | 'imageTargets'> {
  const { create, run, putOff, lists, mostListed } = recorder
  const images = createImageBuffers(recorder)

  function makeNoise(noise: Tensor2D, key: NoiseKey): void {
    const length = noise.size
    const count = Math.ceil(length / 4)
    const numbers = { count, length, ...keyNumbers(key) }
    run(NORMAL, { writes: [noise], reads: [], numbers, groups: [NORMAL.groups(count)] })
  }

  return {
    normalNoise(rows, columns, key) {
      const noise = create<Tensor2D>([rows, columns])
      const recipe: NoiseRecipe = { of: 'noise', key }
      putOff.add({ recipe, writes: [noise], reads: [], run: () => makeNoise(noise, key) })
      return noise
    },

    imageTargets(batch) {
      const { pixels, kind, key } = batch
      if (batch.indices.length > mostListed) return COMPOSED.imageTargets(batch)
      const made = create<Tensor2D>([batch.indices.length, pixels])
      const { buffer, indices } = images.of(batch)
      const kernel = TARGETS[kind]
      const length = made.size
      const count = Math.ceil(length / 8)
      run(kernel, {
        writes: [made],
        reads: [buffer, lists],
        numbers: { count, length, pixels, ...keyNumbers(key) },
        list: indices,
        groups: [kernel.groups(count)],
      })
      return made
    },
  }
}
