/**
 * log p(x) by importance sampling on the wasm backend: against quadrature and enumeration, what it says where the draws are
 * poor, what is refused, and what is left in memory.
 */
import { memory } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { startDevice } from '../../src/engine/backend/devices.ts'
import { createBatches } from '../../src/engine/batches.ts'
import { marginalLikelihood } from '../../src/engine/latent/likelihood.ts'
import { createRun, type Run } from '../../src/engine/run.ts'
import { createTestImages } from '../../src/engine/test-images.ts'
import { architectureOf, createTraining, releaseCheckpoint } from '../../src/engine/training.ts'
import { FEW_EFFECTIVE, type LikelihoodReport } from '../../src/protocol/likelihood.ts'
import type { EngineEvent } from '../../src/protocol/engine.ts'
import { DEFAULT_SETTINGS, liveSettings, type Settings } from '../../src/protocol/settings.ts'
import { blobs } from '../support/dataset.ts'
import { linearModel } from '../support/linear-decoder.ts'

const small: Settings = { ...DEFAULT_SETTINGS, hidden: [32], latent: 2, batch: 50, probe: 0 }
const pictures = blobs(500, 100)

async function trained(settings: Settings, steps: number) {
  const events: EngineEvent[] = []
  const run = createRun(settings, pictures, (event) => events.push(event))
  run.train(steps)
  await expect.poll(() => events.some(({ type }) => type === 'paused')).toBe(true)
  return { run, events }
}

/** Asks, and looks for tensors that are left. */
async function weigh(run: Run, count: number, draws: number): Promise<LikelihoodReport> {
  const before = memory().numTensors
  const report = await run.latent.likelihood(count, draws)
  expect(memory().numTensors).toBe(before)
  return report
}

const repeated = (image: Float32Array, times: number) =>
  Float32Array.from({ length: times * image.length }, (_, i) => image[i % image.length]!)

const values = ({ bounds }: LikelihoodReport) => bounds.map(({ value }) => value)

beforeAll(() => startDevice('wasm'))

/** Eight independent estimates of one number that is known, with a q of these widths relative to the posterior's. */
async function weighLinear(widths: readonly [number, number]) {
  const { architecture, parameters, known, q, targets } = linearModel(0.3, 2, widths)
  const settings: Settings = { ...small, hidden: [2], likelihood: 'gaussian', sigma: 0.3 }
  expect(architectureOf(settings)).toEqual(architecture)
  const training = createTraining(settings, createBatches(pictures.train, settings))
  const held = training.checkpoint()
  const report = await marginalLikelihood({
    settings,
    family: 'gaussian',
    dataset: 'custom',
    draws: 5000,
    // The same picture eight times.
    test: {
      ...createTestImages(pictures.test, settings),
      targets: (images) => repeated(targets, images.length),
    },
    indices: Uint32Array.from({ length: 8 }, (_, i) => i),
    checkpoint: { ...held, parameters },
    signal: new AbortController().signal,
    onProgress: () => {},
  })
  releaseCheckpoint({ ...held, parameters: [...held.parameters, ...parameters] })
  training.dispose()
  // Float32: log p(x) is a sum of 784 numbers.
  return { report, known, q, rounding: 1e-3 + 1e-6 * Math.abs(known.logEvidence) }
}

test('of all lanes: each as if it were alone, on the same images with the same noise', async () => {
  const { run } = await trained(small, 20)
  await run.fork(2, 1, liveSettings(small))
  await run.fork(3, 1, liveSettings({ ...small, objective: 'importance-weighted', k: 8 }))
  await run.fork(4, 1, liveSettings({ ...small, family: 'point' }))
  const before = memory().numTensors
  const equal = await run.likelihoodLanes(3, 200)
  expect(memory().numTensors).toBe(before)
  // The fourth has no q to draw from.
  expect(equal.map(({ lane }) => lane)).toEqual([1, 2, 3])
  for (const { report } of equal) expect(report).toEqual(equal[0]!.report)
  run.train(40)
  await expect.poll(async () => (await run.snapshot()).step).toBe(40)
  await run.pause()
  const [first, second, third] = await run.likelihoodLanes(3, 200)
  expect(first!.report).toEqual(await weigh(run, 3, 200))
  expect(second!.report).toEqual(first!.report)
  expect(third!.report).toMatchObject({ step: 40, images: 3, draws: 200 })
  expect(values(third!.report)[0]).not.toBe(values(first!.report)[0])
  await run.dispose()
})

