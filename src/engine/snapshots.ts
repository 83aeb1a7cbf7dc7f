/**
 * Takes requested snapshots and decides when they are complete. Taken at the end of a training slice; delivered
 * when the numbers of that step have been read, so that its rows can continue, and when the evaluations started
 * before it are done, since a resumed run would not repeat them. A request with `soon` does not wait for
 * evaluations.
 */
import type { Dataset } from '../data/dataset.ts'
import { CodedError } from '../protocol/errors.ts'
import { FIRST_LANE } from '../protocol/lanes.ts'
import type { LiveSettings, Settings } from '../protocol/settings.ts'
import type { LaneSnapshot, NamedTensor, Snapshot } from '../protocol/snapshot.ts'
import { dataMark } from './data-mark.ts'
import type { Lane } from './lane.ts'
import type { MeterState } from './meter.ts'
import { readCheckpoint, type Packed } from './snapshot.ts'
import { releaseCheckpoint } from './training.ts'

export interface Snapshots {
  ask(soon?: boolean): Promise<Snapshot>
  /** Call at the end of a slice, after the work due there has started. */
  serve(): void
  /** Call when the numbers of further steps have been read. */
  settled(): void
  /** Call when training is stopped and all numbers have been read. */
  serveAtRest(): void
}

interface SnapshotsOptions {
  readonly settings: Settings
  readonly dataset: Dataset
  /** The present ones, the run itself first; they change only at rest. */
  readonly lanes: () => readonly Lane[]
}

interface Asked {
  readonly soon: boolean
  resolve(snapshot: Promise<Snapshot>): void
  reject(fault: Error): void
}

/** What is taken of a lane. */
interface TakenLane {
  readonly lane: Lane
  readonly live: LiveSettings
  readonly packed: Promise<Packed>
}

interface Taken {
  readonly step: number
  readonly asked: readonly Asked[]
  /** The first lane first. */
  readonly lanes: readonly TakenLane[]
  readonly evaluated: Promise<unknown>
}

/** A lane, with the state of its meter at that step. */
interface PackedLane extends MeterState, Packed {
  readonly lane: number
  readonly live: LiveSettings
}

/**
 * Each further requester of the same snapshot gets a copy: the first one's buffer is transferred to another
 * thread.
 */
function copyOf(tensors: readonly NamedTensor[]): NamedTensor[] {
  const buffer = tensors[0]!.values.buffer.slice(0)
  return tensors.map((one) => {
    const { byteOffset, length } = one.values
    return { ...one, values: new Float32Array(buffer, byteOffset, length) }
  })
}

const laneSnapshot = ({ lane, live, seconds, since, optimizerSteps, tensors }: PackedLane): LaneSnapshot => ({
  lane,
  live,
  seconds,
  since,
  optimizerSteps,
  tensors,
})

/** Of the packed lanes of a step; the first requester gets the buffers themselves. */
async function assemble(
  dataset: Dataset,
  packing: Promise<readonly PackedLane[]>,
  { evaluated }: Taken,
  { soon }: Asked,
  isFirst: boolean,
): Promise<Snapshot> {
  const data = dataMark(dataset)
  const shared = await packing
  // Before the first buffers are transferred.
  const packed = isFirst ? shared : shared.map((one) => ({ ...one, tensors: copyOf(one.tensors) }))
  if (!soon) await evaluated
  const { step, seconds, since, optimizerSteps, tensors } = packed[0]!
  const took = packed.reduce((sum, one) => sum + one.took, 0)
  const others = packed.filter(({ lane }) => lane !== FIRST_LANE).map(laneSnapshot)
  return {
    ...{ step, seconds, since, data, optimizerSteps, tensors, took },
    ...(others.length > 0 && { lanes: others }),
  }
}

/** With the states of the meters as they are now. */
const packingOf = ({ lanes }: Taken): Promise<readonly PackedLane[]> =>
  Promise.all(
    lanes.map(async ({ lane, live, packed }): Promise<PackedLane> => {
      const state = lane.meter.state()
      return { ...state, lane: lane.id, live, ...(await packed) }
    }),
  )

export function createSnapshots(options: SnapshotsOptions): Snapshots {
  const { settings, dataset, lanes } = options
  let asked: Asked[] = []
  let taken: Taken[] = []

  function take(lane: Lane): TakenLane {
    const checkpoint = lane.training.checkpoint()
    const packed = readCheckpoint(settings, checkpoint).finally(() => releaseCheckpoint(checkpoint))
    packed.catch(() => undefined) // reported to the requester
    return { lane, live: lane.live(), packed }
  }

  function serve(): void {
    if (asked.length === 0) return
    const all = lanes()
    const evaluated = Promise.all(all.map(({ evaluator }) => evaluator.finished()))
    taken.push({ step: all[0]!.training.step, asked, lanes: all.map(take), evaluated })
    asked = []
  }

  function hand(one: Taken): void {
    lanes()[0]!.meter.flush() // the rows precede the snapshot that they belong to
    const packing = packingOf(one)
    one.asked.forEach((asked, i) => asked.resolve(assemble(dataset, packing, one, asked, i === 0)))
  }

  function settled(): void {
    const { step } = lanes()[0]!.meter.state()
    taken.filter((one) => one.step === step).forEach(hand)
    taken = taken.filter((one) => one.step > step)
  }

  return {
    ask: (soon = false) => new Promise((resolve, reject) => asked.push({ soon, resolve, reject })),
    serve,
    settled,
    serveAtRest() {
      // Steps undone by a divergence.
      for (const one of taken)
        for (const { reject } of one.asked) reject(new CodedError('snapshot-not-finite'))
      taken = []
      serve()
      settled()
    },
  }
}
