/**
 * The hand-written backward pass against finite differences, and every estimator with every option against its
 * plain-number reference.
 */
import '@tensorflow/tfjs-backend-cpu'
import { memory, scalar, setBackend, tensor2d } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { normal, uniform } from '../math/random.ts'
import { initialValues, parameterSpecs, type Architecture } from '../model/architecture.ts'
import { asNetwork, uploadParameters } from '../model/parameters.ts'
import { plainNetwork, plainValues } from '../model/reference.ts'
import { elboGradient } from './elbo-gradient.ts'
import { drawsBesideOf, metaOf, type EstimatorId } from '../protocol/estimators.ts'
import type { KlMode } from '../families/options.ts'
import type { Baseline } from './options.ts'
import { plainElboGradient, plainNegElbo, type PlainBatch } from './reference.ts'
import type { PlainObjective } from '../objectives/reference.ts'
import { OBJECTIVES } from '../objectives/registry.ts'
import { ESTIMATORS } from './registry.ts'
import { SUMS } from './step-sums.ts'
import {
  ELBO,
  GAUSSIAN,
  GAUSSIAN_ESTIMATORS,
  gaussianWidths,
  PLAIN_ELBO,
  PLAIN_GAUSSIAN,
} from '../../tests/support/gaussian.ts'

const IMAGES = 3
const BETA = 0.7
const MOVING_AVERAGE = -4.5
const DIAL = 0.6

interface Options {
  readonly samples: number
  readonly kl: KlMode
  readonly baseline: Baseline
  /** Draws that the importance-weighted bound takes together; without it the ELBO. */
  readonly k?: number
}

const bounds = OBJECTIVES['importance-weighted']
const objectiveOf = ({ k }: Options) => (k === undefined ? ELBO : bounds.objective(k))
const plainObjectiveOf = ({ k }: Options) => (k === undefined ? PLAIN_ELBO : bounds.reference(k))

const rows = (flat: Float32Array, width: number): number[][] =>
  Array.from({ length: flat.length / width }, (_, i) => Array.from(flat.subarray(i * width, (i + 1) * width)))

/** [L B, width] by image and draw. */
function byImage(noise: Float32Array, width: number): number[][][] {
  const all = rows(noise, width)
  return Array.from({ length: IMAGES }, (_, b) => all.filter((_row, i) => i % IMAGES === b))
}

/** A model with generic values, three images in (0, 1), and noise. */
function setting(architecture: Architecture, samples: number) {
  const key = { seed: 7, stream: 0, step: 0 }
  const values = initialValues(architecture, key)
  const { pixels, code: latent } = architecture
  const targets = uniform(IMAGES * pixels, 0, 1, { ...key, stream: 1 })
  const noise = normal(samples * IMAGES * latent, { ...key, stream: 2 })
  const noiseBeside = (draws: number) => normal(draws * IMAGES * latent, { ...key, stream: 3 })
  const batch: PlainBatch = {
    beta: BETA,
    targets: rows(targets, pixels),
    noise: byImage(noise, latent),
  }
  return { architecture, values, targets, noise, noiseBeside, batch }
}
type Setting = ReturnType<typeof setting>

/** What `make` gives for the draws that the estimator has beside its samples; nothing if it has none. */
function besideOf<T extends object>(
  id: EstimatorId,
  { samples }: Options,
  make: (draws: number) => T,
): Partial<T> {
  const draws = drawsBesideOf(id, samples)
  return draws > 0 ? make(draws) : {}
}

function tensorGradient(
  { architecture, values, targets, noise, noiseBeside }: Setting,
  id: EstimatorId,
  options: Options,
) {
  const parameters = uploadParameters(architecture, values)
  return elboGradient({
    architecture,
    network: asNetwork(architecture, parameters),
    family: GAUSSIAN,
    objective: objectiveOf(options),
    estimator: ESTIMATORS[id].estimate,
    targets: tensor2d(targets, [IMAGES, architecture.pixels]),
    noise: tensor2d(noise, [noise.length / architecture.code, architecture.code]),
    ...besideOf(id, options, (draws) => ({
      noiseBeside: tensor2d(noiseBeside(draws), [draws * IMAGES, architecture.code]),
    })),
    beta: BETA,
    temperature: 1,
    dial: DIAL,
    movingAverage: scalar(MOVING_AVERAGE),
    kept: 0,
    ...options,
  })
}

