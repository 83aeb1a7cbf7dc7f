/**
 * Keeps the last weights known to be finite, of all lanes at one step, to restore when a lane diverges. Checkpoints count
 * as good only when their parameters have been verified to be finite and every step up to them has reported finite
 * numbers.
 */
import { stack, sum, tidy } from '@tensorflow/tfjs-core'
import {
  checkpointTensors,
  releaseCheckpoint,
  shareCheckpoint,
  type Checkpoint,
  type Training,
} from './training.ts'

const SECONDS_BETWEEN = 2

/** What is kept of a lane. */
export interface Restorable {
  readonly training: Training
}

export interface LastGood {
  /**
   * Takes a candidate from time to time; `settledStep` is the last step whose numbers have been read and were
   * finite.
   */
  watch(settledStep: number): Promise<void>
  /** Returns all lanes to their good checkpoints. */
  restore(): void
  /** A lane that goes on from the state of another has its good checkpoint, too. */
  copy(lane: Restorable, from: Restorable): void
  drop(lane: Restorable): void
  dispose(): void
}

type Group = Map<Restorable, Checkpoint>

/** A sum is finite only if every term is (NaN and infinity propagate); one readback for all tensors. */
async function allFinite(group: Group): Promise<boolean> {
  const tensors = [...group.values()].flatMap(checkpointTensors)
  const sums = tidy(() => stack(tensors.map((tensor) => sum(tensor))))
  const values = await sums.data()
  sums.dispose()
  return values.every(Number.isFinite)
}

const release = (group: Group | null) => group?.forEach(releaseCheckpoint)

/** `lanes`: the present ones, at the same step. */
export function createLastGood(lanes: () => readonly Restorable[]): LastGood {
  const present = (): Group => new Map(lanes().map((lane) => [lane, lane.training.checkpoint()]))
  let good = present()
  let candidate: Group | null = null
  let taken = performance.now()

  function discard(): void {
    release(candidate)
    candidate = null
  }
  function copy(lane: Restorable, from: Restorable): void {
    discard() // of other lanes
    const shared = shareCheckpoint(good.get(from)!)
    const before = good.get(lane)
    if (before) releaseCheckpoint(before)
    good.set(lane, shared)
  }

  return {
    async watch(settledStep) {
      const [step] = candidate ? [...candidate.values()].map((one) => one.step) : []
      if (candidate && settledStep >= step!) {
        const judged = candidate
        candidate = null
        if (await allFinite(judged)) {
          release(good)
          good = judged
        } else release(judged)
      }
      if (!candidate && performance.now() - taken > SECONDS_BETWEEN * 1000) {
        candidate = present()
        taken = performance.now()
      }
    },
    restore: () => good.forEach((checkpoint, { training }) => training.restore(checkpoint)),
    copy,
    drop(lane) {
      discard()
      const own = good.get(lane)
      if (own) releaseCheckpoint(own)
      good.delete(lane)
    },
    dispose() {
      release(good)
      discard()
    },
  }
}
