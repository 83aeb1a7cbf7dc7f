/**
 * The latent space on the wasm backend: posteriors of images against plain numbers, the exact posterior against closed
 * forms and random draws, what is refused, what is left in memory.
 */
import { env, memory } from '@tensorflow/tfjs-core'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { loadDataset, type Dataset } from '../../src/data/index.ts'
import { releaseDevice, startDevice } from '../../src/engine/backend/devices.ts'
import { isSinglePrecision } from '../../src/engine/backend/precision.ts'
import { createBatches } from '../../src/engine/batches.ts'
import { decodeToPixels } from '../../src/engine/inference.ts'
import type { QuadraturePosterior } from '../../src/protocol/latent.ts'
import { exactPosterior, type Effort } from '../../src/engine/latent/exact.ts'
import { createLatent, type Latent } from '../../src/engine/latent/latent.ts'
import { createLogLikelihood } from '../../src/engine/latent/log-likelihood.ts'
import { createRun } from '../../src/engine/run.ts'
import { STREAMS } from '../../src/engine/streams.ts'
import { createTestImages } from '../../src/engine/test-images.ts'
import {
  architectureOf,
  createTraining,
  releaseCheckpoint,
  type Training,
} from '../../src/engine/training.ts'
import { normal } from '../../src/math/random.ts'
import { asList, uploadParameters } from '../../src/model/parameters.ts'
import { plainForward, plainLogLikelihood, plainNetwork } from '../../src/model/reference.ts'
import type { EngineEvent } from '../../src/protocol/engine.ts'
import {
  DEFAULT_SETTINGS,
  liveSettings,
  type LiveSettings,
  type Settings,
} from '../../src/protocol/settings.ts'
import { blobs } from '../support/dataset.ts'
import { linearModel } from '../support/linear-decoder.ts'

const PIXELS = 784
const small: Settings = { ...DEFAULT_SETTINGS, hidden: [16], latent: 2, batch: 20, probe: 0 }
const pictures = blobs(200, 300)

interface Bench {
  readonly training: Training
  readonly latent: Latent
  readonly events: EngineEvent[]
  advance(steps: number): void
  dispose(): void
}

/** A model and what can be asked of its latent space, with no loop of its own. */
function benchOf(settings: Settings, dataset: Dataset = pictures, live: Partial<LiveSettings> = {}): Bench {
  const training = createTraining(settings, createBatches(dataset.train, settings))
  const events: EngineEvent[] = []
  const ending = new AbortController()
  const latent = createLatent({
    settings,
    test: createTestImages(dataset.test, settings),
    dataset: dataset.name,
    training,
    live: () => ({ ...liveSettings(settings), ...live }),
    ending: ending.signal,
    emit: (event) => events.push(event),
  })
  return {
    training,
    latent,
    events,
    advance(steps) {
      for (let i = 0; i < steps; i++) training.advance(liveSettings(settings)).sums.dispose()
    },
    dispose() {
      ending.abort()
      training.dispose()
    },
  }
}

const valuesOf = ({ network }: Training) =>
  asList(network).map((parameter) => parameter.dataSync<'float32'>())
const plainOf = (training: Training) => plainNetwork(training.architecture, valuesOf(training))
const asTargets = (bytes: Uint8Array) => Array.from(bytes, (value) => value / 255)
const row = <T extends { slice(from: number, to: number): T }>(values: T, i: number, width: number) =>
  values.slice(i * width, (i + 1) * width)

/** Means, then standard deviations. */
function plainPosterior(training: Training, bytes: Uint8Array): number[] {
  const { activation, code } = training.architecture
  const gamma = plainForward(plainOf(training).encoder, asTargets(bytes), activation).at(-1)!
  return [...gamma.slice(0, code), ...gamma.slice(code).map((value) => Math.exp(value / 2))]
}
function plainPixels(training: Training, z: readonly number[]): number[] {
  const logits = plainForward(plainOf(training).decoder, z, training.architecture.activation).at(-1)!
  return logits.map((logit) => 255 / (1 + Math.exp(-logit)))
}
function expectNear(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(actual.length).toBe(expected.length)
  for (let i = 0; i < actual.length; i++)
    expect(Math.abs(actual[i]! - expected[i]!)).toBeLessThanOrEqual(tolerance)
}

const unhurried = { signal: new AbortController().signal, onProgress: () => {} }

beforeAll(() => startDevice('wasm'))

