/**
 * The image chosen by the user, validated, as a target of the model: binarized where targets are, always with
 * the same draws. A test image has the draws of its evaluation; a user's own image has its own.
 */
import { CodedError } from '../../protocol/errors.ts'
import type { ChosenImage } from '../../protocol/latent.ts'
import type { Settings } from '../../protocol/settings.ts'
import { toTargets } from '../../math/targets.ts'
import { STREAMS } from '../streams.ts'
import type { TestSet } from '../test-images.ts'
import { PIXELS } from '../training.ts'

/** [784], in [0, 1]. */
export function chosenTargets(chosen: ChosenImage, test: TestSet, settings: Settings): Float32Array {
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
