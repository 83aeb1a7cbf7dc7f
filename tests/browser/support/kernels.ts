/** A backend's kernels against the operations composed of TF.js's, on the cpu backend, where these have no shaders to compile. */
import { memory, mul, scalar, setBackend, tensor, tidy } from '@tensorflow/tfjs-core'
import type { Rank, Tensor } from '@tensorflow/tfjs-core'
import { expect } from 'vitest'
import { sumStep } from '../../../src/estimators/step-sums.ts'
import {
  bitsScoreGradient,
  drawBits,
  type BernoulliFormulas,
} from '../../../src/families/bernoulli/formulas.ts'
import {
  classesScoreGradient,
  drawClasses,
  type CategoricalFormulas,
} from '../../../src/families/categorical/formulas.ts'
import {
  drawLatents,
  pathwiseGradient,
  scoreGradient,
  type GaussianFormulas,
  type KlWeights,
} from '../../../src/families/gaussian/formulas.ts'
import { uniform } from '../../../src/math/random.ts'
import { COMPOSED } from '../../../src/ops/composed/index.ts'
import type { Kernels, Ops } from '../../../src/ops/types.ts'

export type All = Ops &
  GaussianFormulas &
  BernoulliFormulas &
  CategoricalFormulas & { readonly sumStep: typeof sumStep }

/** The kernels of operations and formulas, by the names of the latter without their owners'; those that a backend lacks are missing. */
export const allOf = ({ formulas, ...rest }: Kernels): All => {
  const named = Object.entries(formulas!).map(([name, formula]) => [name.split('.').at(-1)!, formula])
  return { ...rest, ...Object.fromEntries(named) } as All
}

/** As they are written out, on a backend without kernels of its own. */
const WRITTEN: All = {
  ...COMPOSED,
  drawLatents,
  pathwiseGradient,
  scoreGradient,
  drawBits,
  bitsScoreGradient,
  drawClasses,
  classesScoreGradient,
  sumStep,
}

export const KEY = { seed: 7, stream: 0 }
let draws = 0

/** Values in (-1, 1), never the same twice. */
const values = (size: number): Float32Array => uniform(size, -1, 1, { ...KEY, step: ++draws })
export const drawn = (...shape: number[]): Tensor =>
  tensor(values(shape.reduce((size, length) => size * length, 1)), shape)
export const matrix = (rows: number, columns: number) => drawn(rows, columns) as Tensor<Rank.R2>
export const vector = (length: number) => drawn(length) as Tensor<Rank.R1>

/** The same with `bad` somewhere. */
export function spoilt<T extends Tensor>(clean: T, bad: number): T {
  const numbers = values(clean.size)
  numbers[(7919 * draws) % clean.size] = bad
  return tensor(numbers, clean.shape) as T
}

/** What `make` returns; all that it makes is gone afterwards. */
export async function read(make: () => readonly Tensor[]): Promise<Float32Array[]> {
  const made = tidy(() => [...make()])
  const numbers = await Promise.all(made.map((one) => one.data<'float32'>()))
  made.forEach((one) => one.dispose())
  return numbers
}

type Make = (kernels: All) => readonly Tensor[]

/** `own`: the kernels of that backend, once it has been started. */
export function comparisonOn(backend: 'webgpu' | 'webgl', own: () => All) {
  /** What `make` makes of the same draws by kernels, and as it is written out. */
  async function byBoth(make: Make, kernels = own()) {
    const [before, tensors] = [draws, memory().numTensors]
    const actual = await read(() => make(kernels))
    await setBackend('cpu')
    draws = before
    const expected = await read(() => make(WRITTEN))
    await setBackend(backend)
    expect(memory().numTensors).toBe(tensors)
    return { actual, expected }
  }

  async function expectSame(make: Make, most = 1e-5, kernels = own()) {
    const { actual, expected } = await byBoth(make, kernels)
    const worst = expected.map((numbers, which) => {
      expect(actual[which]).toHaveLength(numbers.length)
      return numbers.reduce((worst, value, i) => Math.max(worst, Math.abs(value - actual[which]![i]!)), 0)
    })
    for (const one of worst) expect(one).toBeLessThan(most)
  }

  return { byBoth, expectSame }
}

/** Which numbers are finite. */
export const finiteIn = (all: readonly Float32Array[]) =>
  all.map((numbers) => [...numbers].map(Number.isFinite))

const KL: Record<string, KlWeights> = {
  'closed-form': { exact: 0.3, prior: 0, posterior: 0, entropy: 0 },
  'monte-carlo': { exact: 0, prior: 0.2, posterior: 0, entropy: 0.1 },
  'sticking-the-landing': { exact: 0, prior: 0.2, posterior: 0.2, entropy: 0 },
}

/** All that a step of the Gaussian family computes between encoder and decoder, and its sums. */
export function formulasOfStep(kernels: All, images: number, latent: number, samples: number): Tensor[] {
  const gamma = matrix(images, 2 * latent)
  const [noise, dz] = [matrix(samples * images, latent), matrix(samples * images, latent)]
  const [weight, signal] = [vector(samples * images), vector(samples * images)]
  const { z, kl } = kernels.drawLatents(gamma, noise)
  const { sums, movingAverage } = kernels.sumStep({
    logLikelihood: weight,
    signal,
    kl,
    gradGamma: gamma,
    movingAverage: scalar(0.5),
    kept: 0.8,
  })
  const scores = [0, 0.3].map((exact) => kernels.scoreGradient(gamma, noise, weight, exact))
  const paths = Object.values(KL).map((weights) => kernels.pathwiseGradient(gamma, noise, dz, weights))
  const each = [...scores, ...paths].map((one) => mul(one, 1 / samples))
  return [z, kl, mul(sums, 1 / (images * latent)), movingAverage, ...each]
}
