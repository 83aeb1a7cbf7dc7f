/**
 * The variance probe: how noisy each estimator's encoder gradient is, at the same weights, on the same frozen
 * batch, with the same noise. V = tr Cov_eps[g], g the encoder gradient of negElboPerImage over the probe
 * batch. Independent of scheduling and reporting.
 */
import {
  concat,
  mul,
  reshape,
  slice,
  sum,
  tensor2d,
  tidy,
  tile,
  type Scalar,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import type { EstimatorInput } from '../estimators/estimator.ts'
import type { EstimatorId } from '../estimators/metas.ts'
import type { Baseline } from '../estimators/options.ts'
import { ESTIMATORS } from '../estimators/registry.ts'
import type { LatentFamily } from '../families/family.ts'
import type { KlMode } from '../families/options.ts'
import type { CoordinateRows } from '../math/coordinate-signal.ts'
import type { Architecture } from '../model/architecture.ts'
import { createDecoder } from '../model/decoder.ts'
import { mlpForward, outputOf, type LayerActivations } from '../model/mlp.ts'
import type { Network } from '../model/parameters.ts'
import type { Objective } from '../objectives/objective.ts'
import { release } from '../ops/release.ts'
import { encoderSquares } from './encoder-norms.ts'
import {
  declarationOf,
  referenceIn,
  truthNorms,
  type GammaDraws,
  type Measured,
  type TruthNorms,
} from './gradient-truth.ts'
import { sharedDecoder } from './shared-decoder.ts'
import { chooseWeights, weightDraws } from './single-weights.ts'

export interface ProbeOptions {
  /** Independent noise draws, R. */
  readonly draws: number
  /** Samples per image of each draw, L. */
  readonly samples: number
  readonly beta: number
  readonly temperature: number
  readonly dial: number
  readonly kl: KlMode
  readonly baseline: Baseline
}

export interface ProbeInput extends ProbeOptions {
  readonly architecture: Architecture
  readonly network: Network
  readonly family: LatentFamily
  readonly objective: Objective
  /** The frozen batch [B, pixels]. */
  readonly targets: Tensor2D
  readonly movingAverage: Scalar
  /** The family's noise for draw r: values of [rows, noise]. */
  readonly noise: (draw: number, rows: number) => Float32Array
  /** The same of the draws that an estimator has beside its samples. */
  readonly noiseBeside: (draw: number, rows: number) => Float32Array
  readonly estimators: readonly EstimatorId[]
  /** Single weights of each layer whose gradients are kept; none by default. */
  readonly weights?: number
  /** Awaited between draws: yields, reports progress, and throws if cancelled. */
  readonly between?: (done: number, total: number) => Promise<void> | void
}

/** Those that have another gradient in this draw: the draws have no effect on an exact one. */
const drawnIn = ({ estimators }: ProbeInput, draw: number): readonly EstimatorId[] =>
  draw === 0 ? estimators : estimators.filter((id) => !declarationOf(id).isExact)

/** One draw of each estimator that has one: gradients with respect to gamma [B, gamma], owned by the caller. */
function oneDraw(input: ProbeInput, gamma: Tensor2D, draw: number): Tensor2D[] {
  const { architecture, network, family, objective, targets, samples } = input
  const images = targets.shape[0]
  const noiseFor = (make: ProbeInput['noise'], rows: number): Tensor2D => {
    const values = make(draw, rows)
    return tensor2d(values, [rows, values.length / rows])
  }
  return tidy(() => {
    const drawn = family.draw(gamma, noiseFor(input.noise, images * samples * objective.draws))
    const decoder = sharedDecoder(createDecoder(architecture, network.decoder, false))
    return drawnIn(input, draw).map((id) => {
      const beside = images * (declarationOf(id).drawsBeside?.(samples) ?? 0)
      const noiseBeside = beside > 0 ? noiseFor(input.noiseBeside, beside) : undefined
      const options = nearestOptions(id, input)
      return ESTIMATORS[id].estimate({ ...input, ...options, drawn, noiseBeside, decoder }).gradGamma
    })
  })
}

/** Each KL mode, and then the others by how much noise they have in common with it. */
const NEAREST_KL: Readonly<Record<KlMode, readonly KlMode[]>> = {
  'closed-form': ['closed-form', 'monte-carlo', 'sticking-the-landing'],
  'monte-carlo': ['monte-carlo', 'sticking-the-landing', 'closed-form'],
  'sticking-the-landing': ['sticking-the-landing', 'monte-carlo', 'closed-form'],
}

/** The requested options; where the estimator lacks one, the nearest it has. */
function nearestOptions(
  id: EstimatorId,
  { kl, baseline }: ProbeOptions,
): Pick<EstimatorInput, 'kl' | 'baseline'> {
  const meta = declarationOf(id)
  return {
    kl: NEAREST_KL[kl].find((mode) => meta.klModes.includes(mode))!,
    baseline: meta.baselines.includes(baseline) ? baseline : 'none',
  }
}

/**
 * Runs R draws; the caller owns the tensors. Rejects with whatever `between` throws, after disposing all
 * tensors.
 */
async function drawAll(input: ProbeInput, gamma: Tensor2D): Promise<GammaDraws> {
  const { draws, estimators, between } = input
  const gradients = new Map(estimators.map((id) => [id, [] as Tensor2D[]]))
  try {
    for (let r = 0; r < draws; r++) {
      const ofDraw = oneDraw(input, gamma, r)
      drawnIn(input, r).forEach((id, e) => gradients.get(id)!.push(ofDraw[e]!))
      await between?.(r + 1, draws)
    }
    return new Map(
      Array.from(gradients, ([id, own]) => [
        id,
        declarationOf(id).isExact ? tile(own[0]!, [draws, 1]) : concat(own),
      ]),
    )
  } finally {
    release([...gradients.values()].flat())
  }
}

/** The encoder's input and layer outputs on the probe batch; the caller owns all but the input. */
const encode = ({ network, targets, architecture }: ProbeInput): LayerActivations => [
  targets,
  ...tidy(() => mlpForward(network.encoder, targets, architecture.activation).slice(1)),
]

/** Calls `use` with the encoder's trace and all draws, then disposes both. */
async function withDraws<T>(
  input: ProbeInput,
  use: (trace: LayerActivations, draws: GammaDraws) => Promise<T>,
): Promise<T> {
  const trace = encode(input)
  let draws: GammaDraws = new Map()
  try {
    draws = await drawAll(input, outputOf(trace))
    return await use(trace, draws)
  } finally {
    release([...trace.slice(1), ...draws.values()])
  }
}

type WeightGradients = Readonly<Partial<Record<EstimatorId, CoordinateRows>>>

export interface GradientNorms extends TruthNorms {
  /** Squared norms of the encoder's gradients over R draws, for each estimator and layer. */
  readonly squares: Measured
  /** The unbiased estimator whose mean is closest to the gradient; null if none was measured. */
  readonly reference: EstimatorId | null
  /** The gradients of single weights, draw by draw; absent unless they were asked for. */
  readonly weights?: WeightGradients
}

async function singleWeights(
  { network, architecture }: ProbeInput,
  count: number,
  trace: LayerActivations,
  draws: GammaDraws,
): Promise<WeightGradients> {
  const chosen = await chooseWeights(network.encoder, trace, count)
  const found: Partial<Record<EstimatorId, CoordinateRows>> = {}
  for (const [id, gradGammas] of draws)
    found[id] = await weightDraws(network.encoder, trace, gradGammas, architecture.activation, chosen)
  return found
}

export const measureVariance = (input: ProbeInput): Promise<GradientNorms> =>
  withDraws(input, async (trace, draws) => {
    const { network, architecture } = input
    const normsOf = (gradGammas: Tensor2D) =>
      encoderSquares(network.encoder, trace, gradGammas, architecture.activation)
    const entries = Array.from(draws, async ([id, gradGammas]) => [id, await normsOf(gradGammas)] as const)
    const squares: Measured = Object.fromEntries(await Promise.all(entries))
    const truth = await truthNorms(draws, squares, normsOf)
    const weights = input.weights ? await singleWeights(input, input.weights, trace, draws) : undefined
    return { squares, reference: referenceIn(squares), ...truth, ...(weights && { weights }) }
  })

/** Draws of single coordinates, in plain numbers; each array holds R rows of gamma's width. */
export interface CoordinateDraws {
  /** d negElboPerImage / d bias of gamma: the batch's gradient, coordinate by coordinate. */
  readonly batch: Float32Array
  /** d negElbo / d gamma of one image alone. */
  readonly image: Float32Array
}

/** The draws of single gradient coordinates, for each estimator. */
export const drawCoordinates = (
  input: ProbeInput,
  image: number,
): Promise<Readonly<Partial<Record<EstimatorId, CoordinateDraws>>>> =>
  withDraws(input, async (_, draws) => {
    const [images] = input.targets.shape
    const coordinates: Partial<Record<EstimatorId, CoordinateDraws>> = {}
    for (const [id, gradGammas] of draws) {
      const byDraw = tidy(() => reshape(gradGammas, [input.draws, images, -1]))
      const width = byDraw.shape[2]!
      const batch = tidy(() => sum(byDraw, 1))
      const own = tidy(() => mul(slice(byDraw, [0, image, 0], [input.draws, 1, width]), images))
      const [batchValues, imageValues] = await Promise.all([batch.data(), own.data()])
      release([byDraw, batch, own])
      coordinates[id] = { batch: batchValues as Float32Array, image: imageValues as Float32Array }
    }
    return coordinates
  })
