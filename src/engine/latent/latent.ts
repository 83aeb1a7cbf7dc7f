/**
 * What can be asked of one run's latent space. Each question that takes more than a moment works on a checkpoint, so
 * that its answer is of one step, and gives it back however it ends. Pictures alone are views.ts.
 */
import type { Split } from '../../data/dataset.ts'
import { normal } from '../../math/random.ts'
import type { Engine, EngineEvent, Images } from '../../protocol/engine.ts'
import { CodedError } from '../../protocol/errors.ts'
import type { Chosen, Inspection } from '../../protocol/latent.ts'
import type { Settings } from '../../protocol/settings.ts'
import { inspectImage } from '../inference.ts'
import { STREAMS } from '../streams.ts'
import { PIXELS, releaseCheckpoint, type Checkpoint, type Training } from '../training.ts'
import { targetsOf } from './chosen.ts'
import { encode } from './encodings.ts'

export type Latent = Pick<Engine, 'testImages' | 'encodings' | 'inspect' | 'exactPosterior' | 'gap'> & {
  /** Resolves when nothing runs any more; to hurry, end it with the signal it was made with. */
  finished(): Promise<void>
}

interface LatentOptions {
  readonly settings: Settings
  readonly test: Split
  readonly training: Training
  readonly ending: AbortSignal
  readonly emit: (event: EngineEvent) => void
}

const asImages = (pixels: Uint8Array): Images => ({ pixels, count: pixels.length / PIXELS })

export function createLatent({ settings, test, training, ending }: LatentOptions): Latent {
  const { architecture } = training
  const { seed, latent } = settings
  const running = new Set<Promise<unknown>>()

  /** The number of images that `count` stands for. */
  function imagesFor(count: number): number {
    if (!Number.isInteger(count) || count < 1) throw new CodedError('image-count-illegal', { count })
    return Math.min(count, test.count)
  }

  /** Runs `ask` on the weights of this moment; `signal` or the end of the run ends it. */
  function atPresent<T>(
    signal: AbortSignal | undefined,
    ask: (checkpoint: Checkpoint, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const checkpoint = training.checkpoint()
    const asked = ask(checkpoint, signal ? AbortSignal.any([signal, ending]) : ending)
    running.add(asked)
    return asked.finally(() => {
      running.delete(asked)
      releaseCheckpoint(checkpoint)
    })
  }

  async function inspect(chosen: Chosen, draws: number): Promise<Inspection> {
    const targets = targetsOf(chosen, test, settings)
    const noise = normal(draws * latent, { seed, stream: STREAMS.posteriorDraws, step: 0 })
    const { step, network } = training
    const { gamma, pixels } = await inspectImage(architecture, network, targets, noise)
    return {
      step,
      original: asImages(Uint8Array.from(targets, (value) => Math.round(255 * value))),
      mean: gamma.slice(0, latent),
      logVariance: gamma.slice(latent),
      reconstruction: asImages(pixels.slice(0, PIXELS)),
      draws: asImages(pixels.slice(PIXELS)),
    }
  }

  return {
    inspect,
    async testImages(count) {
      const images = imagesFor(count)
      return {
        images: asImages(test.images.slice(0, images * PIXELS)),
        labels: test.labels?.slice(0, images) ?? null,
      }
    },
    async encodings(count, signal) {
      const images = imagesFor(count)
      return atPresent(signal, (checkpoint, ended) =>
        encode({ settings, split: test, count: images, checkpoint, signal: ended }),
      )
    },
    async exactPosterior() {
      throw new CodedError('exact-needs-two-latents', { latent })
    },
    async gap() {
      throw new CodedError('exact-needs-two-latents', { latent })
    },
    finished: async () => void (await Promise.allSettled(running)),
  }
}
