/**
 * Converts a checkpoint's tensors to named plain numbers and back. Names, shapes and values are checked, since
 * they come from a file or from the browser's storage. snapshots.ts decides when snapshots are taken.
 */
import { tensor, type Scalar } from '@tensorflow/tfjs-core'
import { parameterSpecs, parameterSize } from '../model/architecture.ts'
import { readLarge } from '../ops/readback.ts'
import { SLOT_NAMES } from '../optim/index.ts'
import { CodedError } from '../protocol/errors.ts'
import type { Settings } from '../protocol/settings.ts'
import type { LaneSnapshot, NamedTensor, OptimizerSteps, Snapshot } from '../protocol/snapshot.ts'
import { mapHalves, splitHalves } from './moving-half.ts'
import { architectureOf, checkpointTensors, releaseCheckpoint, type Checkpoint } from './training.ts'

export interface TensorSpec {
  readonly name: string
  readonly shape: readonly number[]
}

/** Averages and sums of squares, of which the optimizer takes the square root. */
const NEVER_NEGATIVE = /^optimizer\.(exp_avg_sq|square_avg|sum)\./

/** The tensors in a snapshot of a run with these settings, in the order of `Checkpoint`. */
export function snapshotSpecs(settings: Settings): TensorSpec[] {
  const parameters = parameterSpecs(architectureOf(settings))
  const slots = parameters.flatMap(({ name, shape }) =>
    SLOT_NAMES[settings.optimizer].map((slot) => ({ name: `optimizer.${slot}.${name}`, shape })),
  )
  return [...parameters, ...slots, { name: 'baseline.moving_average', shape: [] }]
}

/**
 * The values are views of one buffer, which can be transferred as a whole. The sum of 0 times each value is nonzero (NaN)
 * if any value is not finite.
 */
function named(specs: readonly TensorSpec[], values: readonly Float32Array[]): NamedTensor[] {
  const all = new Float32Array(values[0]!.buffer)
  let zero = 0
  for (let i = 0; i < all.length; i++) zero += 0 * all[i]!
  if (zero !== 0) throw new CodedError('snapshot-not-finite')
  return specs.map(({ name, shape }, i) => ({ name, shape, values: values[i]! }))
}

export interface Packed {
  readonly tensors: readonly NamedTensor[]
  readonly optimizerSteps: OptimizerSteps
  /** Seconds for which the engine was blocked. */
  readonly took: number
}

/** Reads the checkpoint back; the caller still owns it, and must keep it until this resolves. */
export async function readCheckpoint(settings: Settings, checkpoint: Checkpoint): Promise<Packed> {
  const began = performance.now()
  const reading = readLarge(checkpointTensors(checkpoint))
  const asked = performance.now()
  const values = await reading
  const read = performance.now()
  const tensors = named(snapshotSpecs(settings), values)
  const optimizerSteps = mapHalves(checkpoint.optimizerStates, ({ count }) => count)
  return { tensors, optimizerSteps, took: (asked - began + performance.now() - read) / 1000 }
}

const shapeText = (shape: readonly number[]) => (shape.length === 0 ? 'one number' : shape.join(' × '))

function check({ name, shape }: TensorSpec, given: NamedTensor | undefined): Float32Array {
  const found = given ? shapeText(given.shape) : 'nothing'
  if (!given || found !== shapeText(shape))
    throw new CodedError('checkpoint-architecture', { tensor: name, expected: shapeText(shape), found })
  const expected = parameterSize({ name, shape, fanIn: 0 })
  if (given.values.length !== expected)
    throw new CodedError('checkpoint-size', {
      tensor: name,
      shape: found,
      expected,
      found: given.values.length,
    })
  const lowest = NEVER_NEGATIVE.test(name) ? 0 : -Infinity
  if (!given.values.every((value) => Number.isFinite(value) && value >= lowest))
    throw new CodedError('checkpoint-value', { tensor: name })
  return given.values
}

function refuseOthers(tensors: readonly NamedTensor[], specs: readonly TensorSpec[]): void {
  const names = new Set(specs.map(({ name }) => name))
  const other = tensors.find(({ name }) => !names.delete(name))
  if (!other) return
  const found = shapeText(other.shape)
  throw new CodedError('checkpoint-architecture', { tensor: other.name, expected: 'nothing', found })
}

/**
 * The optimizer's step count of a half, for snapshots of an earlier version without one: the run's step, which
 * is the same unless the half was frozen. A half that has never moved has averages that are all 0.
 */
const stepsOf = (slots: readonly Float32Array[], step: number): number =>
  slots.some((values) => values.some((value) => value !== 0)) ? step : 0

/** A lane of a snapshot as a snapshot of its own. */
const snapshotOfLane = (snapshot: Snapshot, lane: LaneSnapshot): Snapshot => ({ ...snapshot, ...lane })

/** Of the first lane and of all others in the snapshot, in its order; all or none, owned by the caller. */
export function uploadLanes(settings: Settings, snapshot: Snapshot): Checkpoint[] {
  const uploaded: Checkpoint[] = []
  try {
    for (const one of [snapshot, ...(snapshot.lanes ?? []).map((lane) => snapshotOfLane(snapshot, lane))])
      uploaded.push(uploadSnapshot(settings, one))
    return uploaded
  } catch (thrown) {
    uploaded.forEach(releaseCheckpoint)
    throw thrown
  }
}

/**
 * Converts the snapshot to a checkpoint owned by the caller. If it does not fit, throws before any tensor is
 * created.
 */
export function uploadSnapshot(settings: Settings, snapshot: Snapshot): Checkpoint {
  const { step, tensors } = snapshot
  const specs = snapshotSpecs(settings)
  const byName = new Map(tensors.map((one) => [one.name, one]))
  const values = specs.map((spec) => check(spec, byName.get(spec.name)))
  refuseOthers(tensors, specs)
  const parameters = parameterSpecs(architectureOf(settings)).length
  const slotValues = splitHalves(values.slice(parameters, -1))
  const counts = snapshot.optimizerSteps ?? mapHalves(slotValues, (slots) => stepsOf(slots, step))
  const uploaded = specs.map(({ shape }, i) => tensor(values[i]!, [...shape], 'float32'))
  const slots = splitHalves(uploaded.slice(parameters, -1))
  return {
    step,
    parameters: uploaded.slice(0, parameters),
    optimizerStates: {
      encoder: { count: counts.encoder, slots: slots.encoder },
      decoder: { count: counts.decoder, slots: slots.decoder },
    },
    movingAverage: uploaded.at(-1)! as Scalar,
  }
}
