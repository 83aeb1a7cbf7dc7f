/**
 * The exact posterior of one image under the model of one checkpoint, beside the encoder's. The quadrature is
 * math/exact; here are the decoder, what the result is held against, and its picture.
 */
import { drawBound } from '../../math/exact/draws.ts'
import type { Gaussian } from '../../math/exact/leaf.ts'
import { evaluateAll, integratePosteriors } from '../../math/exact/posterior.ts'
import { gridOf, windowOf, type Window } from '../../math/exact/window.ts'
import { normalLogDensity } from '../../math/normal.ts'
import { normal } from '../../math/random.ts'
import type { Architecture } from '../../model/architecture.ts'
import { asNetwork } from '../../model/parameters.ts'
import type { DensityMap, ExactPosterior } from '../../protocol/latent.ts'
import { encodeToGamma } from '../inference.ts'
import { STREAMS } from '../streams.ts'
import type { Checkpoint } from '../training.ts'
import { createLogLikelihood } from './log-likelihood.ts'
import { asGaussian } from './plane.ts'
import { createSlices, type Slices } from './slices.ts'

export interface ExactRequest {
  readonly seed: number
  readonly architecture: Architecture
  readonly checkpoint: Checkpoint
  /** [784]. */
  readonly targets: Float32Array
  readonly signal: AbortSignal
  readonly onProgress: (done: number, total: number) => void
}

/** In nats. The estimate of the error errs on the careful side, by a factor of a hundred and more. */
const TOLERANCE = 1e-3
const MOST_POINTS = 200_000
const DRAWS = 1024
/** Points a side of the map: so many that the narrower sigma of q spans a few, within bounds. */
const POINTS_PER_SIGMA = 3
const LEAST_SIDE = 96
const MOST_SIDE = 160

const sideFor = ({ width }: Window, { sigma }: Gaussian): number =>
  Math.round(Math.min(Math.max((POINTS_PER_SIGMA * width) / Math.min(...sigma), LEAST_SIDE), MOST_SIDE))

async function mapDensity(
  window: Window,
  side: number,
  logEvidence: number,
  slices: Slices,
): Promise<DensityMap> {
  const z = gridOf(window, side)
  const logLikelihood = await evaluateAll(z, slices.evaluate, slices)
  const logPrior = (i: number) => normalLogDensity(z[2 * i]!) + normalLogDensity(z[2 * i + 1]!)
  const logDensity = Float32Array.from(logLikelihood, (value, i) => value + logPrior(i) - logEvidence)
  return { ...window, side, logDensity }
}

/** q [2, 2] as gamma. The noise of the draws is named by the step: it repeats, and is another at another step. */
async function integrate(gamma: Float32Array, { seed, checkpoint }: ExactRequest, slices: Slices) {
  const q = asGaussian(gamma)
  slices.expect(DRAWS + LEAST_SIDE ** 2)
  const quadrature = await integratePosteriors({
    posteriors: [q],
    evaluate: slices.evaluate,
    pace: slices,
    tolerance: TOLERANCE,
    mostPoints: MOST_POINTS,
  })
  const figures = quadrature.figures[0]!
  const noise = normal(2 * DRAWS, { seed, stream: STREAMS.boundDraws, step: checkpoint.step })
  const monteCarlo = await drawBound(q, noise, slices.evaluate, slices)
  const window = windowOf(quadrature.meshes[0]!.leaves(), figures.logEvidence, q)
  const side = sideFor(window, q)
  slices.expect(side ** 2 - LEAST_SIDE ** 2)
  const density = await mapDensity(window, side, figures.logEvidence, slices)
  return { ...figures, monteCarlo, density, evaluations: quadrature.evaluations }
}

export async function exactPosterior(request: ExactRequest): Promise<ExactPosterior> {
  const { architecture, checkpoint, targets, signal, onProgress } = request
  const network = asNetwork(architecture, checkpoint.parameters)
  const gamma = await encodeToGamma(architecture, network, targets)
  const logLikelihood = createLogLikelihood(architecture, checkpoint, targets)
  try {
    const slices = createSlices({ evaluate: logLikelihood.at, signal, onProgress })
    const integrals = await integrate(gamma, request, slices)
    return { step: checkpoint.step, mean: gamma.slice(0, 2), logVariance: gamma.slice(2), ...integrals }
  } finally {
    logLikelihood.dispose()
  }
}
