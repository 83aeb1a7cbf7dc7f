/**
 * Starts and stops the loop of one run: pauses where asked, evaluates on schedule, and returns to the last good
 * weights when the numbers stop being finite. Tells only how it ended; who listens is run.ts's business.
 */
import type { EngineEvent } from '../protocol/engine.ts'
import type { LiveSettings } from '../protocol/settings.ts'
import type { Evaluator } from './evaluator.ts'
import { createLastGood } from './last-good.ts'
import { runLoop, type StepReport } from './loop.ts'
import type { Meter } from './meter.ts'
import type { Prober } from './prober.ts'
import type { Snapshots } from './snapshots.ts'
import type { Training } from './training.ts'

/** How training came to stand still. */
export type Outcome = Extract<EngineEvent, { type: 'paused' | 'diverged' }>

export interface Trainer {
  readonly isTraining: boolean
  /** Until `until` steps are taken in all (0 = no limit). While training already, changes only the limit. */
  start(until: number): Promise<Outcome>
  pause(): Promise<number>
  dispose(): void
}

interface TrainerOptions {
  readonly training: Training
  /** What is asked for now; looked at before every step. */
  readonly live: () => LiveSettings
  readonly meter: Meter
  readonly evaluator: Evaluator
  readonly prober: Prober
  readonly snapshots: Snapshots
}

/** A snapshot holds the evaluation that is due at its step. */
async function betweenSlices(options: TrainerOptions, isWanted: () => boolean): Promise<void> {
  const { training, live, evaluator, prober, snapshots } = options
  if (evaluator.isDue(training.step)) await evaluator.startScheduled()
  snapshots.serve()
  if (isWanted()) await prober.probeWithinBudget(live())
}

export function createTrainer(options: TrainerOptions): Trainer {
  const { training, live, meter, evaluator, prober, snapshots } = options
  const lastGood = createLastGood(training)
  let wanted = false
  let until = 0
  let divergedAt: number | null = null
  let looping: Promise<Outcome> | null = null

  async function settled(reports: readonly StepReport[], seconds: number): Promise<boolean> {
    const bad = reports.findIndex(({ finite }) => !finite)
    meter.add(bad < 0 ? reports : reports.slice(0, bad), seconds)
    snapshots.settled()
    if (bad < 0) await lastGood.watch(training, reports.at(-1)!.step)
    else divergedAt = reports[bad]!.step
    return bad < 0
  }

  async function loop(): Promise<Outcome> {
    divergedAt = null
    meter.resume()
    prober.resume()
    await runLoop(training, {
      live,
      wanted: () => wanted && !(until > 0 && training.step >= until),
      boundary: evaluator.isDue,
      settled,
      between: () => betweenSlices(options, () => wanted),
    })
    const outcome = conclude()
    meter.flush()
    return outcome
  }

  function conclude(): Outcome {
    if (divergedAt === null) return { type: 'paused', step: training.step }
    training.restore(lastGood.checkpoint)
    meter.rewind(training.step)
    return { type: 'diverged', step: divergedAt, restoredStep: training.step }
  }

  return {
    get isTraining() {
      return looping !== null
    },
    start(target) {
      until = target
      wanted = true
      looping ??= loop().finally(() => {
        looping = null
        snapshots.serveAtRest()
      })
      return looping
    },
    async pause() {
      wanted = false
      await looping?.catch(() => undefined) // whoever started it is told
      return training.step
    },
    dispose: lastGood.dispose,
  }
}