describe('test images and their posteriors', () => {
  test('are drawn at random, the same ones for the whole run, and it is known which; or all there are', async () => {
    const { latent, dispose } = benchOf(small)
    const { total, indices, images, labels } = await latent.testImages(30)
    expect([total, images.count, indices.length]).toEqual([300, 30, 30])
    indices.forEach((image, i) =>
      expect(row(images.pixels, i, PIXELS)).toEqual(row(pictures.test.images, image, PIXELS)),
    )
    // What crosses the worker is no more than asked for.
    expect([images.pixels.buffer.byteLength, indices.buffer.byteLength]).toEqual([30 * PIXELS, 4 * 30])
    expect(labels).toEqual(pictures.test.labels)
    const all = await latent.testImages(1e6)
    expect(all.images.count).toBe(300)
    expect(all.indices.slice(0, 30)).toEqual(indices)
    expect((await latent.encodings(12)).indices).toEqual(indices.slice(0, 12))
    dispose()
  })

  test.each(['grey', 'binarized'] as const)('%s targets: as plain numbers have them', async (targets) => {
    const { latent, training, advance, dispose } = benchOf({ ...small, targets, latent: 3 })
    advance(30)
    const { mean, spread, indices, ...rest } = await latent.encodings(200)
    expect(rest).toEqual({ step: 30, count: 200, latent: 3 })
    expect(mean).toHaveLength(600)
    for (const place of [0, 1, 127, 128, 199]) {
      const image = indices[place]!
      const inspection = await latent.inspect({ test: image }, 0)
      const expected = plainPosterior(training, inspection.original.pixels)
      for (const found of [
        [...row(mean, place, 3), ...row(spread, place, 3)],
        [...inspection.mean, ...inspection.spread],
      ])
        expectNear(found, expected, 1e-5)
      const original = row(pictures.test.images, image, PIXELS)
      if (targets === 'grey') expect(inspection.original.pixels).toEqual(original)
      else expect(inspection.original.pixels.every((value, i) => value === 0 || original[i]! > 0)).toBe(true)
    }
    dispose()
  })

  test('they are of one moment, though training goes on', async () => {
    const { latent, advance, dispose } = benchOf(small)
    advance(5)
    const before = await latent.encodings(300)
    const under = latent.encodings(300)
    advance(5)
    expect(await under).toEqual(before)
    const after = await latent.encodings(300)
    expect(after.step).toBe(10)
    expect(after.mean).not.toEqual(before.mean)
    dispose()
  })

  test('can be cancelled, and leave nothing behind', async () => {
    const { latent, dispose } = benchOf(small)
    const before = memory().numTensors
    const controller = new AbortController()
    const encoding = latent.encodings(300, controller.signal)
    controller.abort()
    await expect(encoding).rejects.toMatchObject({ name: 'AbortError' })
    expect(memory().numTensors).toBe(before)
    dispose()
  })
})

describe('one image', () => {
  test('its reconstruction and draws are what plain numbers make of its posterior', async () => {
    const { latent, training, advance, dispose } = benchOf(small)
    advance(60)
    const { mean, spread, reconstruction, draws } = await latent.inspect({ test: 7 }, 3)
    expect(reconstruction.count).toBe(1)
    expectNear(reconstruction.pixels, plainPixels(training, [...mean]), 0.51)
    expect(draws.count).toBe(3)
    const eps = normal(6, { seed: small.seed, stream: STREAMS.posteriorDraws, step: 0 })
    for (let draw = 0; draw < 3; draw++) {
      const z = Array.from(mean, (mu, j) => mu + spread[j]! * eps[2 * draw + j]!)
      expectNear(row(draws.pixels, draw, PIXELS), plainPixels(training, z), 0.51)
    }
    expect(await latent.inspect({ test: 7 }, 3)).toMatchObject({ draws, reconstruction })
    dispose()
  })

  test.each(['grey', 'binarized'] as const)("a person's own, %s: always the same", async (targets) => {
    const { latent, advance, dispose } = benchOf({ ...small, targets })
    const pixels = pictures.test.images.slice(5 * PIXELS, 6 * PIXELS)
    const own = await latent.inspect({ pixels }, 2)
    if (targets === 'grey') expect(own).toEqual(await latent.inspect({ test: 5 }, 2))
    else expect(new Set(own.original.pixels)).toEqual(new Set([0, 255]))
    advance(3)
    const later = await latent.inspect({ pixels }, 2)
    expect(later.original).toEqual(own.original)
    expect(later.mean).not.toEqual(own.mean)
    dispose()
  })

  test('draws of a point are that point', async () => {
    const { latent, dispose } = benchOf(small, pictures, { family: 'point' })
    const { reconstruction, draws } = await latent.inspect({ test: 0 }, 2)
    expect(row(draws.pixels, 1, PIXELS)).toEqual(reconstruction.pixels)
    dispose()
  })
})

