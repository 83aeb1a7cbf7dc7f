/**
 * The image a person has chosen, checked, and as the model is asked to explain it: binarized where targets are, always
 * by the same draws. A test image has those with which it is evaluated; a person's own image has some of its own.
 */
import type { Split } from '../../data/dataset.ts'
import { CodedError } from '../../protocol/errors.ts'
import type { Chosen } from '../../protocol/latent.ts'
import type { Settings } from '../../protocol/settings.ts'
import { toTargets } from '../../math/targets.ts'
import { EVALUATION_SLICE, testTargets } from '../evaluation.ts'
import { STREAMS } from '../streams.ts'
import { PIXELS } from '../training.ts'

/** [784], in [0, 1]. */
export function targetsOf(chosen: Chosen, test: Split, settings: Settings): Float32Array {
  if ('pixels' in chosen) return ownTargets(chosen.pixels, settings)
  const { test: image } = chosen
  if (!Number.isInteger(image) || image < 0 || image >= test.count)
    throw new CodedError('test-image-out-of-range', { image, images: test.count })
  // The draws that binarize belong to a slice: the image's place in it says which are its own.
  const place = image % EVALUATION_SLICE
  const { targets } = testTargets(test, settings, image - place, place + 1)
  return targets.slice(place * PIXELS)
}

function ownTargets(pixels: Uint8Array, { seed, targets }: Settings): Float32Array {
  if (pixels.length !== PIXELS)
    throw new CodedError('image-wrong-size', { pixels: pixels.length, expected: PIXELS })
  return toTargets(pixels, targets, { seed, stream: STREAMS.ownImageBinarize, step: 0 })
}
