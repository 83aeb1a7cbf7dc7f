/**
 * The plain autoencoder that `family=point` is: the gradient of mean -log p(x | z = mu(x)), written down here without
 * any estimator, against finite differences, the estimators' plain numbers, TF.js, and a training step.
 */
import '@tensorflow/tfjs-backend-cpu'
import { scalar, setBackend, tensor2d, type Tensor } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { createBatches } from '../../src/engine/batches.ts'
import { targetsOf } from '../../src/math/targets.ts'
import { architectureOf, createTraining } from '../../src/engine/training.ts'
import { elboGradient } from '../../src/estimators/elbo-gradient.ts'
import { plainElboGradient } from '../../src/estimators/reference.ts'
import { ESTIMATORS } from '../../src/estimators/registry.ts'
import { FAMILIES } from '../../src/families/registry.ts'
import { uniform } from '../../src/math/random.ts'
import { initialValues, type Architecture } from '../../src/model/architecture.ts'
import { asList, asNetwork, uploadParameters, type Network } from '../../src/model/parameters.ts'
import {
  plainBackward,
  plainForward,
  plainLogLikelihood,
  plainNetwork,
  plainValues,
  type PlainLayer,
  type PlainNetwork,
} from '../../src/model/reference.ts'
import { DEFAULT_SETTINGS, liveSettings, type Settings } from '../../src/protocol/settings.ts'
import { blobs } from '../support/dataset.ts'
import { ELBO, gaussianWidths, PLAIN_ELBO } from '../support/gaussian.ts'

const rows = (flat: Float32Array, width: number): number[][] =>
  Array.from({ length: flat.length / width }, (_, i) => Array.from(flat.subarray(i * width, (i + 1) * width)))

const norm = (values: readonly number[]) => Math.hypot(...values)
const relativeError = (actual: readonly number[], expected: readonly number[]) =>
  norm(actual.map((value, i) => value - expected[i]!)) / norm(expected)

const flatten = (network: PlainNetwork) => plainValues([...network.encoder, ...network.decoder]).flat()
const zerosLike = (layers: readonly PlainLayer[]): PlainLayer[] =>
  layers.map(({ weight, bias }) => ({
    weight: weight.map((row) => row.map(() => 0)),
    bias: bias.map(() => 0),
  }))

function forward({ code, activation }: Architecture, network: PlainNetwork, x: readonly number[]) {
  const encoder = plainForward(network.encoder, x, activation)
  const decoder = plainForward(network.decoder, encoder.at(-1)!.slice(0, code), activation)
  return { encoder, decoder }
}

/** Mean of -log p(x | z = mu(x)), in nats. */
function loss(architecture: Architecture, network: PlainNetwork, images: readonly number[][]): number {
  const perImage = images.map((x) => {
    const { decoder } = forward(architecture, network, x)
    return -plainLogLikelihood(architecture, decoder.at(-1)!, x).value
  })
  return perImage.reduce((a, b) => a + b) / images.length
}

/** Its gradient by hand: through the decoder, into mu and nothing else, through the encoder. */
function gradientByHand(architecture: Architecture, network: PlainNetwork, images: readonly number[][]) {
  const { code, activation } = architecture
  const into = { encoder: zerosLike(network.encoder), decoder: zerosLike(network.decoder) }
  for (const x of images) {
    const { encoder, decoder } = forward(architecture, network, x)
    const { gradient } = plainLogLikelihood(architecture, decoder.at(-1)!, x)
    const dOutput = gradient.map((slope) => -slope / images.length)
    const dMu = plainBackward(network.decoder, decoder, dOutput, activation, into.decoder)
    const dGamma = [...dMu, ...new Array<number>(code).fill(0)]
    plainBackward(network.encoder, encoder, dGamma, activation, into.encoder)
  }
  return flatten(into)
}

function finiteDifferences(architecture: Architecture, network: PlainNetwork, images: readonly number[][]) {
  const h = 1e-5
  const slope = (holder: number[], i: number) => {
    const at = holder[i]!
    const lossAt = (value: number) => {
      holder[i] = value
      return loss(architecture, network, images)
    }
    const difference = (lossAt(at + h) - lossAt(at - h)) / (2 * h)
    holder[i] = at
    return difference
  }
  return [...network.encoder, ...network.decoder].flatMap(({ weight, bias }) => [
    ...weight.flatMap((row) => row.map((_, i) => slope(row, i))),
    ...bias.map((_, i) => slope(bias, i)),
  ])
}

