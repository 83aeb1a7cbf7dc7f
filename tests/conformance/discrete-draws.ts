/** Gradients of a discrete code by any estimator, for a log-likelihood that is a function of the code: no network, no data. */
import {
  fill,
  mul,
  reshape,
  scalar,
  tensor1d,
  tensor2d,
  tidy,
  type Rank,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import type { Baseline } from '../../src/estimators/options.ts'
import { ESTIMATORS } from '../../src/estimators/registry.ts'
import type { KlMode } from '../../src/families/options.ts'
import { FAMILIES } from '../../src/families/registry.ts'
import type { Decoder } from '../../src/model/decoder.ts'
import type { EstimatorId } from '../../src/protocol/estimators.ts'
import type { FamilyId } from '../../src/protocol/families.ts'
import { ELBO, PLAIN_ELBO } from '../support/gaussian.ts'
import type { Extended } from './discrete-cases.ts'

export interface Problem extends Extended {
  readonly name: string
  readonly family: FamilyId
  readonly latents: number
  readonly classes: number
  readonly gamma: readonly number[]
  readonly gradient: readonly number[]
}

/** An estimator with its options, for one problem. */
export interface Asked {
  readonly problem: Problem
  readonly id: EstimatorId
  readonly samples?: number
  readonly baseline?: Baseline
  readonly movingAverage?: number
  readonly temperature?: number
  /** The weight of the KL; none if absent. */
  readonly beta?: number
  readonly kl?: KlMode
}

/** A decoder whose log-likelihood is f of the code: no network, no data. */
const decoderOf = ({ f, slope }: Extended): Decoder => ({
  evaluate(z) {
    const rows = z.arraySync()
    return {
      logLikelihood: tensor1d(rows.map(f)),
      backward(weights) {
        const perRow = typeof weights === 'number' ? weights : reshape<Rank.R2>(weights, [-1, 1])
        return { layers: [], input: mul(tensor2d(rows.map(slope)), perRow) as Tensor2D }
      },
    }
  },
  enumerate: (codes, targets) => ({
    logLikelihood: tensor2d(Array.from({ length: targets.shape[0] }, () => codes.arraySync().map(f))),
    backward: () => [],
  }),
})

const optionsOf = ({ baseline = 'none', temperature = 1, beta = 0, kl = 'closed-form' }: Asked) =>
  ({ beta, kl, baseline, temperature, dial: 1 }) as const

const entryOf = ({ problem }: Asked) => FAMILIES[problem.family]

/** Estimates of the gradient of E f - beta KL, one for each replicate, by TF.js. */
export function drawTensors(one: Asked, noise: Float32Array, replicates: number): number[][] {
  const { problem, samples = 1, movingAverage = 0 } = one
  return tidy(() => {
    const family = entryOf(one).family(problem)
    const gamma = tensor2d(Array.from({ length: replicates }, () => [...problem.gamma]))
    const { gradGamma } = ESTIMATORS[one.id].estimate({
      ...optionsOf(one),
      family,
      objective: ELBO,
      drawn: family.draw(gamma, tensor2d(noise, [replicates * samples, noise.length / replicates / samples])),
      samples,
      targets: fill([replicates, 1], 0) as Tensor2D,
      decoder: decoderOf(problem),
      movingAverage: scalar(movingAverage),
    })
    return (mul(gradGamma, -replicates) as Tensor2D).arraySync()
  })
}

/** The same in plain numbers. */
export function drawPlain(one: Asked, noise: Float32Array, replicates: number): number[][] {
  const { problem, samples = 1, movingAverage = 0 } = one
  const width = noise.length / replicates / samples
  const batch = Array.from({ length: replicates }, (_, b) => ({
    gamma: problem.gamma,
    noise: Array.from({ length: samples }, (__, l) => {
      const row = l * replicates + b
      return [...noise.subarray(row * width, (row + 1) * width)]
    }),
    logLikelihood: (z: readonly number[]) => ({ value: problem.f(z), gradient: problem.slope(z) }),
    trainDecoder: () => undefined,
  }))
  const options = {
    ...optionsOf(one),
    family: entryOf(one).reference(problem),
    objective: PLAIN_ELBO,
    movingAverage,
  }
  return ESTIMATORS[one.id].reference(batch, options).map((row) => row.map((value) => -value))
}
