/**
 * Starts and stops the loop of one run: pauses on request, lets its lanes change between two steps, and restores the last
 * good weights when the numbers are no longer finite. Reports only the outcome; run.ts passes it on.
 */
import type { EngineEvent } from '../protocol/engine.ts'
import { FIRST_LANE } from '../protocol/lanes.ts'
import type { Background } from './background.ts'
import type { Lanes } from './lanes.ts'
import type { LastGood } from './last-good.ts'
import { runLoop, type StepReport } from './loop.ts'
import type { Snapshots } from './snapshots.ts'
import type { StepInputs } from './training.ts'

/** Why training stopped. */
export type Outcome = Extract<EngineEvent, { type: 'paused' | 'diverged' }>

export interface Trainer {
  readonly isTraining: boolean
  /** Trains until `until` steps in total (0 = no limit). While training, only changes the limit. */
  start(until: number): Promise<Outcome>
  pause(): Promise<number>
  /**
   * Does something between two steps, when the numbers of all steps have been read; training goes on afterwards. In the
   * order of the calls.
   */
  atRest<T>(action: () => T | Promise<T>): Promise<T>
}

interface TrainerOptions {
  readonly lanes: Lanes
  readonly inputs: StepInputs
  readonly lastGood: LastGood
  readonly background: Background
  readonly snapshots: Snapshots
}

export function createTrainer(options: TrainerOptions): Trainer {
  const { lanes, inputs, lastGood, background, snapshots } = options
  const { training, meter } = lanes.first
  /** Aborted to end training, and any work that it would wait for. */
  let pausing = new AbortController()
  let until = 0
  let diverged: { readonly step: number; readonly lane: number } | null = null
  let waiting: (() => void)[] = []
  let looping: Promise<Outcome> | null = null

  const isThere = () => until > 0 && training.step >= until

  async function settled(reports: readonly (readonly StepReport[])[], seconds: number): Promise<boolean> {
    const steps = reports[0]!
    const bad = steps.findIndex((_, i) => reports.some((own) => !own[i]!.finite))
    const good = bad < 0 ? steps.length : bad
    // The first lane last: its meter sends the rows of all.
    lanes.all.forEach(
      (lane, i) => lane !== lanes.first && lane.meter.add(reports[i]!.slice(0, good), seconds),
    )
    meter.add(steps.slice(0, good), seconds)
    snapshots.settled()
    if (bad < 0) await lastGood.watch(steps.at(-1)!.step)
    else {
      const lane = lanes.all[reports.findIndex((own) => !own[bad]!.finite)]!.id
      diverged = { step: steps[bad]!.step, lane }
    }
    return bad < 0
  }

  const isWanted = () => !diverged && !pausing.signal.aborted && !isThere()

  const spell = () =>
    runLoop(lanes.all, {
      inputs,
      wanted: () => isWanted() && waiting.length === 0,
      boundary: background.isDue,
      settled,
      between: () => background.between(pausing.signal, isThere()),
    })

  async function loop(): Promise<Outcome> {
    diverged = null
    for (const lane of lanes.all) lane.meter.resume()
    background.resume()
    try {
      await spell()
      while (waiting.length > 0) {
        meter.flush()
        serveWaiting()
        if (isWanted()) await spell()
      }
    } finally {
      background.rest()
    }
    const outcome = conclude()
    meter.flush()
    return outcome
  }

  function conclude(): Outcome {
    if (!diverged) return { type: 'paused', step: training.step }
    const { step, lane } = diverged
    lastGood.restore()
    for (const { meter: own } of lanes.all) own.rewind(training.step)
    const of = lane === FIRST_LANE ? {} : { lane }
    return { type: 'diverged', step, restoredStep: training.step, ...of }
  }

  function serveWaiting(): void {
    const actions = waiting
    waiting = []
    for (const act of actions) act()
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
        serveWaiting()
        snapshots.serveAtRest()
      })
      return looping
    },
    async pause() {
      pausing.abort()
      await looping?.catch(() => undefined) // reported to the caller of `start`
      return training.step
    },
    atRest: (action) =>
      new Promise((resolve, reject) => {
        waiting.push(() => {
          try {
            resolve(action())
          } catch (thrown) {
            reject(thrown as Error)
          }
        })
        if (!looping) serveWaiting()
      }),
  }
}
