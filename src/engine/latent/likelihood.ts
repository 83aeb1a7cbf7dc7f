/**
 * log p(x) of test images by importance sampling with the encoder's q, the bounds L_K on the way there, and beside them the
 * exact value where the model has one. All of one checkpoint, in slices between which the worker trains and answers.
 */
import { FAMILIES } from '../../families/registry.ts'
import { mostReliableShape } from '../../math/importance/tail.ts'
import { averageBounds, weighImage, type ImageWeights } from '../../math/importance/weights.ts'
import { momentsOf } from '../../math/moments.ts'
import { MOST_STATES } from '../../families/options.ts'
import { asNetwork } from '../../model/parameters.ts'
import { familyMetaOf, type FamilyId } from '../../protocol/families.ts'
import {
  BOUND_SIZES,
  FEW_EFFECTIVE,
  type DefensiveEstimate,
  type LikelihoodReport,
  type MeasuredOn,
} from '../../protocol/likelihood.ts'
import { CodedError } from '../../protocol/errors.ts'
import { shapeOf } from '../../protocol/settings.ts'
import { encodeToGamma } from '../inference.ts'
import { architectureOf } from '../training.ts'
import { enumeratedPosterior } from './codes.ts'
import { gapFigures, type GapRequest } from './gap.ts'
import { createLogLikelihood, type ImageLogLikelihood } from './log-likelihood.ts'
import { requireSinglePrecision } from './plane.ts'
import { drawLogWeights, evaluationsOf } from './log-weights.ts'
import { createSlices } from './slices.ts'

export interface LikelihoodRequest extends GapRequest {
  readonly family: FamilyId
  /** The images' data set. */
  readonly dataset: MeasuredOn['dataset']
  /** Draws of z for each image, S. */
  readonly draws: number
}

interface Weighed {
  readonly own: ImageWeights
  /** Null for a family that has no wider q. */
  readonly defensive: ImageWeights | null
}

/** The figures of each image in turn. */
async function weighImages(request: LikelihoodRequest, sizes: readonly number[]): Promise<Weighed[]> {
  const { settings, family, test, indices, draws, checkpoint, signal, onProgress } = request
  const architecture = architectureOf(settings)
  const network = asNetwork(architecture, checkpoint.parameters)
  const reference = FAMILIES[family].reference(shapeOf(settings))
  const weighed: Weighed[] = []
  let present: ImageLogLikelihood | null = null
  const slices = createSlices({
    width: architecture.code,
    evaluate: (z) => present!.at(z),
    signal,
    onProgress,
  })
  slices.expect(indices.length * evaluationsOf(reference, draws))
  for (const image of indices) {
    const targets = test.targets(Uint32Array.of(image))
    const gamma = Array.from(await encodeToGamma({ architecture, network }, targets))
    present = createLogLikelihood(architecture, checkpoint, targets)
    try {
      const { own, defensive } = await drawLogWeights({
        reference,
        gamma,
        draws,
        seed: settings.seed,
        image,
        slices,
      })
      weighed.push({ own: weighImage(own, sizes), defensive: defensive && weighImage(defensive, [draws]) })
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

function defensiveOver(weighed: readonly (ImageWeights | null)[], draws: number): DefensiveEstimate | null {
  const all = weighed.filter((one) => one !== null)
  if (all.length === 0) return null
  const { value, error, noise } = averageBounds(all, [draws])[0]!
  return { value, error, noise, beyond: tailOver(all, draws).beyond }
}

export async function marginalLikelihood(request: LikelihoodRequest): Promise<LikelihoodReport> {
  const { settings, family, dataset, indices, draws, checkpoint } = request
  const { targets, likelihood, sigma } = settings
  if (!familyMetaOf(family).isRandom) throw new CodedError('likelihood-needs-density')
  await requireSinglePrecision()
  const sizes = [...BOUND_SIZES.filter((k) => k < draws), draws]
  const all = await weighImages(request, sizes)
  const weighed = all.map(({ own }) => own)
  return {
    step: checkpoint.step,
    on: { dataset, targets, likelihood, sigma },
    images: indices.length,
    draws,
    bounds: averageBounds(weighed, sizes),
    effective: effectiveOver(weighed),
    tail: tailOver(weighed, draws),
    defensive: defensiveOver(
      all.map(({ defensive }) => defensive),
      draws,
    ),
    ...(await compare(request, weighed)),
  }
}