describe('what is refused, with a code', () => {
  const refusal = (code: string) => expect.objectContaining({ code })

  test('images that are not there, or of another size', async () => {
    const { latent, dispose } = benchOf(small)
    for (const image of [-1, 300, 1.5, NaN])
      for (const asked of [latent.inspect({ test: image }, 1), latent.exactPosterior({ test: image })])
        await expect(asked).rejects.toEqual(refusal('test-image-out-of-range'))
    await expect(latent.inspect({ pixels: new Uint8Array(783) }, 1)).rejects.toEqual(
      refusal('image-wrong-size'),
    )
    for (const asked of [latent.testImages(0), latent.encodings(2.5), latent.gap(-1)])
      await expect(asked).rejects.toEqual(refusal('image-count-illegal'))
    dispose()
  })

  test.each([1, 3, 20])('the exact posterior with %i latents', async (latents) => {
    const { latent, dispose } = benchOf({ ...small, latent: latents })
    for (const asked of [latent.exactPosterior({ test: 0 }), latent.gap(5)])
      await expect(asked).rejects.toEqual(refusal('exact-needs-two-latents'))
    dispose()
  })

  test('of a point', async () => {
    const { latent, dispose } = benchOf(small, pictures, { family: 'point' })
    for (const asked of [latent.exactPosterior({ test: 0 }), latent.gap(5)])
      await expect(asked).rejects.toEqual(refusal('exact-needs-gaussian'))
    dispose()
  })

  test('of a q too wide, too narrow, and of weights that are not numbers', async () => {
    const { latent, training, dispose } = benchOf(small)
    const before = memory().numTensors
    const cases: readonly [code: string, spoil: (values: Float32Array[]) => void][] = [
      ['exact-out-of-reach', (values) => (values[3]![0] = 30)],
      ['exact-out-of-reach', (values) => (values[3]![2] = 5)],
      ['exact-too-narrow', (values) => (values[3]![3] = -25)],
      ['exact-out-of-reach', (values) => (values[3]![1] = NaN)],
      ['exact-not-finite', (values) => values[7]!.fill(NaN)],
    ]
    for (const [code, spoil] of cases) {
      const held = training.checkpoint()
      const values = valuesOf(training).map((value) => value.slice())
      spoil(values)
      const parameters = uploadParameters(training.architecture, values)
      training.restore({ ...held, parameters })
      await expect(latent.exactPosterior({ test: 0 })).rejects.toEqual(refusal(code))
      training.restore(held)
      releaseCheckpoint({ ...held, parameters: [...held.parameters, ...parameters] })
    }
    expect(memory().numTensors).toBe(before)
    dispose()
  })
})

test('what cannot be integrated within a nat is refused', async () => {
  const { training, dispose } = benchOf(small)
  const { architecture, parameters, targets } = linearModel(0.1, 3)
  const held = training.checkpoint()
  const request = { seed: 1, architecture, checkpoint: { ...held, parameters }, targets, ...unhurried }
  const effort: Effort = { tolerance: 1e-3, hidden: 0.5, mostPoints: 2304, draws: 16, side: [4, 4] }
  await expect(exactPosterior({ ...request, effort })).rejects.toMatchObject({ code: 'exact-not-resolved' })
  releaseCheckpoint({ ...held, parameters: [...held.parameters, ...parameters] })
  dispose()
})

describe('log p(x|z) by the decoder', () => {
  test.each(['bernoulli', 'gaussian'] as const)(
    '%s: as in float64, for one image and for several',
    async (likelihood) => {
      const settings: Settings = { ...small, likelihood, sigma: 0.3 }
      const { training, advance, dispose } = benchOf(settings)
      advance(40)
      const checkpoint = training.checkpoint()
      const { decoder } = plainOf(training)
      const images = [0, 1, 2].map((i) => asTargets(row(pictures.test.images, i, PIXELS)))
      const z = Float64Array.from(normal(2 * 6, { seed: 1, stream: 700, step: 0 }))
      for (const some of [images.slice(0, 1), images]) {
        const logLikelihood = createLogLikelihood(
          architectureOf(settings),
          checkpoint,
          Float32Array.from(some.flat()),
        )
        for (const points of [2, 6]) {
          const values = await logLikelihood.at(z.subarray(0, 2 * points))
          expect(values).toHaveLength(points * some.length)
          values.forEach((value, i) => {
            const point = Math.floor(i / some.length)
            const output = plainForward(decoder, [...row(z, point, 2)], training.architecture.activation).at(
              -1,
            )!
            const expected = plainLogLikelihood(
              architectureOf(settings),
              output,
              some[i % some.length]!,
            ).value
            expect(Math.abs(value - expected)).toBeLessThan(2e-6 * (500 + Math.abs(expected)))
          })
        }
        logLikelihood.dispose()
      }
      releaseCheckpoint(checkpoint)
      dispose()
    },
  )
})