function plainGradient(
  { architecture, values, batch, noiseBeside }: Setting,
  id: EstimatorId,
  chosen: Options,
) {
  const beside = besideOf(id, chosen, (draws) => ({
    noiseBeside: byImage(noiseBeside(draws), architecture.code),
  }))
  const { kl, baseline } = chosen
  const objective = plainObjectiveOf(chosen)
  const network = plainNetwork(architecture, values)
  const options = {
    family: PLAIN_GAUSSIAN,
    objective,
    kl,
    baseline,
    temperature: 1,
    dial: DIAL,
    movingAverage: MOVING_AVERAGE,
  }
  return plainValues(
    plainElboGradient(architecture, network, { ...batch, ...beside }, ESTIMATORS[id].reference, options),
  ).flat()
}

const norm = (values: readonly number[]) => Math.hypot(...values)
const relativeError = (actual: readonly number[], expected: readonly number[]) =>
  norm(actual.map((value, i) => value - expected[i]!)) / norm(expected)

/** Central differences of negElboPerImage in float64, for every parameter. */
function finiteDifferences(
  { architecture, values, batch }: Setting,
  objective: PlainObjective | null = null,
): number[] {
  const network = plainNetwork(architecture, values)
  const h = 1e-5
  const slope = (holder: number[], i: number) => {
    const at = holder[i]!
    holder[i] = at + h
    const above = plainNegElbo(architecture, network, batch, PLAIN_GAUSSIAN, objective)
    holder[i] = at - h
    const below = plainNegElbo(architecture, network, batch, PLAIN_GAUSSIAN, objective)
    holder[i] = at
    return (above - below) / (2 * h)
  }
  return [...network.encoder, ...network.decoder].flatMap(({ weight, bias }) => [
    ...weight.flatMap((row) => row.map((_, i) => slope(row, i))),
    ...bias.map((_, i) => slope(bias, i)),
  ])
}

beforeAll(() => setBackend('cpu'))

const models = (['bernoulli', 'gaussian'] as const).flatMap((likelihood) =>
  (['relu', 'tanh'] as const).flatMap((activation) =>
    [[7], [8, 6]].flatMap((hidden) =>
      [1, 3].map((samples) => ({
        likelihood,
        activation,
        hidden,
        samples,
        ...gaussianWidths(2),
        pixels: 11,
        sigma: 0.5,
      })),
    ),
  ),
)

describe.each(models)(
  '$likelihood, $activation, hidden $hidden, L = $samples',
  ({ samples, ...architecture }) => {
    const given = setting(architecture, samples)
    const expected = finiteDifferences(given)
    const options: Options = { samples, kl: 'closed-form', baseline: 'none' }

    test('the plain-number gradient equals finite differences', () => {
      expect(relativeError(plainGradient(given, 'reparameterized', options), expected)).toBeLessThan(1e-7)
    })

    test('the TF.js gradient equals finite differences, and the sums are those of the batch', () => {
      const before = memory().numTensors
      const { gradients, sums } = tensorGradient(given, 'reparameterized', options)
      const shapes = parameterSpecs(architecture).map((spec) => spec.shape)
      expect(gradients.map((gradient) => gradient.shape)).toEqual(shapes)
      expect(
        relativeError(
          gradients.flatMap((gradient) => [...gradient.dataSync()]),
          expected,
        ),
      ).toBeLessThan(1e-4)

      const [recon, kl] = sums.dataSync() as Float32Array
      const loss = plainNegElbo(
        architecture,
        plainNetwork(architecture, given.values),
        given.batch,
        PLAIN_GAUSSIAN,
      )
      expect((BETA * kl! - recon!) / IMAGES).toBeCloseTo(loss, 3)
      // Parameters and their gradients, sums, mean signal; and the three input tensors.
      expect(memory().numTensors - before).toBe(2 * shapes.length + 2 + 3)
    })
  },
)

