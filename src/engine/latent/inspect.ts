/** The posterior and the reconstructions of one image under the present model. */
import { FAMILIES } from '../../families/registry.ts'
import { toIntensities } from '../../math/targets.ts'
import type { Images } from '../../protocol/images.ts'
import type { Inspection } from '../../protocol/latent.ts'
import { shapeOf, type LiveSettings, type Settings } from '../../protocol/settings.ts'
import { inspectImage } from '../inference.ts'
import { STREAMS } from '../streams.ts'
import { PIXELS, type Training } from '../training.ts'

export const asImages = (pixels: Uint8Array): Images => ({ pixels, count: pixels.length / PIXELS })

/** The noise of the draws is the same for the whole run; draws from a point posterior equal that point. */
export async function inspect(
  training: Training,
  settings: Settings,
  { family: id }: LiveSettings,
  targets: Float32Array,
  draws: number,
): Promise<Inspection> {
  const { architecture, step, network } = training
  const shape = shapeOf(settings)
  const family = FAMILIES[id].family(shape)
  const reference = FAMILIES[id].reference(shape)
  const key = { seed: settings.seed, stream: STREAMS.posteriorDraws, step: 0 }
  const noise = reference.noise(draws, key)
  const { gamma, pixels } = await inspectImage({ architecture, network, family }, targets, noise, draws)
  const { mean, spread, mode } = reference.summary(gamma)
  return {
    step,
    original: asImages(toIntensities(targets)),
    mean: Float32Array.from(mean),
    spread: Float32Array.from(spread),
    mode: Float32Array.from(mode),
    ...(reference.simplex && {
      probabilities: Float32Array.from(reference.simplex.probabilities(Array.from(gamma), 1)),
    }),
    reconstruction: asImages(pixels.slice(0, PIXELS)),
    draws: asImages(pixels.slice(PIXELS)),
  }
}
