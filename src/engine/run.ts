/**
 * One run: a model on a data set with its settings, from step 0 until it is replaced. Trains, pauses, evaluates on
 * schedule, watches for divergence, and tells what happens as events.
 */
import { normal } from '../math/random.ts'
import type { Dataset } from '../data/dataset.ts'
import type { EngineEvent, Images, Reconstructions } from '../protocol/engine.ts'
import { CodedError } from '../protocol/errors.ts'
import type { Evaluation } from '../protocol/metrics.ts'
import { liveSettings, type LiveSettings, type Settings } from '../protocol/settings.ts'
import { createBatches } from './batches.ts'
import { evaluate, testTargets } from './evaluation.ts'
import { decodeToPixels, reconstructToPixels } from './inference.ts'
import { createLastGood } from './last-good.ts'
import { runLoop, type StepReport } from './loop.ts'
import { createMeter } from './meter.ts'
import { STREAMS } from './streams.ts'
import { createTraining, PIXELS } from './training.ts'

/** An evaluation this early shows that something is learned before the first epoch is over. */
const FIRST_EVALUATION = 100

export interface Run {
  readonly stepsPerEpoch: number
  train(until: number): void
  pause(): Promise<number>
  step(): Promise<number>
  configure(live: LiveSettings): void
  evaluate(signal?: AbortSignal): Promise<Evaluation>
  samplePrior(count: number): Promise<Images>
  reconstruct(count: number): Promise<Reconstructions>
  decode(z: Float32Array): Promise<Images>
  dispose(): Promise<void>
}

export function createRun(settings: Settings, dataset: Dataset, emit: (event: EngineEvent) => void): Run {
  const batches = createBatches(dataset.train, settings)
  const training = createTraining(settings, batches)
  const lastGood = createLastGood(training)
  const meter = createMeter(batches.stepsPerEpoch, emit)
  const ending = new AbortController()
  let live = liveSettings(settings)
  let wanted = false
  let until = 0
  let settledStep = 0
  let looping: Promise<void> | null = null
  let scheduled: Promise<void> = Promise.resolve()

  const isDue = (step: number) => step === FIRST_EVALUATION || step % batches.stepsPerEpoch === 0
  const reached = () => until > 0 && training.step >= until

  function startEvaluation(signal?: AbortSignal): Promise<Evaluation> {
    return evaluate({
      settings,
      split: dataset.test,
      checkpoint: training.checkpoint(),
      signal: signal ? AbortSignal.any([signal, ending.signal]) : ending.signal,
      onProgress: (done, total) => emit({ type: 'progress', task: 'evaluate', done, total }),
    }).then((evaluation) => {
      emit({ type: 'evaluated', evaluation })
      return evaluation
    })
  }

  /** Evaluations on schedule follow one another; the loop waits only if the one before is still going. */
  async function between(): Promise<void> {
    if (!isDue(training.step)) return
    await scheduled
    scheduled = startEvaluation().then(
      () => undefined,
      () => undefined, // ended with the run
    )
  }

  async function settled(reports: readonly StepReport[], seconds: number): Promise<boolean> {
    const bad = reports.find(({ finite }) => !finite)
    meter.add(bad ? reports.slice(0, reports.indexOf(bad)) : reports, seconds)
    if (bad) {
      wanted = false
      diverge(bad.step)
      return false
    }
    settledStep = reports.at(-1)!.step
    await lastGood.watch(training, settledStep)
    return true
  }

  function diverge(step: number): void {
    training.restore(lastGood.checkpoint)
    settledStep = training.step
    meter.rewind(training.step)
    emit({ type: 'diverged', step, restoredStep: training.step })
  }

  function start(target: number): Promise<void> {
    until = target
    wanted = !reached()
    if (looping) return looping
    meter.resume()
    looping = runLoop(training, {
      live: () => live,
      wanted: () => wanted && !reached(),
      boundary: isDue,
      settled,
      between,
    }).finally(() => {
      looping = null
      wanted = false
      meter.flush()
    })
    return looping
  }

  async function standStill(): Promise<number> {
    wanted = false
    await looping
    return training.step
  }

  const images = (pixels: Uint8Array): Images => ({ pixels, count: pixels.length / PIXELS })
  const decode = async (z: Float32Array) =>
    images(await decodeToPixels(training.architecture, training.network, z))

  return {
    stepsPerEpoch: batches.stepsPerEpoch,
    train(target) {
      emit({ type: 'started' })
      void start(target).then(() => emit({ type: 'paused', step: training.step }))
    },
    pause: standStill,
    async step() {
      if (looping) throw new CodedError('step-while-training')
      await start(training.step + 1)
      return training.step
    },
    configure(next) {
      live = next
    },
    evaluate: startEvaluation,
    samplePrior: (count) =>
      decode(normal(count * settings.latent, { seed: settings.seed, stream: STREAMS.prior, step: 0 })),
    async reconstruct(count) {
      const { targets } = testTargets(dataset.test, settings, 0, count)
      const originals = images(Uint8Array.from(targets, (value) => Math.round(255 * value)))
      const pixels = await reconstructToPixels(training.architecture, training.network, targets)
      return { originals, reconstructions: images(pixels) }
    },
    decode,
    async dispose() {
      ending.abort()
      await standStill()
      await scheduled
      lastGood.dispose()
      training.dispose()
    },
  }
}
