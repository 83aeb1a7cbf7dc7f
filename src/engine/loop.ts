/**
 * Runs training steps in slices short enough for the worker to answer between them, on a GPU with one slice in
 * flight, and checks that the numbers stay finite. Independent of messages.
 */
import { dispose, type Tensor1D } from '@tensorflow/tfjs-core'
import { SUMS } from '../estimators/step-sums.ts'
import { readTogether } from '../ops/readback.ts'
import { isRandom, type LiveSettings } from '../protocol/settings.ts'
import { breathe } from './breathe.ts'
import { createSliceClock } from './clock.ts'
import type { Training } from './training.ts'

/** What one step measured, in nats per image. */
export interface StepReport {
  readonly step: number
  /** The settings in force at this step. */
  readonly live: LiveSettings
  /** Images in the batch; the last batch of an epoch may have fewer. */
  readonly images: number
  readonly recon: number
  /** Null if the family has none. */
  readonly kl: number | null
  /** Whether the loss and the gradient with respect to gamma were finite. */
  readonly finite: boolean
}

type Issued = Pick<StepReport, 'step' | 'live' | 'images'>

export interface LoopHooks {
  live(): LiveSettings
  /** False stops the loop before the next step. */
  wanted(): boolean
  /** True ends the slice after this step, since the weights of exactly this step are needed. */
  boundary(step: number): boolean
  /** Called in order, when a slice's numbers have been read. False (they are not finite) stops the loop. */
  settled(reports: readonly StepReport[], seconds: number): Promise<boolean> | boolean
  /** Called at the end of a slice, with training at `training.step`. May be slow. */
  between(): Promise<void> | void
}

const SLICE_SECONDS = 0.012
const MOST_STEPS_A_SLICE = 64

export async function runLoop(training: Training, hooks: LoopHooks): Promise<void> {
  let secondsPerStep = SLICE_SECONDS
  let healthy = true
  const clock = createSliceClock()
  const underWay: Promise<StepReport[]>[] = []

  async function settleOldest(): Promise<void> {
    const reports = await underWay.shift()!
    const seconds = clock.lap(reports.length)
    secondsPerStep += 0.3 * (seconds / reports.length - secondsPerStep)
    if (healthy) healthy = await hooks.settled(reports, seconds)
  }

  while (healthy && hooks.wanted()) {
    const most = Math.min(Math.max(1, Math.round(SLICE_SECONDS / secondsPerStep)), MOST_STEPS_A_SLICE)
    const slice = submitSlice(training, hooks, most)
    slice.catch(() => undefined) // reported where it is awaited; after one slice fails, the other is not awaited
    underWay.push(slice)
    const began = performance.now()
    await hooks.between()
    clock.skip(performance.now() - began) // not training time
    if (underWay.length > 1) await settleOldest()
    await breathe()
  }
  while (underWay.length > 0) await settleOldest()
}

/** Issues up to `most` steps; resolves with their numbers, read in a single readback. */
function submitSlice(training: Training, hooks: LoopHooks, most: number): Promise<StepReport[]> {
  const issued: Issued[] = []
  const sums: Tensor1D[] = []
  do {
    const { sums: own, ...advanced } = training.advance(hooks.live())
    sums.push(own)
    issued.push({ step: training.step, ...advanced })
  } while (issued.length < most && hooks.wanted() && !hooks.boundary(training.step))
  const rows = readTogether(sums)
  dispose(sums)
  return reportsOf(rows, issued)
}

async function reportsOf(reading: Promise<Float32Array[]>, issued: readonly Issued[]): Promise<StepReport[]> {
  const rows = await reading
  return issued.map(({ step, live, images }, i) => {
    const row = rows[i]!
    const finite = row.every(Number.isFinite)
    const kl = isRandom(live) ? row[SUMS.kl]! / images : null
    return { step, live, images, finite, recon: row[SUMS.recon]! / images, kl }
  })
}
