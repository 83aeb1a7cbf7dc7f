/**
 * Requests about the latent space of one run. Each longer computation works on a checkpoint, so that its result
 * belongs to one step, and releases it whatever the outcome. Images alone are in views.ts.
 */
import { linkedAbort } from '../../data/abort.ts'
import type { Engine, EngineEvent } from '../../protocol/engine.ts'
import { CodedError } from '../../protocol/errors.ts'
import { familyMetaOf } from '../../protocol/families.ts'
import type { ExactPosterior } from '../../protocol/latent.ts'
import type { LikelihoodReport, MeasuredOn } from '../../protocol/likelihood.ts'
import type { LiveSettings, Settings } from '../../protocol/settings.ts'
import type { TestSet } from '../test-images.ts'
import { architectureOf, releaseCheckpoint, type Checkpoint, type Training } from '../training.ts'
import { chosenTargets } from './chosen.ts'
import { encode } from './encodings.ts'
import { codebook, enumeratedPosterior } from './codes.ts'
import { exactPosterior } from './exact.ts'
import { averageGap } from './gap.ts'
import { asImages, inspect } from './inspect.ts'
import { marginalLikelihood } from './likelihood.ts'
import { requirePlane } from './plane.ts'
import { waysToPosterior } from './ways/ways.ts'

export type Latent = Pick<
  Engine,
  | 'testImages'
  | 'encodings'
  | 'codebook'
  | 'inspect'
  | 'exactPosterior'
  | 'waysToPosterior'
  | 'gap'
  | 'likelihood'
> & {
  /** As `likelihood`, of the present weights of each of these lanes; their draws take turns. */
  likelihoods(
    lanes: readonly LatentLane[],
    count: number,
    draws: number,
    signal?: AbortSignal,
  ): Promise<LikelihoodReport[]>
  /** Resolves when no request is running; to end it sooner, abort the signal passed at creation. */
  finished(): Promise<void>
}

interface LatentLane {
  readonly training: Training
  readonly live: () => LiveSettings
}

interface LatentOptions extends LatentLane {
  readonly settings: Settings
  readonly test: TestSet
  /** The images' data set. */
  readonly dataset: MeasuredOn['dataset']
  readonly ending: AbortSignal
  readonly emit: (event: EngineEvent) => void
}

/** Sigma is a live setting, so all that computes log p(x|z) needs the settings of the moment. */
const presentOf = (settings: Settings, { live }: Pick<LatentLane, 'live'>): Settings => ({
  ...settings,
  ...live(),
})

/** Computations on one checkpoint, which is released afterwards. */
function createComputing({ training, ending }: Pick<LatentOptions, 'training' | 'ending'>) {
  const running = new Set<Promise<unknown>>()
  return {
    /** Runs `ask` on the present weights, by default the first lane's; `signal` or the end of the run aborts it. */
    atPresent<T>(
      signal: AbortSignal | undefined,
      ask: (checkpoint: Checkpoint, signal: AbortSignal) => Promise<T>,
      from = training,
    ): Promise<T> {
      const checkpoint = from.checkpoint()
      const { controller, release } = linkedAbort(signal, ending)
      const asked = ask(checkpoint, controller.signal)
      running.add(asked)
      return asked.finally(() => {
        running.delete(asked)
        release()
        releaseCheckpoint(checkpoint)
      })
    },
    finished: async () => void (await Promise.allSettled(running)),
  }
}