describe('the exact posterior', () => {
  test.each([
    [1, 1],
    [0.3, 2],
    [0.1, 3],
  ])('of a linear decoder with noise %f: the closed form', async (noise, seed) => {
    const { architecture, parameters, known, q, targets } = linearModel(noise, seed)
    const bench = benchOf(small)
    const held = bench.training.checkpoint()
    const checkpoint = { ...held, parameters }
    const exact = await exactPosterior({ seed: 1, architecture, checkpoint, targets, ...unhurried })
    const gap = known.gap(q)
    expect(exact.error).toBeLessThanOrEqual(1e-3)
    // Float32: log p(x) is a sum of 784 numbers, x of unit size over noise.
    const rounding = 1e-3 + 1e-6 * Math.abs(known.logEvidence)
    expect(Math.abs(exact.logEvidence - known.logEvidence)).toBeLessThan(rounding)
    expect(Math.abs(exact.gap - gap)).toBeLessThan(1e-3)
    expect(Math.abs(exact.elbo - (known.logEvidence - gap))).toBeLessThan(rounding)
    expect(exact.logEvidence).toBeCloseTo(exact.elbo + exact.gap, 9)
    const { elbo, standardError } = exact.monteCarlo
    expect(Math.abs(elbo - exact.elbo)).toBeLessThan(4 * standardError)

    const { left, bottom, width, side, logDensity } = exact.density
    const step = width / (side - 1)
    const { a, b, c } = known.precision
    let mass = 0
    logDensity.forEach((value, i) => {
      const d1 = left + (i % side) * step - known.mean[0]
      const d2 = bottom + Math.floor(i / side) * step - known.mean[1]
      const quadratic = a * d1 * d1 + 2 * b * d1 * d2 + c * d2 * d2
      const expected = 0.5 * Math.log(a * c - b * b) - Math.log(2 * Math.PI) - 0.5 * quadratic
      expect(Math.abs(value - expected)).toBeLessThan(rounding + 2e-6 * quadratic)
      mass += Math.exp(value) * step * step
    })
    expect(mass).toBeGreaterThan(0.995)
    expect(mass).toBeLessThan(1.005)
    releaseCheckpoint({ ...held, parameters: [...held.parameters, ...parameters] })
    bench.dispose()
  })

  /** MNIST where it is served (MNIST_DIR), else the procedural digits. */
  async function digits(): Promise<Dataset> {
    const ownOrigin: typeof fetch = (input, init) =>
      new URL(String(input), location.href).origin === location.origin
        ? fetch(input, init)
        : Promise.reject(new TypeError('only this origin'))
    const options = { base: `${location.origin}/`, fetch: ownOrigin, caches: null }
    const dataset = await loadDataset(
      { dataset: 'mnist' },
      { ...options, counts: { train: 2000, test: 200 } },
    )
    if (dataset.name !== 'mnist') console.info('no MNIST here (MNIST_DIR): on procedural digits')
    return dataset
  }

  test(
    'of trained digits: the identity holds, random draws agree, the gap is their average',
    { tags: 'thorough' },
    async () => {
      const settings = { ...small, hidden: [64], batch: 100 }
      const { latent, advance, events, dispose } = benchOf(settings, await digits())
      advance(250)
      const images = [...(await latent.testImages(6)).indices]
      const gaps: number[] = []
      for (const image of images) {
        const exact = (await latent.exactPosterior({ test: image })) as QuadraturePosterior
        const { logEvidence, recon, kl, elbo, gap, error, monteCarlo } = exact
        expect(exact.step).toBe(250)
        expect(error).toBeLessThanOrEqual(1e-3)
        expect(gap).toBeGreaterThan(0)
        expect(elbo + gap).toBeCloseTo(logEvidence, 9)
        expect(recon - kl).toBeCloseTo(elbo, 9)
        // The KL to the prior has a closed form: it checks that q is where the encoder puts it.
        const closed = exact.mean.reduce((sum, mu, j) => {
          const variance = exact.spread[j]! ** 2
          return sum + 0.5 * (mu * mu + variance - Math.log(variance) - 1)
        }, 0)
        expect(Math.abs(kl - closed)).toBeLessThan(1e-3)
        expect(monteCarlo.draws).toBe(1024)
        expect(Math.abs(monteCarlo.elbo - elbo)).toBeLessThan(4 * monteCarlo.standardError)
        gaps.push(gap)
      }
      const report = await latent.gap(6)
      expect(report).toMatchObject({ step: 250, images: 6 })
      const mean = gaps.reduce((a, b) => a + b) / 6
      const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / 5
      expect(Math.abs(report.gap - mean)).toBeLessThan(0.02)
      expect(Math.abs(report.logEvidence - report.elbo - report.gap)).toBeLessThan(1e-9)
      expect(report.standardError / Math.sqrt(variance / 6)).toBeCloseTo(1, 1)

      const reports = events.flatMap((event) => (event.type === 'progress' ? [event] : []))
      expect(reports.length).toBeGreaterThan(5)
      for (const { task, done, total } of reports) {
        expect(task).toBe('posterior')
        expect(done).toBeLessThanOrEqual(total)
      }
      dispose()
    },
  )

  test('leaves training going and the worker answering, and is of the step at which it was asked', async () => {
    const events: EngineEvent[] = []
    const run = createRun(small, pictures, (event) => events.push(event))
    run.train(0)
    await expect.poll(() => events.some(({ type }) => type === 'trained')).toBe(true)
    let asking = true
    let answers = 0
    const answering = (async () => {
      for (; asking; answers++) {
        await run.views.decode(new Float32Array(2))
        await new Promise((resolve) => setTimeout(resolve))
      }
    })()
    const exact = await run.latent.exactPosterior({ test: 0 })
    const during = answers
    asking = false
    await answering
    const step = await run.pause()
    expect(exact.step).toBeGreaterThan(0)
    expect(step).toBeGreaterThan(exact.step + 2)
    expect(during).toBeGreaterThan(5)
    await run.dispose()
  })

  test('can be cancelled, as the gap can, and the end of the run ends it', async () => {
    const before = memory().numTensors
    const run = createRun(small, pictures, () => {})
    const held = memory().numTensors
    for (const ask of [
      (signal: AbortSignal) => run.latent.exactPosterior({ test: 0 }, signal),
      (signal: AbortSignal) => run.latent.gap(100, signal),
    ]) {
      const controller = new AbortController()
      const asked = ask(controller.signal)
      setTimeout(() => controller.abort(), 5)
      await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
      expect(memory().numTensors).toBe(held)
    }
    const last = run.latent.gap(100)
    const refused = expect(last).rejects.toMatchObject({ name: 'AbortError' })
    await run.dispose()
    await refused
    expect(memory().numTensors).toBe(before)
  })
})

