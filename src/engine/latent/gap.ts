/**
 * KL(q(z|x) || p(z|x)), averaged over test images, by quadrature: a point needed for several images is decoded
 * once.
 */
import type { Figures } from '../../math/exact/mesh.ts'
import { integratePosteriors } from '../../math/exact/posterior.ts'
import { momentsOf } from '../../math/moments.ts'
import { asNetwork } from '../../model/parameters.ts'
import type { GapReport } from '../../protocol/latent.ts'
import type { Settings } from '../../protocol/settings.ts'
import { EVALUATION_SLICE } from '../evaluation.ts'
import { encodeToGamma } from '../inference.ts'
import type { TestSet } from '../test-images.ts'
import { architectureOf, type Checkpoint } from '../training.ts'
import { createLogLikelihood } from './log-likelihood.ts'
import { asGaussian, requireResolved } from './plane.ts'
import { createSlices } from './slices.ts'

export interface GapRequest {
  readonly settings: Settings
  readonly test: TestSet
  /** Indices in the test set. */
  readonly indices: Uint32Array
  readonly checkpoint: Checkpoint
  readonly signal: AbortSignal
  readonly onProgress: (done: number, total: number) => void
}

/** In nats per image; the average over images has a much smaller error. */
const TOLERANCE = 0.05
const HIDDEN = 0.25
const MOST_POINTS = 50_000

/** For some of the images. */
async function figuresOf(request: GapRequest, indices: Uint32Array): Promise<readonly Figures[]> {
  const { settings, test, checkpoint, signal, onProgress } = request
  const architecture = architectureOf(settings)
  const targets = test.targets(indices)
  const network = asNetwork(architecture, checkpoint.parameters)
  const gammas = await encodeToGamma({ architecture, network }, targets)
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

/** log p(x), ELBO and gap of each image. */
export async function gapFigures(request: GapRequest): Promise<readonly Figures[]> {
  const { indices } = request
  const figures: Figures[] = []
  for (let start = 0; start < indices.length; start += EVALUATION_SLICE)
    figures.push(...(await figuresOf(request, indices.subarray(start, start + EVALUATION_SLICE))))
  return figures
}

export async function averageGap(request: GapRequest): Promise<GapReport> {
  const { indices, checkpoint } = request
  const figures = await gapFigures(request)
  const mean = (of: (one: Figures) => number) => momentsOf(figures.map(of)).mean
  const { mean: gap, meanError } = momentsOf(figures.map((one) => one.gap))
  return {
    step: checkpoint.step,
    images: indices.length,
    logEvidence: mean((one) => one.logEvidence),
    elbo: mean((one) => one.elbo),
    gap,
    standardError: meanError,
  }
}
