/** What can be computed by enumeration where the states of the code are few: the posterior of an image, and the codebook. */
import { argMax, exp, sum, tensor2d, tidy, type Tensor1D } from '@tensorflow/tfjs-core'
import { MOST_STATES } from '../../families/options.ts'
import type { States } from '../../families/family.ts'
import { FAMILIES } from '../../families/registry.ts'
import { enumeratePosterior } from '../../math/exact/enumeration.ts'
import { evaluateAll } from '../../math/exact/posterior.ts'
import { asNetwork } from '../../model/parameters.ts'
import { CodedError } from '../../protocol/errors.ts'
import { familyMetaOf, type FamilyId } from '../../protocol/families.ts'
import type { Codebook, StatesPosterior } from '../../protocol/latent.ts'
import { shapeOf, type Settings } from '../../protocol/settings.ts'
import { requireSinglePrecision } from './plane.ts'
import { breathe } from '../breathe.ts'
import { encodeToGamma } from '../inference.ts'
import { architectureOf, type Checkpoint } from '../training.ts'
import type { EncodingsRequest } from './encodings.ts'
import { createLogLikelihood } from './log-likelihood.ts'
import { createSlices } from './slices.ts'

/** Rejects with the reason why the states of this model cannot be enumerated. */
function requireStates(settings: Settings, family: FamilyId): void {
  const states = familyMetaOf(family).countStates(shapeOf(settings))
  if (states === null) throw new CodedError('codebook-needs-codes')
  if (states > MOST_STATES) throw new CodedError('exact-too-many-states', { states, most: MOST_STATES })
}

export interface StatesRequest {
  readonly settings: Settings
  readonly family: FamilyId
  readonly checkpoint: Checkpoint
  /** [784]. */
  readonly targets: Float32Array
  readonly signal: AbortSignal
  readonly onProgress: (done: number, total: number) => void
}

/** log q(s|x) of every state, in float64. */
function logGuess({ settings, family }: StatesRequest, gamma: Float32Array): Float64Array {
  const reference = FAMILIES[family].reference(shapeOf(settings))
  const states = reference.states!()
  const parameters = Array.from(gamma)
  const logStates = Math.log(states.length)
  return Float64Array.from(
    states,
    (z) => reference.logRatioToPrior({ gamma: parameters, noise: [], z }) - logStates,
  )
}

export async function enumeratedPosterior(request: StatesRequest): Promise<StatesPosterior> {
  const { settings, family, checkpoint, targets, signal, onProgress } = request
  requireStates(settings, family)
  await requireSinglePrecision()
  const architecture = architectureOf(settings)
  const network = asNetwork(architecture, checkpoint.parameters)
  const gamma = await encodeToGamma({ architecture, network }, targets)
  const states = FAMILIES[family].reference(shapeOf(settings)).states!()
  const logLikelihood = createLogLikelihood(architecture, checkpoint, targets)
  try {
    const width = architecture.code
    const slices = createSlices({ width, evaluate: logLikelihood.at, signal, onProgress })
    slices.expect(states.length)
    const codes = Float64Array.from(states.flat())
    const values = await evaluateAll(codes, slices.evaluate, slices, width)
    return {
      step: checkpoint.step,
      by: 'enumeration',
      ...enumeratePosterior(values, logGuess(request, gamma)),
    }
  } finally {
    logLikelihood.dispose()
  }
}

/** The sum over the images of q(s|x) [S], and the most probable state of each image [N]: gamma [N, gamma]. */
async function usesOf(
  family: States,
  gamma: Float32Array,
  width: number,
): Promise<[Float32Array, Int32Array]> {
  const [total, most] = tidy(() => {
    const rows = tensor2d(gamma, [gamma.length / width, width])
    const log = family.logProbabilities(rows, family.codes())
    return [sum<Tensor1D>(exp(log), 0), argMax<Tensor1D>(log, 1)] as const
  })
  const read = Promise.all([total.data<'float32'>(), most.data<'int32'>()])
  return read.finally(() => [total, most].forEach((tensor) => tensor.dispose()))
}

/** Numbers of images times states at a time: of few milliseconds. */
const MOST_AT_ONCE = 65_536

export async function codebook(request: EncodingsRequest): Promise<Codebook> {
  const { settings, family, test, indices, checkpoint, signal } = request
  requireStates(settings, family)
  const shape = shapeOf(settings)
  const architecture = architectureOf(settings)
  const network = asNetwork(architecture, checkpoint.parameters)
  const count = familyMetaOf(family).countStates(shape)!
  const states = FAMILIES[family].family(shape).states!
  const mass = new Float64Array(count)
  const modes = new Uint32Array(count)
  const codes = new Uint32Array(indices.length)
  const slice = Math.max(16, Math.floor(MOST_AT_ONCE / count))
  for (let start = 0; start < indices.length; start += slice) {
    const batch = test.batch(start, Math.min(start + slice, indices.length))
    const gamma = await encodeToGamma({ architecture, network }, batch)
    const [total, most] = await usesOf(states, gamma, architecture.gamma)
    total.forEach((value, s) => (mass[s]! += value / indices.length))
    codes.set(most, start)
    for (const state of most) modes[state]! += 1
    await breathe()
    signal.throwIfAborted()
  }
  return { step: checkpoint.step, images: indices.length, mass, modes, codes }
}
