/**
 * Keeps the last weights known to be finite, to restore when a run diverges. A checkpoint counts as good only
 * when its parameters have been verified to be finite and every step up to it has reported finite numbers.
 */
import { stack, sum, tidy } from '@tensorflow/tfjs-core'
import { releaseCheckpoint, checkpointTensors, type Checkpoint, type Training } from './training.ts'

const SECONDS_BETWEEN = 2

export interface LastGood {
  /**
   * Takes a candidate from time to time; `settledStep` is the last step whose numbers have been read and were
   * finite.
   */
  watch(training: Training, settledStep: number): Promise<void>
  /** The checkpoint to restore. */
  readonly checkpoint: Checkpoint
  dispose(): void
}

/** A sum is finite only if every term is (NaN and infinity propagate); one readback for all tensors. */
async function allFinite(checkpoint: Checkpoint): Promise<boolean> {
  const sums = tidy(() => stack(checkpointTensors(checkpoint).map((tensor) => sum(tensor))))
  const values = await sums.data()
  sums.dispose()
  return values.every(Number.isFinite)
}

export function createLastGood(training: Training): LastGood {
  let good = training.checkpoint()
  let candidate: Checkpoint | null = null
  let taken = performance.now()

  const discard = (checkpoint: Checkpoint | null) => checkpoint && releaseCheckpoint(checkpoint)

  return {
    get checkpoint() {
      return good
    },
    async watch(current, settledStep) {
      if (candidate && settledStep >= candidate.step) {
        const judged = candidate
        candidate = null
        if (await allFinite(judged)) {
          releaseCheckpoint(good)
          good = judged
        } else discard(judged)
      }
      if (!candidate && performance.now() - taken > SECONDS_BETWEEN * 1000) {
        candidate = current.checkpoint()
        taken = performance.now()
      }
    },
    dispose() {
      releaseCheckpoint(good)
      discard(candidate)
    },
  }
}