/** Of one image: its exact posterior, and the ways to it. */
function posteriorsOf(
  options: LatentOptions,
  atPresent: ReturnType<typeof createComputing>['atPresent'],
): Pick<Latent, 'exactPosterior' | 'waysToPosterior'> {
  const { settings, test, live, emit } = options
  const { seed, latent } = settings
  const present = () => presentOf(settings, options)
  const progressOf = (task: 'posterior' | 'ways') => (done: number, total: number) =>
    emit({ type: 'progress', task, done, total })
  return {
    async exactPosterior(chosen, signal) {
      const { family } = live()
      const isEnumerated = familyMetaOf(family).exactPosterior === 'enumeration'
      if (!isEnumerated) await requirePlane(latent, family)
      const targets = chosenTargets(chosen, test, settings)
      return atPresent<ExactPosterior>(signal, (checkpoint, ended) => {
        const request = { checkpoint, targets, signal: ended, onProgress: progressOf('posterior') }
        return isEnumerated
          ? enumeratedPosterior({ ...request, settings: present(), family })
          : exactPosterior({ ...request, seed, architecture: architectureOf(present()) })
      })
    },
    async waysToPosterior(chosen, signal) {
      await requirePlane(latent, live().family)
      const targets = chosenTargets(chosen, test, settings)
      const architecture = architectureOf(present())
      const request = { seed, architecture, targets, onProgress: progressOf('ways') }
      return atPresent(signal, (checkpoint, ended) =>
        waysToPosterior({ ...request, checkpoint, signal: ended }),
      )
    },
  }
}

function likelihoodsOf(
  { settings, test, dataset, emit }: LatentOptions,
  atPresent: ReturnType<typeof createComputing>['atPresent'],
  imagesFor: (count: number) => Uint32Array,
): Latent['likelihoods'] {
  return async (lanes, count, draws, signal) => {
    const asked = { test, dataset, indices: imagesFor(count), draws }
    const counts = lanes.map(() => ({ done: 0, total: 0 }))
    const onProgress = (place: number) => (done: number, total: number) => {
      counts[place] = { done, total }
      const of = (which: 'done' | 'total') => counts.reduce((sum, one) => sum + one[which], 0)
      emit({ type: 'progress', task: 'likelihood', done: of('done'), total: of('total') })
    }
    return Promise.all(
      lanes.map((lane, place) => {
        const present = presentOf(settings, lane)
        const own = { settings: present, family: present.family, onProgress: onProgress(place) }
        const ofLane = { ...asked, ...own }
        return atPresent(
          signal,
          (checkpoint, ended) => marginalLikelihood({ ...ofLane, checkpoint, signal: ended }),
          lane.training,
        )
      }),
    )
  }
}

export function createLatent(options: LatentOptions): Latent {
  const { settings, test, training, live, ending, emit } = options
  const { latent } = settings
  const { atPresent, finished } = createComputing({ training, ending })
  const onProgress = (done: number, total: number) =>
    emit({ type: 'progress', task: 'posterior', done, total })

  /** The test images that `count` selects. */
  function imagesFor(count: number): Uint32Array {
    if (!Number.isInteger(count) || count < 1) throw new CodedError('image-count-illegal', { count })
    return test.some(count)
  }

  const likelihoods = likelihoodsOf(options, atPresent, imagesFor)
  /** What a request about `count` test images computes with. */
  const about = (count: number) => {
    const present = presentOf(settings, options)
    return { settings: present, family: present.family, test, indices: imagesFor(count) }
  }

  return {
    inspect: async (chosen, draws) =>
      inspect(training, settings, live(), chosenTargets(chosen, test, settings), draws),
    async testImages(count) {
      const indices = imagesFor(count)
      const images = asImages(test.intensities(indices))
      return { total: test.total, indices, images, labels: test.labels?.slice() ?? null }
    },
    async encodings(count, signal) {
      const asked = about(count)
      return atPresent(signal, (checkpoint, ended) => encode({ ...asked, checkpoint, signal: ended }))
    },
    async codebook(count, signal) {
      const asked = about(count)
      return atPresent(signal, (checkpoint, ended) => codebook({ ...asked, checkpoint, signal: ended }))
    },
    async gap(count, signal) {
      await requirePlane(latent, live().family)
      const asked = about(count)
      return atPresent(signal, (checkpoint, ended) =>
        averageGap({ ...asked, checkpoint, signal: ended, onProgress }),
      )
    },
    ...posteriorsOf(options, atPresent),
    likelihoods,
    likelihood: async (count, draws, signal) => (await likelihoods([options], count, draws, signal))[0]!,
    finished,
  }
}
