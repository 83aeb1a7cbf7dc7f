/** The posterior and the reconstructions of one image under the present model. */
import { normal } from '../../math/random.ts'
import { toIntensities } from '../../math/targets.ts'
import type { Images } from '../../protocol/images.ts'
import type { Inspection } from '../../protocol/latent.ts'
import type { LiveSettings, Settings } from '../../protocol/settings.ts'
import { inspectImage } from '../inference.ts'
import { STREAMS } from '../streams.ts'
import { PIXELS, type Training } from '../training.ts'

export const asImages = (pixels: Uint8Array): Images => ({ pixels, count: pixels.length / PIXELS })

/** The noise of the draws is the same for the whole run; draws from a point posterior equal that point. */
export async function inspect(
  training: Training,
  { seed, latent }: Settings,
  { posterior }: LiveSettings,
  targets: Float32Array,
  draws: number,
): Promise<Inspection> {
  const { architecture, step, network } = training
  const length = draws * latent
  const key = { seed, stream: STREAMS.posteriorDraws, step: 0 }
  const isPoint = posterior === 'point'
  const noise = isPoint ? new Float32Array(length) : normal(length, key)
  const { gamma, pixels } = await inspectImage(architecture, network, targets, noise)
  return {
    step,
    original: asImages(toIntensities(targets)),
    mean: gamma.slice(0, latent),
    logVariance: isPoint ? new Float32Array(latent).fill(-Infinity) : gamma.slice(latent),
    reconstruction: asImages(pixels.slice(0, PIXELS)),
    draws: asImages(pixels.slice(PIXELS)),
  }
}
