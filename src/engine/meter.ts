/**
 * Turns step reports into logged rows and a rate, and sends them at most five times a second: as often as the
 * eye needs, since each event costs the page a frame.
 */
import type { EngineEvent } from '../protocol/engine.ts'
import { isLogged, type TrainRow } from '../protocol/metrics.ts'
import type { SinceRow, Snapshot } from '../protocol/snapshot.ts'
import type { StepReport } from './loop.ts'

const MS_BETWEEN_EVENTS = 200
const NOTHING: SinceRow = { steps: 0, recon: 0, kl: 0 }
const BEGINNING: MeterState = { step: 0, seconds: 0, since: NOTHING }
/** Time over which the rate is averaged. */
const RATE_SECONDS = 1

/** Where a run stands, as far as its numbers are in. */
export type MeterState = Pick<Snapshot, 'step' | 'seconds' | 'since'>

export interface Meter {
  /** The clock starts again after a pause. */
  resume(): void
  add(reports: readonly StepReport[], seconds: number): void
  /** Forgets what came after `step`, to which the run has returned. */
  rewind(step: number): void
  flush(): void
  /** From which another meter goes on as this one would. */
  state(): MeterState
}

const meanOf = ({ steps, recon, kl }: SinceRow, { estimator, samples, beta }: StepReport['live']) => ({
  estimator,
  samples,
  beta,
  recon: recon / steps,
  kl: kl === null ? null : kl / steps,
})

export function createMeter(
  stepsPerEpoch: number,
  emit: (event: EngineEvent) => void,
  from: MeterState = BEGINNING,
): Meter {
  let rows: TrainRow[] = []
  let since = from.since
  let trainedSeconds = from.seconds
  let stepsPerSecond = 0
  let measuredSeconds = 0
  let step = from.step
  let sentAt = 0

  function log(report: StepReport): void {
    const { live } = report
    since = {
      steps: since.steps + 1,
      recon: since.recon + report.recon,
      kl: since.kl === null || report.kl === null ? null : since.kl + report.kl,
    }
    step = report.step
    if (!isLogged(step)) return
    rows.push({ step, epoch: step / stepsPerEpoch, seconds: trainedSeconds, ...meanOf(since, live) })
    since = NOTHING
  }

  function flush(): void {
    emit({ type: 'trained', step, stepsPerSecond, rows })
    rows = []
    sentAt = performance.now()
  }

  return {
    resume() {
      measuredSeconds = 0
    },
    add(reports, seconds) {
      measuredSeconds += seconds
      const weight = Math.max(1 - Math.exp(-seconds / RATE_SECONDS), seconds / measuredSeconds)
      if (seconds > 0) stepsPerSecond += weight * (reports.length / seconds - stepsPerSecond)
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
    flush,
    state: () => ({ step, seconds: trainedSeconds, since }),
  }
}
