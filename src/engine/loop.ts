/**
 * Runs training steps of one or several lanes in slices short enough for the worker to answer between them, on a GPU
 * with one slice in flight, and checks that the numbers stay finite. Independent of messages.
 */
import { getBackend, type Tensor1D } from '@tensorflow/tfjs-core'
import { SUMS } from '../estimators/step-sums.ts'
import { readTogether } from '../ops/readback.ts'
import { release } from '../ops/release.ts'
import { CodedError } from '../protocol/errors.ts'
import { isRandom, type LiveSettings } from '../protocol/settings.ts'
import { withDeadline } from '../waiting/deadline.ts'
import { breathe } from './breathe.ts'
import { createSliceClock } from './clock.ts'
import type { StepInputs, Training } from './training.ts'

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
  /** The bound that is trained, if it is not recon - KL. */
  readonly bound: number | null
  /** Whether the loss and the gradient with respect to gamma were finite. */
  readonly finite: boolean
}

/** A model that takes every step with the others. */
export interface Stepping {
  readonly training: Training
  readonly live: () => LiveSettings
}

/** Steps that have been issued; a GPU may still be computing them. */
interface Slice {
  readonly reports: Promise<SliceReports>
  /** When their numbers had been read, by `performance.now()`; Infinity until then. */
  readonly readAt: () => number
}

type Issued = Pick<StepReport, 'step' | 'live' | 'images'>

/** By lane, in their order: of each the same steps. */
type SliceReports = readonly (readonly StepReport[])[]

export interface LoopHooks {
  /** Made once for all lanes of a step. */
  readonly inputs: StepInputs
  /** False stops the loop before the next step. */
  wanted(): boolean
  /** True ends the slice after this step, since the weights of exactly this step are needed. */
  boundary(step: number): boolean
  /** Called in order, when a slice's numbers have been read. False (they are not finite) stops the loop. */
  settled(reports: SliceReports, seconds: number): Promise<boolean> | boolean
  /** Called at the end of a slice, with training at its last step. May be slow. */
  between(): Promise<void> | void
}

const SLICE_SECONDS = 0.012
const MOST_STEPS_A_SLICE = 64

/** A driver that hangs is ended by the system within seconds, and that is told. Where it is not, this is. */
const SILENT_MS = 180_000
const silent = () =>
  new CodedError('device-lost', { backend: getBackend(), detail: `no answer within ${SILENT_MS / 1000} s` })

/** Of the whole loop: what else waits for a silent device, between two slices, would wait for ever. */
function createSilence() {
  let giveUp: (thrown: unknown) => void = () => {}
  const happens = new Promise<never>((_, reject) => (giveUp = reject))
  const lost = silent()
  return {
    /** Other faults are reported where the slice is awaited; after one slice fails, the other is not awaited. */
    watch(reading: Promise<unknown>): void {
      withDeadline(reading, SILENT_MS, () => lost).catch((thrown) => thrown === lost && giveUp(lost))
    },
    orHappens: <T>(work: Promise<T>): Promise<T> => Promise.race([work, happens]),
  }
}

/** `lanes`: at the same step, at least one; they stay the same until the loop ends. */
export function runLoop(lanes: readonly Stepping[], hooks: LoopHooks): Promise<void> {
  const { watch, orHappens } = createSilence()
  return orHappens(takeSlices(lanes, hooks, watch))
}

async function takeSlices(
  lanes: readonly Stepping[],
  hooks: LoopHooks,
  watch: (rows: Promise<unknown>) => void,
): Promise<void> {
  let secondsPerStep = SLICE_SECONDS
  let healthy = true
  const clock = createSliceClock()
  const underWay: Promise<SliceReports>[] = []

  async function settleOldest(): Promise<void> {
    const reports = await underWay.shift()!
    const steps = reports[0]!.length
    const seconds = clock.lap(steps)
    secondsPerStep += 0.3 * (seconds / steps - secondsPerStep)
    if (healthy) healthy = await hooks.settled(reports, seconds)
  }

  while (healthy && hooks.wanted()) {
    const most = Math.min(Math.max(1, Math.round(SLICE_SECONDS / secondsPerStep)), MOST_STEPS_A_SLICE)
    const slice = submitSlice(lanes, hooks, most)
    watch(slice.reports)
    underWay.push(slice.reports)
    const began = performance.now()
    await hooks.between()
    clock.skip(Math.max(0, performance.now() - Math.max(began, slice.readAt()))) // the rest is not training time
    if (underWay.length > 1) await settleOldest()
    await breathe()
  }
  while (underWay.length > 0) await settleOldest()
}

/** Issues up to `most` steps of every lane; their numbers are read in a single readback. */
function submitSlice(lanes: readonly Stepping[], hooks: LoopHooks, most: number): Slice {
  const issued = lanes.map((): Issued[] => [])
  const sums: Tensor1D[] = []
  const { training: first } = lanes[0]!
  do {
    lanes.forEach(({ training, live }, i) => {
      const { sums: own, ...advanced } = training.advance(live(), hooks.inputs)
      sums.push(own)
      issued[i]!.push({ step: training.step, ...advanced })
    })
    hooks.inputs.release()
  } while (issued[0]!.length < most && hooks.wanted() && !hooks.boundary(first.step))
  const rows = readTogether(sums)
  release(sums)
  let readAt = Infinity
  const note = () => void (readAt = performance.now())
  rows.then(note, note)
  return { reports: reportsOf(rows, issued), readAt: () => readAt }
}

async function reportsOf(
  reading: Promise<Float32Array[]>,
  issued: readonly (readonly Issued[])[],
): Promise<SliceReports> {
  const rows = await reading
  return issued.map((own, lane) => own.map((one, i) => reportOf(one, rows[i * issued.length + lane]!)))
}

function reportOf({ step, live, images }: Issued, row: Float32Array): StepReport {
  const finite = row.every(Number.isFinite)
  const kl = isRandom(live) ? row[SUMS.kl]! / images : null
  const bound = SUMS.bound in row ? row[SUMS.bound]! / images : null
  return { step, live, images, finite, recon: row[SUMS.recon]! / images, kl, bound }
}
