/**
 * Images from the present model: prior samples, reconstructions, decoded points. Training may continue
 * meanwhile.
 */
import { normal } from '../math/random.ts'
import { toIntensities } from '../math/targets.ts'
import type { Decoded, Engine } from '../protocol/engine.ts'
import type { Images } from '../protocol/images.ts'
import { CodedError } from '../protocol/errors.ts'
import type { Settings } from '../protocol/settings.ts'
import { decodeToPixels, reconstructToPixels } from './inference.ts'
import { STREAMS } from './streams.ts'
import type { TestImages } from './test-images.ts'
import { PIXELS, type Training } from './training.ts'

export type Views = Pick<Engine, 'samplePrior' | 'reconstruct' | 'decode'>

const asImages = (pixels: Uint8Array): Images => ({ pixels, count: pixels.length / PIXELS })

export function createViews(settings: Settings, test: TestImages, training: Training): Views {
  const { architecture } = training
  const prior = { seed: settings.seed, stream: STREAMS.prior, step: 0 }

  async function decode(z: Float32Array): Promise<Decoded> {
    const { latent } = settings
    const { step } = training
    if (z.length % latent !== 0)
      throw new CodedError('message-wrong', { at: 'decode[0]', expected: `a multiple of ${latent} numbers` })
    return { ...asImages(await decodeToPixels(architecture, training.network, z)), step }
  }

  return {
    decode,
    samplePrior: (count) => decode(normal(count * settings.latent, prior)),
    async reconstruct(count) {
      const { step } = training
      const targets = test.targets(test.some(count))
      const originals = asImages(toIntensities(targets))
      const pixels = await reconstructToPixels(architecture, training.network, targets)
      return { step, originals, reconstructions: asImages(pixels) }
    },
  }
}