const IMAGES = 3
const models = (['bernoulli', 'gaussian'] as const).flatMap((likelihood) =>
  [{ hidden: [7] }, { hidden: [8, 6] }].map(({ hidden }): Architecture => ({
    likelihood,
    hidden,
    activation: 'tanh',
    ...gaussianWidths(2),
    pixels: 11,
    sigma: 0.5,
  })),
)

beforeAll(() => setBackend('cpu'))

describe.each(models)('$likelihood, hidden $hidden', (architecture) => {
  const key = { seed: 5, stream: 0, step: 0 }
  const values = initialValues(architecture, key)
  const targets = uniform(IMAGES * architecture.pixels, 0, 1, { ...key, stream: 1 })
  const network = plainNetwork(architecture, values)
  const images = rows(targets, architecture.pixels)
  const expected = gradientByHand(architecture, network, images)

  test('the gradient by hand equals finite differences', () => {
    expect(relativeError(expected, finiteDifferences(architecture, network, images))).toBeLessThan(1e-7)
  })

  test.each(['gaussian', 'point'] as const)('%s without noise and KL is the autoencoder', (id) => {
    const shape = { latents: 2, classes: 2 }
    const [family, reference] = [FAMILIES[id].family(shape), FAMILIES[id].reference(shape)]
    const noise = images.map(() => [[0, 0]])
    const plain = plainElboGradient(
      architecture,
      network,
      { targets: images, noise, beta: 0 },
      ESTIMATORS.reparameterized.reference,
      {
        family: reference,
        objective: PLAIN_ELBO,
        kl: 'closed-form',
        baseline: 'none',
        movingAverage: 0,
        temperature: 1,
        dial: 1,
      },
    )
    expect(relativeError(plainValues(plain).flat(), expected)).toBeLessThan(1e-12)

    const { gradients } = elboGradient({
      architecture,
      network: asNetwork(architecture, uploadParameters(architecture, values)),
      family,
      objective: ELBO,
      estimator: ESTIMATORS.reparameterized.estimate,
      targets: tensor2d(targets, [IMAGES, architecture.pixels]),
      noise: tensor2d(new Float32Array(IMAGES * 2), [IMAGES, 2]),
      samples: 1,
      beta: 0,
      temperature: 1,
      dial: 1,
      kl: 'closed-form',
      baseline: 'none',
      movingAverage: scalar(0),
      kept: 0,
    })
    const actual = gradients.flatMap((gradient) => [...gradient.dataSync()])
    expect(relativeError(actual, expected)).toBeLessThan(1e-5)
  })
})

describe('a training step', () => {
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    family: 'point',
    hidden: [6],
    latent: 2,
    batch: 4,
    optimizer: 'sgd',
    lr: 1e-3,
  }
  const batches = createBatches(blobs(8, 2).train, settings)
  const architecture = architectureOf(settings)
  const read = (network: Network) => asList(network).flatMap((tensor: Tensor) => [...tensor.dataSync()])

  /** (parameters before - after) / lr: the gradient, by plain gradient descent. */
  function stepGradient(change: Partial<Settings>) {
    const training = createTraining(settings, batches)
    const before = read(training.network)
    const { sums, live } = training.advance(liveSettings({ ...settings, ...change }))
    sums.dispose()
    const after = read(training.network)
    training.dispose()
    return { live, gradient: before.map((value, i) => (value - after[i]!) / settings.lr) }
  }

  test.each<Partial<Settings>>([{}, { beta: 4 }, { samples: 8 }, { kl: 'sticking-the-landing' }])(
    'is the autoencoder’s, with %j too',
    (change) => {
      const values = initialValues(architecture, { seed: settings.seed, stream: 1 })
      const network = plainNetwork(architecture, values)
      const images = rows(targetsOf(batches.at(0)), architecture.pixels)
      const expected = gradientByHand(architecture, network, images)
      const { live, gradient } = stepGradient(change)
      // Differences of float32 parameters: what 1e-7 of a weight is of lr times its gradient.
      expect(relativeError(gradient, expected)).toBeLessThan(1e-3)
      expect(live).toMatchObject({ family: 'point', beta: 0, samples: 1, kl: 'closed-form' })
    },
  )

  test('is not the VAE’s', () => {
    const [point, gaussian] = [stepGradient({}), stepGradient({ family: 'gaussian' })]
    expect(relativeError(point.gradient, gaussian.gradient)).toBeGreaterThan(0.1)
  })
})
