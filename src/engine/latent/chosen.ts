/**
 * The image a person has chosen, checked, and as the model is asked to explain it: binarized where targets are, always
 * by the same draws. A test image has those with which it is evaluated; a person's own image has some of its own.
 */
import { CodedError } from '../../protocol/errors.ts'
import type { Chosen } from '../../protocol/latent.ts'
import type { Settings } from '../../protocol/settings.ts'
import { toTargets } from '../../math/targets.ts'
import { STREAMS } from '../streams.ts'
import type { TestImages } from '../test-images.ts'
import { PIXELS } from '../training.ts'

/** [784], in [0, 1]. */
export function targetsOf(chosen: Chosen, test: TestImages, settings: Settings): Float32Array {
  if ('pixels' in chosen) return ownTargets(chosen.pixels, settings)
  const { test: image } = chosen
  if (!Number.isInteger(image) || image < 0 || image >= test.total)
    throw new CodedError('test-image-out-of-range', { image, images: test.total })
  return test.targets(Uint32Array.of(image))
}

function ownTargets(pixels: Uint8Array, { seed, targets }: Settings): Float32Array {
  if (pixels.length !== PIXELS)
    throw new CodedError('image-wrong-size', { pixels: pixels.length, expected: PIXELS })
  return toTargets(pixels, targets, { seed, stream: STREAMS.ownImageBinarize, step: 0 })
}
