/**
 * Takes requested snapshots and decides when they are complete. Taken at the end of a training slice; delivered
 * when the numbers of that step have been read, so that its rows can continue, and when the evaluations started
 * before it are done, since a resumed run would not repeat them. A request with `soon` does not wait for
 * evaluations.
 */
import type { Dataset } from '../data/dataset.ts'
import { CodedError } from '../protocol/errors.ts'
import type { Settings } from '../protocol/settings.ts'
import type { NamedTensor, Snapshot } from '../protocol/snapshot.ts'
import { dataMark } from './data-mark.ts'
import type { Evaluator } from './evaluator.ts'
import type { Meter, MeterState } from './meter.ts'
import { readCheckpoint, type Packed } from './snapshot.ts'
import { releaseCheckpoint, type Training } from './training.ts'

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
  readonly training: Training
  readonly meter: Meter
  readonly evaluator: Evaluator
}

interface Asked {
  readonly soon: boolean
  resolve(snapshot: Promise<Snapshot>): void
  reject(fault: Error): void
}

interface Taken {
  readonly step: number
  readonly asked: readonly Asked[]
  readonly packed: Promise<Packed>
  readonly evaluated: Promise<void>
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

export function createSnapshots(options: SnapshotsOptions): Snapshots {
  const { settings, dataset, training, meter, evaluator } = options
  let asked: Asked[] = []
  let taken: Taken[] = []

  async function assemble(
    one: Taken,
    state: MeterState,
    { soon }: Asked,
    isFirst: boolean,
  ): Promise<Snapshot> {
    const data = dataMark(dataset)
    const { tensors: shared, optimizerSteps, took } = await one.packed
    const tensors = isFirst ? shared : copyOf(shared) // before the first buffer is transferred
    if (!soon) await one.evaluated
    return { ...state, data, optimizerSteps, tensors, took }
  }

  function serve(): void {
    if (asked.length === 0) return
    const checkpoint = training.checkpoint()
    const packed = readCheckpoint(settings, checkpoint).finally(() => releaseCheckpoint(checkpoint))
    packed.catch(() => undefined) // reported to the requester
    taken.push({ step: training.step, asked, packed, evaluated: evaluator.finished() })
    asked = []
  }

  function hand(one: Taken): void {
    meter.flush() // the rows precede the snapshot that they belong to
    const state = meter.state()
    one.asked.forEach((asked, i) => asked.resolve(assemble(one, state, asked, i === 0)))
  }

  function settled(): void {
    const { step } = meter.state()
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
