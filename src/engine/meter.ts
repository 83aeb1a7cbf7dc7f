/**
 * Turns step reports into logged rows and rates, and sends them at most four times a second: often enough for
 * the eye, and each event costs the page a frame.
 */
import type { EngineEvent } from '../protocol/engine.ts'
import { metaOf } from '../protocol/estimators.ts'
import { isLogged, type TrainRow } from '../protocol/metrics.ts'
import type { SinceRow, Snapshot } from '../protocol/snapshot.ts'
import type { StepReport } from './loop.ts'
import { createRate } from './rate.ts'

const MS_BETWEEN_EVENTS = 250
const NOTHING: SinceRow = { steps: 0, recon: 0, kl: 0 }
const BEGINNING: MeterState = { step: 0, seconds: 0, since: NOTHING }
/** Averaging times of the rates; longer for wall-clock rates, since measurements arrive in batches. */
const TRAINING_RATE_SECONDS = 1
const CLOCK_RATE_SECONDS = 4

/** The state of a run, up to the last step whose numbers have been read. */
export type MeterState = Pick<Snapshot, 'step' | 'seconds' | 'since'>

export interface Meter {
  /** Restarts the clock after a pause. */
  resume(): void
  add(reports: readonly StepReport[], seconds: number): void
  /** Discards everything after `step`, to which the run has returned. */
  rewind(step: number): void
  /** Goes on from the state of another meter. */
  take(state: MeterState): void
  flush(): void
  /** The state from which another meter can continue. */
  state(): MeterState
}

const meanOf = (
  { steps, recon, kl, bound }: SinceRow,
  { estimator, samples, beta, k, noise, temperature }: StepReport['live'],
) => ({
  estimator,
  samples,
  beta,
  ...(metaOf(estimator).usesTemperature && { temperature }),
  recon: recon / steps,
  kl: kl === null ? null : kl / steps,
  ...(bound !== undefined && { bound: { k, value: bound / steps } }),
  ...(noise !== 'independent' && { noise }),
})

/** The sum of the bounds; none if one of the steps has none. */
function sumOfBounds(since: SinceRow, { bound }: StepReport): Pick<SinceRow, 'bound'> {
  const before = since.steps === 0 ? 0 : since.bound
  return bound === null || before === undefined ? {} : { bound: before + bound }
}

/** Steps per second of training alone; steps and images per second of wall-clock time. */
function createRates(now: () => number) {
  const training = createRate(TRAINING_RATE_SECONDS)
  const [steps, images] = [createRate(CLOCK_RATE_SECONDS), createRate(CLOCK_RATE_SECONDS)]
  let last = now()
  return {
    resume() {
      last = now()
      for (const rate of [training, steps, images]) rate.restart()
    },
    add(reports: readonly StepReport[], seconds: number) {
      const clock = now() - last
      last += clock
      training.add(reports.length, seconds)
      steps.add(reports.length, clock)
      images.add(
        reports.reduce((sum, report) => sum + report.images, 0),
        clock,
      )
    },
    read: () => ({
      steps: steps.perSecond,
      images: images.perSecond,
      trainingSteps: training.perSecond,
    }),
  }
}

/** `now` is in seconds, from any origin. */
export function createMeter(
  stepsPerEpoch: number,
  emit: (event: EngineEvent) => void,
  from: MeterState = BEGINNING,
  now = () => performance.now() / 1000,
): Meter {
  let rows: TrainRow[] = []
  let since = from.since
  let trainedSeconds = from.seconds
  const rates = createRates(now)
  let step = from.step
  let sentAt = 0

  function log(report: StepReport): void {
    const { live } = report
    since = {
      steps: since.steps + 1,
      recon: since.recon + report.recon,
      kl: since.kl === null || report.kl === null ? null : since.kl + report.kl,
      ...sumOfBounds(since, report),
    }
    step = report.step
    if (!isLogged(step)) return
    rows.push({ step, epoch: step / stepsPerEpoch, seconds: trainedSeconds, ...meanOf(since, live) })
    since = NOTHING
  }

  function flush(): void {
    emit({ type: 'trained', step, rates: rates.read(), rows })
    rows = []
    sentAt = performance.now()
  }

  return {
    resume: rates.resume,
    add(reports, seconds) {
      rates.add(reports, seconds)
      const startedAt = trainedSeconds
      reports.forEach((report, i) => {
        trainedSeconds = startedAt + (seconds * (i + 1)) / reports.length
        log(report)
      })
      if (performance.now() - sentAt >= MS_BETWEEN_EVENTS) flush()
    },
    rewind(to) {
      rows = rows.filter((row) => row.step <= to)
      since = NOTHING
      step = to
    },
    take(state) {
      since = state.since
      step = state.step
      trainedSeconds = state.seconds
    },
    flush,
    state: () => ({ step, seconds: trainedSeconds, since }),
  }
}
