/**
 * The ELBO of the whole test set at the weights of one moment, in slices between which the worker answers and
 * trains.
 */
import { imagesFrom, type Split } from '../data/dataset.ts'
import { FAMILIES } from '../families/registry.ts'
import type { Evaluation } from '../protocol/metrics.ts'
import { isRandom, shapeOf, type LiveSettings, type Settings } from '../protocol/settings.ts'
import { asNetwork } from '../model/parameters.ts'
import { toTargets } from '../math/targets.ts'
import { breathe } from './breathe.ts'
import { elboSums } from './inference.ts'
import { STREAMS } from './streams.ts'
import { architectureOf, PIXELS, releaseCheckpoint, type Checkpoint } from './training.ts'

/** Images per slice; also part of the key of an image's draws. */
export const EVALUATION_SLICE = 128

export interface EvaluationRequest {
  readonly settings: Settings
  readonly split: Split
  readonly family: LiveSettings['family']
  /** Released when the evaluation ends, whatever the outcome. */
  readonly checkpoint: Checkpoint
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: (done: number, total: number) => void
  /** Called after each slice with its duration, excluding the work between slices. */
  readonly onSlice?: (seconds: number) => void
}

/**
 * Mean over all test images of one-sample ELBO estimates. The draws (and with binarized targets the
 * binarization) depend only on (seed, slice): they are the same at every step of a run, so the curve changes
 * only with the weights.
 */
export async function evaluate(request: EvaluationRequest): Promise<Evaluation> {
  const { split, checkpoint, signal, onProgress, onSlice } = request
  try {
    let recon = 0
    let kl = 0
    for (let start = 0; start < split.count; start += EVALUATION_SLICE) {
      const began = performance.now()
      const [sliceRecon, sliceKl] = await evaluateSlice(request, start)
      onSlice?.((performance.now() - began) / 1000)
      recon += sliceRecon
      kl += sliceKl
      onProgress?.(Math.min(start + EVALUATION_SLICE, split.count), split.count)
      await breathe()
      signal?.throwIfAborted()
    }
    return {
      step: checkpoint.step,
      recon: recon / split.count,
      kl: isRandom(request) ? kl / split.count : null,
      images: split.count,
    }
  } finally {
    releaseCheckpoint(checkpoint)
  }
}

async function evaluateSlice(
  { settings, split, family: id, checkpoint }: EvaluationRequest,
  start: number,
): Promise<readonly [recon: number, kl: number]> {
  const architecture = architectureOf(settings)
  const { targets, count } = testTargets(split, settings, start, EVALUATION_SLICE)
  const key = { seed: settings.seed, stream: STREAMS.testLatentNoise, step: start / EVALUATION_SLICE }
  const shape = shapeOf(settings)
  const family = FAMILIES[id].family(shape)
  const noise = FAMILIES[id].reference(shape).noise(count, key)
  const network = asNetwork(architecture, checkpoint.parameters)
  const sums = elboSums({ architecture, network, family }, targets, noise)
  const [recon, kl] = await sums.data<'float32'>()
  sums.dispose()
  return [recon!, kl!]
}

/** The targets of up to `most` test images, from `start` on. */
export function testTargets(split: Split, { seed, targets: kind }: Settings, start: number, most: number) {
  const intensities = imagesFrom(split, start, start + most)
  const targets = toTargets(intensities, kind, {
    seed,
    stream: STREAMS.testBinarize,
    step: start / EVALUATION_SLICE,
  })
  return { targets, count: targets.length / PIXELS }
}
