/** Images as what a decoder is trained to give: values in [0, 1]. */
import type { NoiseKey } from './philox.ts'
import { bernoulliPixels } from './random.ts'

export type TargetKind = 'grey' | 'binarized'

const GREY = Float32Array.from({ length: 256 }, (_, intensity) => intensity / 255)

/**
 * Intensities 0..255 as targets: the intensity itself, or a fresh Bernoulli draw with it (Burda et al. 2015), by the
 * key's draws after the first `from`.
 */
export function toTargets(intensities: Uint8Array, kind: TargetKind, key: NoiseKey, from = 0): Float32Array {
  const targets = new Float32Array(intensities.length)
  if (kind === 'binarized') return bernoulliPixels(targets, intensities, key, from)
  for (let i = 0; i < targets.length; i++) targets[i] = GREY[intensities[i]!]!
  return targets
}

/**
 * Values in [0, 1] as intensities; what is outside is clipped. Written as a loop: `Uint8Array.from` with a function takes
 * 27 times as long, 55 ms for a sheet of 400 images.
 */
export function toIntensities(values: Float32Array): Uint8Array {
  const intensities = new Uint8Array(values.length)
  for (let i = 0; i < values.length; i++)
    intensities[i] = Math.round(255 * Math.min(Math.max(values[i]!, 0), 1))
  return intensities
}

/** Some images of a data set, and what makes targets of them. */
export interface ImageBatch {
  /** The whole set, image after image of so many intensities 0..255. */
  readonly images: Uint8Array
  /** Whether all of the set is there, and not only the images that are meant: whoever keeps a copy must know. */
  readonly isWhole: boolean
  readonly pixels: number
  /** Which images are meant, in this order. */
  readonly indices: Uint32Array
  readonly kind: TargetKind
  readonly key: NoiseKey
}

/** The batch's intensities, image after image, `into` where they are wanted [images * pixels]. */
export function gather(
  { images, pixels, indices }: ImageBatch,
  into = new Uint8Array(indices.length * pixels),
): Uint8Array {
  for (let i = 0; i < indices.length; i++) {
    const start = indices[i]! * pixels
    into.set(images.subarray(start, start + pixels), i * pixels)
  }
  return into
}

/** `toTargets` of each image where it lies: on WebGL a tenth of what a step takes of the processor went to copying them first. */
function greyTargets({ images, pixels, indices }: ImageBatch): Float32Array {
  const targets = new Float32Array(indices.length * pixels)
  for (let i = 0, at = 0; i < indices.length; i++) {
    const start = indices[i]! * pixels
    for (let j = start; j < start + pixels; j++) targets[at++] = GREY[images[j]!]!
  }
  return targets
}

/** [images * pixels], in [0, 1]. */
export const targetsOf = (batch: ImageBatch): Float32Array =>
  batch.kind === 'grey' ? greyTargets(batch) : toTargets(gather(batch), batch.kind, batch.key)
