/**
 * The exact posterior of one image under the model of one checkpoint, next to the encoder's. math/exact
 * computes the quadrature; this file supplies the decoder, the reference values and the density map.
 */
import { drawBound } from '../../math/exact/draws.ts'
import type { Gaussian } from '../../math/exact/leaf.ts'
import { evaluateAll, integratePosteriors, type Quadrature } from '../../math/exact/posterior.ts'
import { gridPoints, windowOf, type Window } from '../../math/exact/window.ts'
import { normalLogDensity } from '../../math/normal.ts'
import { normal } from '../../math/random.ts'
import type { Architecture } from '../../model/architecture.ts'
import { asNetwork } from '../../model/parameters.ts'
import type { DensityMap, QuadraturePosterior } from '../../protocol/latent.ts'
import { encodeToGamma } from '../inference.ts'
import { STREAMS } from '../streams.ts'
import type { Checkpoint } from '../training.ts'
import { createLogLikelihood } from './log-likelihood.ts'
import { asGaussian, requireResolved } from './plane.ts'
import { createSlices, type Slices } from './slices.ts'

/** Limits on the cost. */
export interface Effort {
  /** In nats; the error estimate is conservative, by a factor of ten or more. */
  readonly tolerance: number
  /** As in `MeshOptions`. */
  readonly hidden: number
  readonly mostPoints: number
  /** Draws of z for the Monte Carlo ELBO. */
  readonly draws: number
  /** Fewest and most points per side of the map. */
  readonly side: readonly [number, number]
}

/** More than twice the search that a Gaussian peak would need: affordable for a single image. */
const EFFORT: Effort = { tolerance: 1e-3, hidden: 0.5, mostPoints: 200_000, draws: 1024, side: [96, 160] }

/** Within these bounds, the map has this many points per standard deviation of q, the narrower one. */
const POINTS_PER_SIGMA = 3

const sideFor = ({ width }: Window, { sigma }: Gaussian, [least, most]: Effort['side']): number =>
  Math.round(Math.min(Math.max((POINTS_PER_SIGMA * width) / Math.min(...sigma), least), most))

export interface ExactRequest {
  readonly seed: number
  readonly architecture: Architecture
  readonly checkpoint: Checkpoint
  /** [784]. */
  readonly targets: Float32Array
  readonly effort?: Effort
  readonly signal: AbortSignal
  readonly onProgress: (done: number, total: number) => void
}

async function mapDensity(
  window: Window,
  side: number,
  logEvidence: number,
  slices: Slices,
): Promise<DensityMap> {
  const z = gridPoints(window, side)
  const logLikelihood = await evaluateAll(z, slices.evaluate, slices)
  const logPrior = (i: number) => normalLogDensity(z[2 * i]!) + normalLogDensity(z[2 * i + 1]!)
  const logDensity = Float32Array.from(logLikelihood, (value, i) => value + logPrior(i) - logEvidence)
  return { ...window, side, logDensity }
}

/**
 * The posterior with the quadrature that found it; gamma [4] is the encoder's. The noise of the draws is keyed by the step:
 * reproducible, and different at another step.
 */
export async function integrateExactly(
  gamma: Float32Array,
  request: ExactRequest,
  slices: Slices,
): Promise<{ readonly exact: QuadraturePosterior; readonly quadrature: Quadrature }> {
  const { seed, checkpoint, effort = EFFORT } = request
  const { draws, side: sides } = effort
  const q = asGaussian(gamma)
  slices.expect(draws + sides[0] ** 2)
  const { evaluate } = slices
  const quadrature = await integratePosteriors({ posteriors: [q], evaluate, pace: slices, ...effort })
  const figures = requireResolved(quadrature.figures)[0]!
  const noise = normal(2 * draws, { seed, stream: STREAMS.boundDraws, step: checkpoint.step })
  const monteCarlo = await drawBound(q, noise, evaluate, slices)
  const window = windowOf(quadrature.meshes[0]!.leaves(), figures.logEvidence, q)
  const side = sideFor(window, q, sides)
  slices.expect(side ** 2 - sides[0] ** 2)
  const density = await mapDensity(window, side, figures.logEvidence, slices)
  const { evaluations } = quadrature
  const encoder = { mean: Float32Array.from(q.mean), spread: Float32Array.from(q.sigma) }
  const { step } = checkpoint
  const exact = { step, by: 'quadrature', ...encoder, ...figures, monteCarlo, density, evaluations } as const
  return { exact, quadrature }
}

export async function exactPosterior(request: ExactRequest): Promise<QuadraturePosterior> {
  const { architecture, checkpoint, targets, signal, onProgress } = request
  const network = asNetwork(architecture, checkpoint.parameters)
  const gamma = await encodeToGamma({ architecture, network }, targets)
  const logLikelihood = createLogLikelihood(architecture, checkpoint, targets)
  try {
    const slices = createSlices({ evaluate: logLikelihood.at, signal, onProgress })
    const { exact } = await integrateExactly(gamma, request, slices)
    return exact
  } finally {
    logLikelihood.dispose()
  }
}