test('a linear decoder: the bounds go from the ELBO to log p(x), both in closed form, each within its error', async () => {
  const { report, known, q, rounding } = await weighLinear([0.9, 1.3])
  const { bounds, exact, tail } = report
  expect(report.on).toEqual({ dataset: 'custom', targets: 'grey', likelihood: 'gaussian', sigma: 0.3 })
  const [first, last] = [bounds[0]!, bounds.at(-1)!]
  expect(Math.abs(first.value - (known.logEvidence - known.gap(q)))).toBeLessThan(4 * first.noise + rounding)
  expect(Math.abs(last.value - known.logEvidence)).toBeLessThan(4 * last.noise + rounding)
  expect(last.noise).toBeLessThan(0.02)
  expect(Math.abs(exact!.value - known.logEvidence)).toBeLessThan(rounding + 0.05)
  expect(tail).toMatchObject({ limit: 0.7, beyond: 0 })
  expect(report.defensive!.beyond).toBe(0)
  expect(Math.abs(report.defensive!.value - known.logEvidence)).toBeLessThan(
    4 * report.defensive!.noise + rounding,
  )
})

test('a q narrower than the posterior: the estimate is too low, the shape of the tail says so, and wider draws are right', async () => {
  const { report, known, rounding } = await weighLinear([0.2, 0.2])
  const { bounds, tail } = report
  const last = bounds.at(-1)!
  expect(last.value).toBeLessThan(known.logEvidence - 2 * last.noise)
  // The weights' law has the shape 1 - 0.2^2.
  expect(tail.beyond).toBeGreaterThanOrEqual(6)
  expect(tail.median).toBeGreaterThan(0.8)
  const { value, noise, beyond } = report.defensive!
  expect(Math.abs(value - known.logEvidence)).toBeLessThan(4 * noise + rounding)
  expect(noise).toBeLessThan(0.05)
  expect(beyond).toBeLessThan(tail.beyond / 2)
})

