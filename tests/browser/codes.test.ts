/**
 * Discrete codes on the wasm backend: the codebook and the exact posterior against float64 at the same weights, and what is
 * refused.
 */
import { memory } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { startDevice } from '../../src/engine/backend/devices.ts'
import { createBatches } from '../../src/engine/batches.ts'
import { createLatent } from '../../src/engine/latent/latent.ts'
import { createTestImages } from '../../src/engine/test-images.ts'
import { architectureOf, createTraining } from '../../src/engine/training.ts'
import { FAMILIES } from '../../src/families/registry.ts'
import { enumeratePosterior } from '../../src/math/exact/enumeration.ts'
import { asList } from '../../src/model/parameters.ts'
import { plainForward, plainLogLikelihood, plainNetwork } from '../../src/model/reference.ts'
import type { StatesPosterior } from '../../src/protocol/latent.ts'
import { DEFAULT_SETTINGS, liveSettings, shapeOf, type Settings } from '../../src/protocol/settings.ts'
import { blobs } from '../support/dataset.ts'

const PIXELS = 784
const pictures = blobs(200, 90)
const of = (change: Partial<Settings>): Settings => ({
  ...DEFAULT_SETTINGS,
  hidden: [16],
  batch: 20,
  probe: 0,
  estimator: 'enumeration',
  ...change,
})
const bits = of({ family: 'bernoulli', latent: 4 })
const classes = of({ family: 'categorical', latent: 2, classes: 3 })

function benchOf(settings: Settings) {
  const training = createTraining(settings, createBatches(pictures.train, settings))
  const ending = new AbortController()
  const latent = createLatent({
    settings,
    test: createTestImages(pictures.test, settings),
    dataset: pictures.name,
    training,
    live: () => liveSettings(settings),
    ending: ending.signal,
    emit: () => {},
  })
  for (let i = 0; i < 20; i++) training.advance(liveSettings(settings)).sums.dispose()
  return {
    training,
    latent,
    dispose() {
      ending.abort()
      training.dispose()
    },
  }
}

type Bench = ReturnType<typeof benchOf>

/** log p(x|s) and log q(s|x) of a test image, for every state. */
function plainFigures({ training }: Bench, settings: Settings, image: number) {
  const { network } = training
  const architecture = architectureOf(settings)
  const values = asList(network).map((parameter) => parameter.dataSync<'float32'>())
  const plain = plainNetwork(architecture, values)
  const bytes = pictures.test.images.subarray(image * PIXELS, (image + 1) * PIXELS)
  const x = Array.from(bytes, (value) => value / 255)
  const gamma = plainForward(plain.encoder, x, architecture.activation).at(-1)!
  const reference = FAMILIES[settings.family].reference(shapeOf(settings))
  const states = reference.states!()
  const output = (state: readonly number[]) =>
    plainForward(plain.decoder, state, architecture.activation).at(-1)!
  return {
    logLikelihood: states.map((state) => plainLogLikelihood(architecture, output(state), x).value),
    logGuess: states.map((z) => reference.logRatioToPrior({ gamma, noise: [], z }) - Math.log(states.length)),
  }
}

beforeAll(() => startDevice('wasm'))

describe.each([
  ['bits', bits],
  ['classes', classes],
] as const)('%s', (_, settings) => {
  test('the exact posterior is that of plain numbers', async () => {
    const bench = benchOf(settings)
    for (const image of [0, 41]) {
      const found = (await bench.latent.exactPosterior({ test: image })) as StatesPosterior
      const { logLikelihood, logGuess } = plainFigures(bench, settings, image)
      const expected = enumeratePosterior(logLikelihood, logGuess)
      for (const term of ['logEvidence', 'recon', 'kl', 'elbo', 'gap'] as const)
        expect(Math.abs(found[term] - expected[term])).toBeLessThan(2e-3)
      expect(found.elbo + found.gap).toBeCloseTo(found.logEvidence, 9)
      expected.posterior.forEach((share, s) =>
        expect(Math.abs(found.posterior[s]! - share)).toBeLessThan(2e-3),
      )
    }
    bench.dispose()
  })

  test('the codebook is the mean of q over the images, and counts their most probable states', async () => {
    const bench = benchOf(settings)
    const tensors = memory().numTensors
    const { mass, modes, codes, images, step } = await bench.latent.codebook(1000)
    expect(memory().numTensors).toBe(tensors)
    expect([images, step]).toEqual([90, 20])
    const { indices } = await bench.latent.testImages(1000)
    const expected = { mass: mass.map(() => 0), modes: modes.map(() => 0) }
    for (let image = 0; image < images; image++) {
      const { logGuess } = plainFigures(bench, settings, image)
      logGuess.forEach((log, s) => (expected.mass[s]! += Math.exp(log) / images))
      const most = logGuess.indexOf(Math.max(...logGuess))
      expect(codes[indices.indexOf(image)]).toBe(most)
      expected.modes[most]! += 1
    }
    mass.forEach((share, s) => expect(Math.abs(share - expected.mass[s]!)).toBeLessThan(1e-5))
    expect(modes).toEqual(expected.modes)
    bench.dispose()
  })

  test('an image is inspected at its most probable code', async () => {
    const bench = benchOf(settings)
    const { mode, probabilities, reconstruction } = await bench.latent.inspect({ test: 3 }, 2)
    const { logGuess } = plainFigures(bench, settings, 3)
    const states = FAMILIES[settings.family].reference(shapeOf(settings)).states!()
    const most = states[logGuess.indexOf(Math.max(...logGuess))]!
    const width = settings.family === 'bernoulli' ? 1 : settings.classes
    const code = [...mode].flatMap((value) =>
      width === 1 ? [value] : Array.from({ length: width }, (__, c) => (c === value ? 1 : 0)),
    )
    expect(code).toEqual([...most])
    expect(probabilities).toHaveLength(most.length)
    expect(reconstruction.count).toBe(1)
    bench.dispose()
  })
})

test('too many states, or none, are refused with the reason', async () => {
  const many = benchOf(of({ family: 'bernoulli', latent: 13, estimator: 'disarm' }))
  for (const asked of [many.latent.codebook(5), many.latent.exactPosterior({ test: 0 })])
    await expect(asked).rejects.toMatchObject({ code: 'exact-too-many-states', params: { states: 8192 } })
  many.dispose()
  const real = benchOf(of({ latent: 2, estimator: 'reparameterized' }))
  await expect(real.latent.codebook(5)).rejects.toMatchObject({ code: 'codebook-needs-codes' })
  real.dispose()
})
