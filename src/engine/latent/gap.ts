/**
 * KL(q(z|x) || p(z|x)) on average over test images, by quadrature: a point that several images want is decoded once.
 */
import type { Split } from '../../data/dataset.ts'
import type { Figures } from '../../math/exact/mesh.ts'
import { integratePosteriors } from '../../math/exact/posterior.ts'
import { momentsOf } from '../../math/moments.ts'
import { asNetwork } from '../../model/parameters.ts'
import type { GapReport } from '../../protocol/latent.ts'
import type { Settings } from '../../protocol/settings.ts'
import { EVALUATION_SLICE, testTargets } from '../evaluation.ts'
import { encodeToGamma } from '../inference.ts'
import { architectureOf, type Checkpoint } from '../training.ts'
import { createLogLikelihood } from './log-likelihood.ts'
import { asGaussian, requireResolved } from './plane.ts'
import { createSlices } from './slices.ts'

export interface GapRequest {
  readonly settings: Settings
  readonly split: Split
  /** Images, from the first. */
  readonly count: number
  readonly checkpoint: Checkpoint
  readonly signal: AbortSignal
  readonly onProgress: (done: number, total: number) => void
}

/** In nats an image, of which the average over images has far less. */
const TOLERANCE = 0.05
const HIDDEN = 0.25
const MOST_POINTS = 50_000

/** Of up to EVALUATION_SLICE images from `start` on. */
async function figuresOf(request: GapRequest, start: number): Promise<readonly Figures[]> {
  const { settings, split, count, checkpoint, signal, onProgress } = request
  const architecture = architectureOf(settings)
  const { targets } = testTargets(split, settings, start, Math.min(EVALUATION_SLICE, count - start))
  const network = asNetwork(architecture, checkpoint.parameters)
  const gammas = await encodeToGamma(architecture, network, targets)
  const posteriors = Array.from({ length: gammas.length / 4 }, (_, i) => asGaussian(gammas.subarray(4 * i)))
  const logLikelihood = createLogLikelihood(architecture, checkpoint, targets)
  try {
    const slices = createSlices({ evaluate: logLikelihood.at, signal, onProgress })
    const { evaluate } = slices
    const { figures } = await integratePosteriors({
      posteriors,
      evaluate,
      pace: slices,
      tolerance: TOLERANCE,
      hidden: HIDDEN,
      mostPoints: MOST_POINTS,
    })
    return requireResolved(figures)
  } finally {
    logLikelihood.dispose()
  }
}

export async function averageGap(request: GapRequest): Promise<GapReport> {
  const { count, checkpoint } = request
  const figures: Figures[] = []
  for (let start = 0; start < count; start += EVALUATION_SLICE)
    figures.push(...(await figuresOf(request, start)))
  const mean = (of: (one: Figures) => number) => momentsOf(figures.map(of)).mean
  const { mean: gap, meanError } = momentsOf(figures.map((one) => one.gap))
  return {
    step: checkpoint.step,
    images: count,
    logEvidence: mean((one) => one.logEvidence),
    elbo: mean((one) => one.elbo),
    gap,
    standardError: meanError,
  }
}
