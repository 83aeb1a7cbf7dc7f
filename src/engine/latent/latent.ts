/**
 * What can be asked of one run's latent space. Each question that takes more than a moment works on a checkpoint, so
 * that its answer is of one step, and gives it back however it ends. Pictures alone are views.ts.
 */
import type { Split } from '../../data/dataset.ts'
import type { Engine, EngineEvent } from '../../protocol/engine.ts'
import { CodedError } from '../../protocol/errors.ts'
import type { LiveSettings, Settings } from '../../protocol/settings.ts'
import { PIXELS, releaseCheckpoint, type Checkpoint, type Training } from '../training.ts'
import { targetsOf } from './chosen.ts'
import { encode } from './encodings.ts'
import { exactPosterior } from './exact.ts'
import { averageGap } from './gap.ts'
import { asImages, inspect } from './inspect.ts'
import { requirePlane } from './plane.ts'

export type Latent = Pick<Engine, 'testImages' | 'encodings' | 'inspect' | 'exactPosterior' | 'gap'> & {
  /** Resolves when nothing runs any more; to hurry, end it with the signal it was made with. */
  finished(): Promise<void>
}

interface LatentOptions {
  readonly settings: Settings
  readonly test: Split
  readonly training: Training
  readonly live: () => LiveSettings
  readonly ending: AbortSignal
  readonly emit: (event: EngineEvent) => void
}

export function createLatent({ settings, test, training, live, ending, emit }: LatentOptions): Latent {
  const { architecture } = training
  const { seed, latent } = settings
  const running = new Set<Promise<unknown>>()
  const onProgress = (done: number, total: number) =>
    emit({ type: 'progress', task: 'posterior', done, total })

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

  return {
    inspect: async (chosen, draws) =>
      inspect(training, settings, live(), targetsOf(chosen, test, settings), draws),
    async testImages(count) {
      const images = imagesFor(count)
      return {
        images: asImages(test.images.slice(0, images * PIXELS)),
        labels: test.labels?.slice(0, images) ?? null,
      }
    },
    async encodings(count, signal) {
      const images = imagesFor(count)
      const { posterior } = live()
      return atPresent(signal, (checkpoint, ended) =>
        encode({ settings, posterior, split: test, count: images, checkpoint, signal: ended }),
      )
    },
    async exactPosterior(chosen, signal) {
      requirePlane(latent, live().posterior)
      const targets = targetsOf(chosen, test, settings)
      return atPresent(signal, (checkpoint, ended) =>
        exactPosterior({ seed, architecture, checkpoint, targets, signal: ended, onProgress }),
      )
    },
    async gap(count, signal) {
      requirePlane(latent, live().posterior)
      const images = imagesFor(count)
      return atPresent(signal, (checkpoint, ended) =>
        averageGap({ settings, split: test, count: images, checkpoint, signal: ended, onProgress }),
      )
    },
    finished: async () => void (await Promise.allSettled(running)),
  }
}
