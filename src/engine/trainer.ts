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

type Diverged = { readonly step: number; readonly lane: number }

/** Counts a slice's steps up to the first that is not finite, in any lane; null if there is none. */
function addReports(
  lanes: Lanes,
  reports: readonly (readonly StepReport[])[],
  seconds: number,
): Diverged | null {
  const steps = reports[0]!
  const bad = steps.findIndex((_, i) => reports.some((own) => !own[i]!.finite))
  const good = bad < 0 ? steps.length : bad
  // The first lane last: its meter sends the rows of all.
  for (const [i, lane] of [...lanes.all.entries()].reverse())
    lane.meter.add(reports[i]!.slice(0, good), seconds)
  if (bad < 0) return null
  const lane = reports.findIndex((own) => !own[bad]!.finite)
  return { step: steps[bad]!.step, lane: lanes.all[lane]!.id }
}

/** Counts a slice, and keeps its weights from time to time if they are good. */
async function settle(
  { lanes, lastGood, snapshots }: TrainerOptions,
  reports: readonly (readonly StepReport[])[],
  seconds: number,
): Promise<Diverged | null> {
  const diverged = addReports(lanes, reports, seconds)
  snapshots.settled()
  if (!diverged) await lastGood.watch(reports[0]!.at(-1)!.step)
  return diverged
}

/** What is to be done at rest, in the order in which it was asked for. */
function createQueue() {
  let waiting: (() => void)[] = []
  return {
    get isEmpty() {
      return waiting.length === 0
    },
    serve() {
      const actions = waiting
      waiting = []
      for (const act of actions) act()
    },
    ask: <T>(action: () => T | Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        waiting.push(() => {
          try {
            resolve(action())
          } catch (thrown) {
            reject(thrown as Error)
          }
        })
      }),
  }
}

/** Where training stops; after a divergence at the last good step. */
function conclude({ lanes, lastGood }: TrainerOptions, diverged: Diverged | null): Outcome {
  const { training } = lanes.first
  if (!diverged) return { type: 'paused', step: training.step }
  const { step, lane } = diverged
  lastGood.restore()
  for (const { meter } of lanes.all) meter.rewind(training.step)
  const of = lane === FIRST_LANE ? {} : { lane }
  return { type: 'diverged', step, restoredStep: training.step, ...of }
}

/** How far training is wanted: to a step, or until it is paused. */
function createLimit(stepNow: () => number) {
  /** Aborted to end training, and any work that it would wait for. */
  let pausing = new AbortController()
  let until = 0
  const isThere = () => until > 0 && stepNow() >= until
  return {
    get pausing() {
      return pausing.signal
    },
    isThere,
    isWanted: () => !pausing.signal.aborted && !isThere(),
    set(target: number) {
      until = target
      if (pausing.signal.aborted) pausing = new AbortController()
    },
    pause: () => pausing.abort(),
  }
}

export function createTrainer(options: TrainerOptions): Trainer {
  const { lanes, inputs, background, snapshots } = options
  const { training, meter } = lanes.first
  const limit = createLimit(() => training.step)
  let diverged: Diverged | null = null
  const queue = createQueue()
  let looping: Promise<Outcome> | null = null

  const isWanted = () => !diverged && limit.isWanted()

  const spell = () =>
    runLoop(lanes.all, {
      inputs,
      wanted: () => isWanted() && queue.isEmpty,
      boundary: background.isDue,
      settled: async (reports, seconds) => (diverged = await settle(options, reports, seconds)) === null,
      between: () => background.between(limit.pausing, limit.isThere()),
    })

  async function loop(): Promise<Outcome> {
    diverged = null
    for (const lane of lanes.all) lane.meter.resume()
    background.resume()
    try {
      await spell()
      while (!queue.isEmpty) {
        meter.flush()
        queue.serve()
        if (isWanted()) await spell()
      }
    } finally {
      background.rest()
    }
    const outcome = conclude(options, diverged)
    meter.flush()
    return outcome
  }

  return {
    get isTraining() {
      return looping !== null
    },
    start(target) {
      limit.set(target)
      looping ??= loop().finally(() => {
        looping = null
        queue.serve()
        snapshots.serveAtRest()
      })
      return looping
    },
    async pause() {
      limit.pause()
      await looping?.catch(() => undefined) // reported to the caller of `start`
      return training.step
    },
    atRest(action) {
      const done = queue.ask(action)
      if (!looping) queue.serve()
      return done
    },
  }
}