describe.each([
  [1, 1],
  [3, 1],
  [2, 3],
])('the importance-weighted bound, K = %i, L = %i', (k, samples) => {
  const architecture: Architecture = {
    ...gaussianWidths(2),
    pixels: 9,
    hidden: [7],
    activation: 'tanh',
    likelihood: 'bernoulli',
    sigma: 1,
  }
  const given = setting(architecture, k * samples)
  const options: Options = { samples, k, kl: 'monte-carlo', baseline: 'none' }

  test('the total derivative equals finite differences, in plain numbers and in TF.js', () => {
    const expected = finiteDifferences(given, bounds.reference(k))
    expect(relativeError(plainGradient(given, 'reparameterized', options), expected)).toBeLessThan(1e-7)
    const { gradients } = tensorGradient(given, 'reparameterized', options)
    const actual = gradients.flatMap((gradient) => [...gradient.dataSync()])
    expect(relativeError(actual, expected)).toBeLessThan(1e-4)
  })

  test('a step reports the bound of its draws, with beta = 1', () => {
    const { sums } = tensorGradient(given, 'reparameterized', options)
    const network = plainNetwork(architecture, given.values)
    const atOne = { ...given.batch, beta: 1 }
    const loss = plainNegElbo(architecture, network, atOne, PLAIN_GAUSSIAN, bounds.reference(k))
    expect(sums.dataSync()[SUMS.bound]! / IMAGES).toBeCloseTo(-loss, 3)
  })

  test.each(k > 1 ? (['dreg', 'vimco'] as const) : (['dreg'] as const))(
    '%s: TF.js agrees with plain numbers',
    (id) => {
      const { gradients } = tensorGradient(given, id, options)
      const actual = gradients.flatMap((gradient) => [...gradient.dataSync()])
      expect(relativeError(actual, plainGradient(given, id, options))).toBeLessThan(1e-5)
    },
  )

  test.each(k > 1 ? (['dreg', 'vimco'] as const) : (['dreg'] as const))(
    '%s: the decoder’s gradient is the total derivative’s',
    (id) => {
      const ofDecoder = (one: EstimatorId) => plainGradient(given, one, options).slice(-decoderSize)
      const decoderSize = parameterSpecs(architecture)
        .filter(({ name }) => name.startsWith('decoder'))
        .reduce((all, { shape }) => all + shape.reduce((a, b) => a * b), 0)
      expect(relativeError(ofDecoder(id), ofDecoder('reparameterized'))).toBeLessThan(1e-12)
    },
  )
})

const options = GAUSSIAN_ESTIMATORS.map((id) => ({ ...metaOf(id), id })).flatMap(
  ({ id, klModes, baselines }) =>
    klModes.flatMap((kl) =>
      (baselines.length > 0 ? baselines : (['none'] as const)).flatMap((baseline) =>
        (baseline === 'leave-one-out' ? [2, 4] : [1, 4]).map((samples) => ({ id, kl, baseline, samples })),
      ),
    ),
)

describe.each(options)('$id, KL $kl, baseline $baseline, L = $samples', ({ id, ...chosen }) => {
  test.each(['bernoulli', 'gaussian'] as const)('TF.js agrees with plain numbers: %s', (likelihood) => {
    const architecture: Architecture = {
      pixels: 11,
      ...gaussianWidths(3),
      hidden: [7],
      activation: 'tanh',
      likelihood,
      sigma: 0.5,
    }
    const given = setting(architecture, chosen.samples)
    const { gradients } = tensorGradient(given, id, chosen)
    const actual = gradients.flatMap((gradient) => [...gradient.dataSync()])
    expect(relativeError(actual, plainGradient(given, id, chosen))).toBeLessThan(1e-5)
  })
})
