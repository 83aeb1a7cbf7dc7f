/**
 * The hand-written backward pass against finite differences: the plain-number gradient in float64, then TF.js.
 */
import '@tensorflow/tfjs-backend-cpu'
import { memory, setBackend, tensor2d } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { normal, uniform } from '../math/random.ts'
import { initialValues, parameterSpecs, type Architecture } from '../model/architecture.ts'
import { asNetwork, uploadParameters } from '../model/parameters.ts'
import { plainNetwork, plainValues } from '../model/reference.ts'
import { elboGradient } from './elbo-gradient.ts'
import { plainElboGradient, plainNegElbo, type PlainBatch } from './reference.ts'
import { ESTIMATORS } from './registry.ts'

const IMAGES = 3
const BETA = 0.7

const cases = (['bernoulli', 'gaussian'] as const).flatMap((likelihood) =>
  (['relu', 'tanh'] as const).flatMap((activation) =>
    [[7], [8, 6]].flatMap((hidden) =>
      [1, 3].map((samples) => ({
        likelihood,
        activation,
        hidden,
        samples,
        latent: 2,
        pixels: 11,
        sigma: 0.5,
      })),
    ),
  ),
)

/** A model with generic values, three images in (0, 1), and noise. */
function setting(architecture: Architecture, samples: number) {
  const key = { seed: 7, stream: 0, step: 0 }
  const values = initialValues(architecture, key)
  const { pixels, latent } = architecture
  const targets = uniform(IMAGES * pixels, 0, 1, { ...key, stream: 1 })
  const noise = normal(samples * IMAGES * latent, { ...key, stream: 2 })
  const batch: PlainBatch = {
    beta: BETA,
    targets: rows(targets, pixels),
    noise: Array.from({ length: IMAGES }, (_, b) =>
      Array.from({ length: samples }, (_, l) => rows(noise, latent)[l * IMAGES + b]!),
    ),
  }
  return { values, targets, noise, batch }
}

const rows = (flat: Float32Array, width: number): number[][] =>
  Array.from({ length: flat.length / width }, (_, i) => Array.from(flat.subarray(i * width, (i + 1) * width)))

const norm = (values: readonly number[]) => Math.hypot(...values)
const relativeError = (actual: readonly number[], expected: readonly number[]) =>
  norm(actual.map((value, i) => value - expected[i]!)) / norm(expected)

/** Central differences of negElboPerImage in float64, every parameter. */
function finiteDifferences(
  architecture: Architecture,
  values: readonly Float32Array[],
  batch: PlainBatch,
): number[] {
  const network = plainNetwork(architecture, values)
  const h = 1e-5
  const slope = (holder: number[], i: number) => {
    const at = holder[i]!
    holder[i] = at + h
    const above = plainNegElbo(architecture, network, batch)
    holder[i] = at - h
    const below = plainNegElbo(architecture, network, batch)
    holder[i] = at
    return (above - below) / (2 * h)
  }
  return [...network.encoder, ...network.decoder].flatMap(({ weight, bias }) => [
    ...weight.flatMap((row) => row.map((_, i) => slope(row, i))),
    ...bias.map((_, i) => slope(bias, i)),
  ])
}

beforeAll(() => setBackend('cpu'))

describe.each(cases)(
  '$likelihood, $activation, hidden $hidden, L = $samples',
  ({ samples, ...architecture }) => {
    const { values, targets, noise, batch } = setting(architecture, samples)
    const expected = finiteDifferences(architecture, values, batch)

    test('the plain-number gradient equals finite differences', () => {
      const network = plainNetwork(architecture, values)
      const gradient = plainElboGradient(architecture, network, batch, ESTIMATORS.reparameterized.reference)
      expect(relativeError(plainValues(gradient).flat(), expected)).toBeLessThan(1e-7)
    })

    test('the TF.js gradient equals finite differences, and the sums are those of the batch', () => {
      const before = memory().numTensors
      const parameters = uploadParameters(architecture, values)
      const { gradients, sums } = elboGradient({
        architecture,
        network: asNetwork(architecture, parameters),
        estimator: ESTIMATORS.reparameterized.estimate,
        targets: tensor2d(targets, [IMAGES, architecture.pixels]),
        noise: tensor2d(noise, [samples * IMAGES, architecture.latent]),
        samples,
        beta: BETA,
      })
      expect(gradients.map((gradient) => gradient.shape)).toEqual(
        parameterSpecs(architecture).map((spec) => spec.shape),
      )
      expect(
        relativeError(
          gradients.flatMap((gradient) => [...gradient.dataSync()]),
          expected,
        ),
      ).toBeLessThan(1e-4)

      const [recon, kl] = sums.dataSync() as Float32Array
      expect((BETA * kl! - recon!) / IMAGES).toBeCloseTo(
        plainNegElbo(architecture, plainNetwork(architecture, values), batch),
        3,
      )
      // Parameters, gradients, sums, and the two tensors made in the call above.
      expect(memory().numTensors - before).toBe(2 * parameters.length + 1 + 2)
    })
  },
)
