/** Images as what a decoder is trained to give: values in [0, 1]. */
import type { NoiseKey } from './philox.ts'
import { bernoulliPixels } from './random.ts'

export type TargetKind = 'grey' | 'binarized'

const GREY = Float32Array.from({ length: 256 }, (_, intensity) => intensity / 255)

/** Intensities 0..255 as targets: the intensity itself, or a fresh Bernoulli draw with it (Burda et al. 2015). */
export function toTargets(intensities: Uint8Array, kind: TargetKind, key: NoiseKey): Float32Array {
  const targets = new Float32Array(intensities.length)
  if (kind === 'binarized') return bernoulliPixels(targets, intensities, key)
  for (let i = 0; i < targets.length; i++) targets[i] = GREY[intensities[i]!]!
  return targets
}
