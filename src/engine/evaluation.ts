/**
 * The ELBO of the whole test set at the weights of one moment, in slices between which the worker answers and
 * trains.
 */
import type { Split } from '../data/dataset.ts'
import { FAMILIES } from '../families/registry.ts'
import { OBJECTIVES } from '../objectives/registry.ts'
import type { Evaluation } from '../protocol/metrics.ts'
import { isRandom, shapeOf, type LiveSettings, type Settings } from '../protocol/settings.ts'
import { asNetwork } from '../model/parameters.ts'
import type { ImageBatch } from '../math/targets.ts'
import { imageTargets } from '../ops/inputs.ts'
import { release } from '../ops/release.ts'
import { batchOf } from './batches.ts'
import { breathe } from './breathe.ts'
import { boundSums, elboSums } from './inference.ts'
import { STREAMS } from './streams.ts'
import { architectureOf, releaseCheckpoint, type Checkpoint } from './training.ts'

/** Images per slice; also part of the key of an image's draws. */
export const EVALUATION_SLICE = 128

export interface EvaluationRequest {
  readonly settings: Settings
  readonly split: Split
  /** What is evaluated: the ELBO, and the objective's bound if that is another. */
  readonly live: Pick<LiveSettings, 'family' | 'objective' | 'k'>
  /** Released when the evaluation ends, whatever the outcome. */
  readonly checkpoint: Checkpoint
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: (done: number, total: number) => void
  /** Called after each slice with its duration, excluding the work between slices. */
  readonly onSlice?: (seconds: number) => void
}

/**
 * Mean over all test images of one-sample ELBO estimates, and of the objective's bound if that is another. The draws (and with binarized targets the
 * binarization) depend only on (seed, slice): they are the same at every step of a run, so the curve changes
 * only with the weights.
 */
export async function evaluate(request: EvaluationRequest): Promise<Evaluation> {
  const { live, split, checkpoint, signal, onProgress, onSlice } = request
  try {
    let recon = 0
    let kl = 0
    let bound = 0
    for (let start = 0; start < split.count; start += EVALUATION_SLICE) {
      const began = performance.now()
      const [sliceRecon, sliceKl, sliceBound] = await evaluateSlice(request, start)
      onSlice?.((performance.now() - began) / 1000)
      recon += sliceRecon
      kl += sliceKl
      bound += sliceBound
      onProgress?.(Math.min(start + EVALUATION_SLICE, split.count), split.count)
      await breathe()
      signal?.throwIfAborted()
    }
    return {
      step: checkpoint.step,
      recon: recon / split.count,
      kl: isRandom(live) ? kl / split.count : null,
      images: split.count,
      ...(boundOf(live) && { bound: { k: live.k, value: bound / split.count } }),
    }
  } finally {
    releaseCheckpoint(checkpoint)
  }
}

/** The objective's bound if it is not the ELBO. */
const boundOf = ({ objective, k }: EvaluationRequest['live']) => OBJECTIVES[objective].objective(k).bound

async function evaluateSlice(
  { settings, split, live, checkpoint }: EvaluationRequest,
  start: number,
): Promise<readonly [recon: number, kl: number, bound: number]> {
  const { family: id, k } = live
  const architecture = architectureOf(settings)
  const batch = testBatch(split, settings, start)
  const count = batch.indices.length
  const key = { seed: settings.seed, stream: STREAMS.testLatentNoise, step: start / EVALUATION_SLICE }
  const shape = shapeOf(settings)
  const family = FAMILIES[id].family(shape)
  const noise = FAMILIES[id].reference(shape).noise(count, key)
  const network = asNetwork(architecture, checkpoint.parameters)
  const model = { architecture, network, family }
  const targets = imageTargets(batch)
  const sums = [elboSums(model, targets, noise)]
  const bound = boundOf(live)
  if (bound) {
    const own = { ...key, stream: STREAMS.testBoundNoise }
    const draws = FAMILIES[id].reference(shape).noise(count * k, own)
    sums.push(boundSums(model, bound, targets, draws, k))
  }
  const [terms, ofBound] = await Promise.all(sums.map((one) => one.data<'float32'>()))
  release([targets, ...sums])
  return [terms![0]!, terms![1]!, ofBound?.[0] ?? 0]
}

/** The slice of the test images that begins at `start`. */
export function testBatch(split: Split, { seed, targets }: Settings, start: number): ImageBatch {
  const count = Math.min(EVALUATION_SLICE, split.count - start)
  const indices = Uint32Array.from({ length: count }, (_, i) => start + i)
  return batchOf(split, indices, targets, {
    seed,
    stream: STREAMS.testBinarize,
    step: start / EVALUATION_SLICE,
  })
}
