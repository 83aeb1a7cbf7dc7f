/**
 * log p(x) of test images by importance sampling with the encoder's q, the bounds L_K on the way there, and beside them the
 * exact value where the model has one. All of one checkpoint, in slices between which the worker trains and answers.
 */
import { FAMILIES } from '../../families/registry.ts'
import type { PlainFamily } from '../../families/reference.ts'
import { evaluateAll } from '../../math/exact/posterior.ts'
import { mostReliableShape } from '../../math/importance/tail.ts'
import { averageBounds, weighImage, type ImageWeights } from '../../math/importance/weights.ts'
import { momentsOf } from '../../math/moments.ts'
import { MOST_STATES } from '../../families/options.ts'
import { asNetwork } from '../../model/parameters.ts'
import { familyMetaOf, type FamilyId } from '../../protocol/families.ts'
import {
  BOUND_SIZES,
  FEW_EFFECTIVE,
  type LikelihoodReport,
  type MeasuredOn,
} from '../../protocol/likelihood.ts'
import { CodedError } from '../../protocol/errors.ts'
import { shapeOf } from '../../protocol/settings.ts'
import { encodeToGamma } from '../inference.ts'
import { STREAMS } from '../streams.ts'
import { architectureOf } from '../training.ts'
import { enumeratedPosterior } from './codes.ts'
import { gapFigures, type GapRequest } from './gap.ts'
import { createLogLikelihood, type ImageLogLikelihood } from './log-likelihood.ts'
import { requireSinglePrecision } from './plane.ts'
import { createSlices, type Slices } from './slices.ts'

export interface LikelihoodRequest extends GapRequest {
  readonly family: FamilyId
  /** The images' data set. */
  readonly dataset: MeasuredOn['dataset']
  /** Draws of z for each image, S. */
  readonly draws: number
}

/** Draws made at a time, in plain numbers: a few milliseconds. */
const DRAWS_AT_ONCE = 500

/** log q(z|x) - log p(z) of some draws, and their codes. */
function drawSome(reference: PlainFamily, gamma: readonly number[], noise: Float32Array, width: number) {
  const rows = noise.length / width
  const codes: number[] = []
  const ratios = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    const own = Array.from(noise.subarray(row * width, (row + 1) * width))
    const z = reference.draw(gamma, own)
    ratios[row] = reference.logRatioToPrior({ gamma, noise: own, z })
    codes.push(...z)
  }
  return { codes: Float64Array.from(codes), ratios }
}

/** The log weights of one image's draws, whose noise depends on the seed and the image alone. */
async function logWeightsOf(
  { settings, family, draws }: LikelihoodRequest,
  image: number,
  gamma: readonly number[],
  slices: Slices,
): Promise<Float64Array> {
  const reference = FAMILIES[family].reference(shapeOf(settings))
  const { code } = architectureOf(settings)
  const noise = reference.noise(draws, { seed: settings.seed, stream: STREAMS.likelihoodNoise, step: image })
  const width = noise.length / draws
  const weights = new Float64Array(draws)
  for (let first = 0; first < draws; first += DRAWS_AT_ONCE) {
    const some = noise.subarray(first * width, (first + DRAWS_AT_ONCE) * width)
    const { codes, ratios } = drawSome(reference, gamma, some, width)
    const logLikelihood = await evaluateAll(codes, slices.evaluate, slices, code)
    logLikelihood.forEach((value, i) => (weights[first + i] = value - ratios[i]!))
  }
  return weights
}

/** The figures of each image in turn. */
async function weighImages(request: LikelihoodRequest, sizes: readonly number[]): Promise<ImageWeights[]> {
  const { settings, test, indices, draws, checkpoint, signal, onProgress } = request
  const architecture = architectureOf(settings)
  const network = asNetwork(architecture, checkpoint.parameters)
  const weighed: ImageWeights[] = []
  let present: ImageLogLikelihood | null = null
  const slices = createSlices({
    width: architecture.code,
    evaluate: (z) => present!.at(z),
    signal,
    onProgress,
  })
  slices.expect(indices.length * draws)
  for (const image of indices) {
    const targets = test.targets(Uint32Array.of(image))
    const gamma = Array.from(await encodeToGamma({ architecture, network }, targets))
    present = createLogLikelihood(architecture, checkpoint, targets)
    try {
      weighed.push(weighImage(await logWeightsOf(request, image, gamma, slices), sizes))
    } finally {
      present.dispose()
    }
  }
  return weighed
}

/** log p(x) of each image by quadrature or by enumeration; null where neither is possible. */
async function exactValues(request: LikelihoodRequest): Promise<number[] | null> {
  const { settings, family, test, indices, onProgress } = request
  const { exactPosterior, countStates } = familyMetaOf(family)
  const shape = shapeOf(settings)
  if (exactPosterior === 'quadrature' && shape.latents === 2)
    return (await gapFigures(request)).map(({ logEvidence }) => logEvidence)
  const states = countStates(shape)
  if (exactPosterior !== 'enumeration' || states === null || states > MOST_STATES) return null
  const values: number[] = []
  for (const image of indices) {
    const targets = test.targets(Uint32Array.of(image))
    const ofImage = { ...request, targets, onProgress: () => onProgress(values.length, indices.length) }
    values.push((await enumeratedPosterior(ofImage)).logEvidence)
  }
  return values
}

type Compared = Pick<LikelihoodReport, 'exact' | 'withoutExact'>

/** The estimate against the exact values; one image that has none leaves the estimate of all as it is. */
async function compare(request: LikelihoodRequest, weighed: readonly ImageWeights[]): Promise<Compared> {
  try {
    const exact = await exactValues(request)
    if (!exact) return { exact: null, withoutExact: null }
    const { mean, meanError } = momentsOf(weighed.map(({ bounds }, i) => bounds.at(-1)!.value - exact[i]!))
    const value = momentsOf(exact).mean
    return { exact: { value, difference: mean, differenceError: meanError }, withoutExact: null }
  } catch (thrown) {
    if (!(thrown instanceof CodedError && thrown.code.startsWith('exact-'))) throw thrown
    return { exact: null, withoutExact: { code: thrown.code, params: thrown.params } }
  }
}

const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b)
const middle = (values: readonly number[]): number => values[values.length >> 1]!

function effectiveOver(weighed: readonly ImageWeights[]): LikelihoodReport['effective'] {
  const values = sorted(weighed.map(({ effective }) => effective))
  const few = values.filter((one) => one < FEW_EFFECTIVE).length
  return { least: values[0]!, median: middle(values), few }
}

function tailOver(weighed: readonly ImageWeights[], draws: number): LikelihoodReport['tail'] {
  const values = sorted(weighed.map(({ shape }) => shape))
  const limit = mostReliableShape(draws)
  const beyond = values.filter((one) => one > limit).length
  return { median: middle(values), most: values.at(-1)!, limit, beyond }
}

export async function marginalLikelihood(request: LikelihoodRequest): Promise<LikelihoodReport> {
  const { settings, family, dataset, indices, draws, checkpoint } = request
  const { targets, likelihood, sigma } = settings
  if (!familyMetaOf(family).isRandom) throw new CodedError('likelihood-needs-density')
  await requireSinglePrecision()
  const sizes = [...BOUND_SIZES.filter((k) => k < draws), draws]
  const weighed = await weighImages(request, sizes)
  return {
    step: checkpoint.step,
    on: { dataset, targets, likelihood, sigma },
    images: indices.length,
    draws,
    bounds: averageBounds(weighed, sizes),
    effective: effectiveOver(weighed),
    tail: tailOver(weighed, draws),
    ...(await compare(request, weighed)),
  }
}
