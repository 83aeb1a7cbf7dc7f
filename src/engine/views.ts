/**
 * Images from the present model: prior samples, reconstructions, decoded points. Training may continue
 * meanwhile.
 */
import { FAMILIES } from '../families/registry.ts'
import { toIntensities } from '../math/targets.ts'
import type { GeneratedImages, Engine } from '../protocol/engine.ts'
import { CodedError } from '../protocol/errors.ts'
import { shapeOf, type LiveSettings, type Settings } from '../protocol/settings.ts'
import { decodeToPixels, reconstructToPixels } from './inference.ts'
import { asImages } from './latent/inspect.ts'
import { STREAMS } from './streams.ts'
import type { TestSet } from './test-images.ts'
import type { Training } from './training.ts'

export type EngineViews = Pick<Engine, 'samplePrior' | 'reconstruct' | 'decode'>

interface ViewsOptions {
  readonly settings: Settings
  readonly test: TestSet
  readonly training: Training
  readonly live: () => LiveSettings
}

export function createViews({ settings, test, training, live }: ViewsOptions): EngineViews {
  const shape = shapeOf(settings)
  const prior = { seed: settings.seed, stream: STREAMS.prior, step: 0 }

  async function decode(z: Float32Array): Promise<GeneratedImages> {
    const { step, architecture } = training
    if (z.length % architecture.code !== 0)
      throw new CodedError('message-wrong', {
        at: 'decode[0]',
        expected: `a multiple of ${architecture.code} numbers`,
      })
    return { ...asImages(await decodeToPixels(training, z)), step }
  }

  return {
    decode,
    samplePrior: (count) => decode(FAMILIES[live().family].reference(shape).prior(count, prior)),
    async reconstruct(count) {
      const { step } = training
      const targets = test.targets(test.some(count))
      const originals = asImages(toIntensities(targets))
      const { architecture, network } = training
      const family = FAMILIES[live().family].family(shape)
      const pixels = await reconstructToPixels({ architecture, network, family }, targets)
      return { step, originals, reconstructions: asImages(pixels) }
    },
  }
}