test(
  '50 posteriors and 2,000 decodes leave the number of tensors unchanged',
  { tags: 'thorough' },
  async () => {
    const { training, dispose } = benchOf(small)
    const { architecture, parameters, targets } = linearModel(0.3, 2)
    const before = memory().numTensors
    const effort: Effort = { tolerance: 0.5, hidden: 0.25, mostPoints: 1e5, draws: 16, side: [4, 4] }
    for (let i = 0; i < 50; i++) {
      const held = training.checkpoint()
      const checkpoint = { ...held, parameters }
      const { error } = await exactPosterior({
        seed: i,
        architecture,
        checkpoint,
        targets,
        effort,
        ...unhurried,
      })
      expect(error).toBeLessThanOrEqual(0.5)
      releaseCheckpoint(held)
    }
    for (let i = 0; i < 2000; i++) await decodeToPixels(training, Float32Array.of(i / 1000, -i / 1000))
    expect(memory().numTensors).toBe(before)
    dispose()
  },
)

describe('precision', () => {
  afterEach(() => {
    env().set('WEBGL_RENDER_FLOAT32_ENABLED', true)
    releaseDevice('webgl')
    return startDevice('wasm')
  })

  test('wasm and webgl have single precision; webgl that renders to half floats is refused', async () => {
    expect(await isSinglePrecision()).toBe(true)
    await startDevice('webgl')
    expect(await isSinglePrecision()).toBe(true)
    releaseDevice('webgl')
    env().set('WEBGL_RENDER_FLOAT32_ENABLED', false)
    await startDevice('webgl')
    expect(await isSinglePrecision()).toBe(false)
    const { latent, dispose } = benchOf(small)
    for (const asked of [latent.exactPosterior({ test: 0 }), latent.gap(5)])
      await expect(asked).rejects.toMatchObject({
        code: 'exact-half-precision',
        params: { backend: 'webgl' },
      })
    dispose()
  })
})
