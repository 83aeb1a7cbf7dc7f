/**
 * Starts and stops the loop of one run: pauses on request, and restores the last good weights when the numbers
 * are no longer finite. Reports only the outcome; run.ts passes it on.
 */
import type { EngineEvent } from '../protocol/engine.ts'
import type { LiveSettings } from '../protocol/settings.ts'
import type { Background } from './background.ts'
import { createLastGood } from './last-good.ts'
import { runLoop, type StepReport } from './loop.ts'
import type { Meter } from './meter.ts'
import type { Snapshots } from './snapshots.ts'
import type { Training } from './training.ts'

/** Why training stopped. */
export type Outcome = Extract<EngineEvent, { type: 'paused' | 'diverged' }>

export interface Trainer {
  readonly isTraining: boolean
  /** Trains until `until` steps in total (0 = no limit). While training, only changes the limit. */
  start(until: number): Promise<Outcome>
  pause(): Promise<number>
  dispose(): void
}

interface TrainerOptions {
  readonly training: Training
  /** The settings wanted now; read before every step. */
  readonly live: () => LiveSettings
  readonly meter: Meter
  readonly background: Background
  readonly snapshots: Snapshots
}

export function createTrainer(options: TrainerOptions): Trainer {
  const { training, live, meter, background, snapshots } = options
  const lastGood = createLastGood(training)
  /** Aborted to end training, and any work that it would wait for. */
  let pausing = new AbortController()
  let until = 0
  let divergedAt: number | null = null
  let looping: Promise<Outcome> | null = null

  const isThere = () => until > 0 && training.step >= until

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
    background.resume()
    await runLoop(training, {
      live,
      wanted: () => !pausing.signal.aborted && !isThere(),
      boundary: background.isDue,
      settled,
      between: () => background.between(pausing.signal, isThere()),
    }).finally(background.rest)
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
      if (pausing.signal.aborted) pausing = new AbortController()
      looping ??= loop().finally(() => {
        looping = null
        snapshots.serveAtRest()
      })
      return looping
    },
    async pause() {
      pausing.abort()
      await looping?.catch(() => undefined) // reported to the caller of `start`
      return training.step
    },
    dispose: lastGood.dispose,
  }
}