describe('two real latents', () => {
  test('the bounds rise to the log p(x) of the quadrature, and the last is within its error', async () => {
    const { run, events } = await trained(small, 300)
    const report = await weigh(run, 12, 5000)
    expect(report).toMatchObject({ step: 300, images: 12, draws: 5000 })
    expect(report.bounds.map(({ k }) => k)).toEqual([1, 2, 5, 10, 50, 100, 500, 5000])
    expect(values(report)).toEqual(values(report).toSorted((a, b) => a - b))
    const { value, difference, differenceError } = report.exact!
    const gap = await run.latent.gap(12)
    expect(value).toBeCloseTo(gap.logEvidence, 6)
    expect(Math.abs(difference)).toBeLessThan(4 * Math.max(differenceError, report.bounds.at(-1)!.noise))
    expect(Math.abs(values(report)[0]! - gap.elbo)).toBeLessThan(4 * report.bounds[0]!.noise + 0.02)
    expect(Math.abs(report.defensive!.value - value)).toBeLessThan(4 * report.defensive!.noise)
    const { least, median, few } = report.effective
    expect(least).toBeGreaterThan(1)
    expect(median).toBeGreaterThan(least)
    expect(median).toBeLessThan(5000)
    expect(few > 0).toBe(least < FEW_EFFECTIVE)
    expect(events.some((event) => event.type === 'progress' && event.task === 'likelihood')).toBe(true)
    await run.dispose()
  })

  test(
    'L_5000 against the posterior of each image by itself: too low rather than too high; with wider draws within its error',
    { tags: 'thorough' },
    async () => {
      const { run } = await trained(small, 1500)
      const { indices } = await run.latent.testImages(3)
      const { bounds, defensive } = await weigh(run, indices.length, 5000)
      let exact = 0
      for (const test of indices)
        exact += (await run.latent.exactPosterior({ test })).logEvidence / indices.length
      const { value, noise } = bounds.at(-1)!
      // Here q is narrower than the posterior: rare draws with large weights are missing, from the mean and from its error.
      expect(value - exact).toBeGreaterThan(-4 * noise)
      expect(value - exact).toBeLessThan(2 * noise)
      expect(noise).toBeLessThan(0.1)
      expect(Math.abs(defensive!.value - exact)).toBeLessThan(4 * defensive!.noise)
      await run.dispose()
    },
  )

  test(
    'the table of docs/bounds.md: q alone falls short by many of its errors, the defensive mixture by few',
    { tags: 'thorough' },
    async () => {
      const rows: (readonly [steps: number, seed: number, alone: number, wide: number])[] = []
      for (const steps of [300, 1500])
        for (const seed of [1, 2, 3, 4, 5]) {
          const { run } = await trained({ ...small, seed }, steps)
          const { bounds, exact, tail, defensive } = await weigh(run, 8, 5000)
          await run.dispose()
          const { value, noise } = bounds.at(-1)!
          const [alone, wide] = [value - exact!.value, defensive!.value - exact!.value]
          const told = [alone, noise, tail.beyond, wide, defensive!.noise].map((one) => one.toFixed(3))
          console.info(`| ${[steps, seed, ...told].join(' | ')} |`)
          rows.push([steps, seed, alone / noise, wide / defensive!.noise])
        }
      const worst = (column: 2 | 3) => Math.max(...rows.map((row) => Math.abs(row[column])))
      expect(rows).toHaveLength(10)
      expect(worst(3)).toBeLessThan(3)
      expect(worst(2)).toBeGreaterThan(2 * worst(3))
    },
  )

  test('an image whose q is beyond the quadrature leaves the estimate as it is, with the reason', async () => {
    const { run } = await trained({ ...small, seed: 3 }, 100)
    const { exact, withoutExact, bounds } = await weigh(run, 8, 500)
    expect(exact).toBeNull()
    expect(withoutExact).toMatchObject({ code: 'exact-out-of-reach', params: { furthest: 24 } })
    for (const { value } of bounds) expect(value).toBeLessThan(0)
    await run.dispose()
  })

  test('the same seed gives the same figures, and fewer draws are the first of more', async () => {
    const { run } = await trained(small, 20)
    const [once, again, fewer] = [
      await weigh(run, 3, 700),
      await weigh(run, 3, 700),
      await weigh(run, 3, 500),
    ]
    expect(again).toEqual(once)
    expect(fewer.bounds.map(({ k }) => k)).toEqual([1, 2, 5, 10, 50, 100, 500])
    const at500 = (report: LikelihoodReport) => report.bounds.find(({ k }) => k === 500)!.value
    expect(at500(fewer)).toBe(at500(once))
    await run.dispose()
  })

  test('is cancelled, and ends with the run', async () => {
    const { run } = await trained(small, 5)
    const before = memory().numTensors
    const controller = new AbortController()
    const asked = run.latent.likelihood(50, 5000, controller.signal)
    setTimeout(() => controller.abort(), 5)
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
    expect(memory().numTensors).toBe(before)
    const left = run.latent.likelihood(50, 5000).catch((thrown: unknown) => thrown)
    await run.dispose()
    expect(await left).toMatchObject({ name: 'AbortError' })
  })
})

test('many latents have no exact value, and the estimate beats the ELBO', async () => {
  const { run } = await trained({ ...small, latent: 10 }, 100)
  const report = await weigh(run, 5, 500)
  expect(report).toMatchObject({ exact: null, withoutExact: null })
  const [{ value, noise }, wide] = [report.bounds.at(-1)!, report.defensive!]
  expect(Math.abs(wide.value - value)).toBeLessThan(4 * Math.hypot(noise, wide.noise) + 0.5)
  expect(values(report).at(-1)!).toBeGreaterThan(values(report)[0]!)
  await run.dispose()
})

test.each(['bernoulli', 'categorical'] as const)('%s: the exact value is by enumeration', async (family) => {
  const settings: Settings = { ...small, family, latent: 4, classes: 3, estimator: 'score-function' }
  const { run } = await trained(settings, 50)
  const { bounds, exact, defensive } = await weigh(run, 8, 2000)
  expect(Math.abs(exact!.difference)).toBeLessThan(4 * Math.max(exact!.differenceError, bounds.at(-1)!.noise))
  expect(Math.abs(defensive!.value - exact!.value)).toBeLessThan(4 * defensive!.noise + 1e-4)
  await run.dispose()
})

test('a point has no q to draw from', async () => {
  const { run } = await trained({ ...small, family: 'point' }, 2)
  await expect(run.latent.likelihood(5, 100)).rejects.toMatchObject({ code: 'likelihood-needs-density' })
  await run.dispose()
})
