/**
 * Three ways to a posterior on the wasm backend: against closed forms with a linear decoder, against sums over a fine grid
 * with a trained one, and what they leave in memory, in training and in the answers to the page.
 */
import { memory } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { startDevice } from '../../src/engine/backend/devices.ts'
import { createBatches } from '../../src/engine/batches.ts'
import { createLogLikelihood } from '../../src/engine/latent/log-likelihood.ts'
import { createLogJoint } from '../../src/engine/latent/ways/log-joint.ts'
import { CHAIN_DRAWS, CHAIN_WARMUP, waysToPosterior } from '../../src/engine/latent/ways/ways.ts'
import { createRun } from '../../src/engine/run.ts'
import {
  architectureOf,
  createTraining,
  releaseCheckpoint,
  type Checkpoint,
  type Training,
} from '../../src/engine/training.ts'
import { logSumExp } from '../../src/math/exact/log-sum.ts'
import { diagnosticsOf } from '../../src/math/posterior/diagnostics.ts'
import { leapfrog } from '../../src/math/posterior/kernels.ts'
import {
  normalCovariance,
  entropyOf,
  logDensities,
  normalKl,
  normalWith,
  type Normal,
} from '../../src/math/posterior/normals.ts'
import type { PosteriorTarget } from '../../src/math/posterior/target.ts'
import type { Architecture } from '../../src/model/architecture.ts'
import type { EngineEvent } from '../../src/protocol/engine.ts'
import { DEFAULT_SETTINGS, liveSettings, type Settings } from '../../src/protocol/settings.ts'
import type { ChainsWay, GaussianWay, PosteriorWays } from '../../src/protocol/ways.ts'
import { blobs } from '../support/dataset.ts'
import { linearModel } from '../support/linear-decoder.ts'

const PIXELS = 784
const small: Settings = { ...DEFAULT_SETTINGS, hidden: [32], latent: 2, batch: 50, probe: 0 }
const pictures = blobs(500, 100)
const unhurried = { signal: new AbortController().signal, onProgress: () => {} }

const targetsOf = (image: number) =>
  Float32Array.from(pictures.test.images.subarray(image * PIXELS, (image + 1) * PIXELS), (byte) => byte / 255)

function trainingOf(settings: Settings, steps: number): Training {
  const training = createTraining(settings, createBatches(pictures.train, settings))
  for (let i = 0; i < steps; i++) training.advance(liveSettings(settings)).sums.dispose()
  return training
}

/** A posterior by its weights on a uniform grid. */
interface Grid {
  readonly z: Float64Array
  readonly mass: Float64Array
  readonly logDensity: Float64Array
  readonly area: number
}

/** `reach` sigma of a Gaussian about its place to either side. */
async function gridOf(
  architecture: Architecture,
  checkpoint: Checkpoint,
  targets: Float32Array,
  { mean, covariance }: Pick<GaussianWay, 'mean' | 'covariance'>,
): Promise<Grid> {
  const [side, reach] = [320, 8]
  const steps = [0, 3].map((at) => (2 * reach * Math.sqrt(covariance[at]!)) / (side - 1)) as [number, number]
  const z = Float64Array.from({ length: 2 * side * side }, (_, i) => {
    const place = i % 2 ? Math.floor(i / 2 / side) : (i >> 1) % side
    return mean[i % 2]! + (place - (side - 1) / 2) * steps[(i % 2) as 0 | 1]
  })
  const logLikelihood = createLogLikelihood(architecture, checkpoint, targets)
  const values = new Float64Array(side * side)
  for (let i = 0; i < values.length; i += 2048)
    values.set(await logLikelihood.at(z.subarray(2 * i, 2 * Math.min(i + 2048, values.length))), i)
  logLikelihood.dispose()
  const joint = values.map((value, i) => value - 0.5 * (z[2 * i]! ** 2 + z[2 * i + 1]! ** 2))
  const area = steps[0] * steps[1]
  const total = logSumExp(joint)
  const mass = joint.map((value) => Math.exp(value - total))
  return { z, mass, logDensity: joint.map((value) => value - total - Math.log(area)), area }
}

const expected = ({ mass }: Grid, of: (i: number) => number) =>
  mass.reduce((sum, own, i) => (own > 0 ? sum + own * of(i) : sum), 0)

function momentsOf(grid: Grid): Normal {
  const mean = [0, 1].map((axis) => expected(grid, (i) => grid.z[2 * i + axis]!))
  const off = (i: number, axis: number) => grid.z[2 * i + axis]! - mean[axis]!
  return normalWith(
    mean,
    Float64Array.from({ length: 4 }, (_, at) => expected(grid, (i) => off(i, at >> 1) * off(i, at & 1))),
  )
}

/** KL(q || p) on the grid. */
function reverseOn({ z, logDensity, area }: Grid, q: Normal): number {
  const logQ = logDensities(q, z)
  return logQ.reduce((sum, own, i) => sum + Math.exp(own) * area * (own - logDensity[i]!), 0)
}

const normalOf = ({ mean, covariance }: GaussianWay): Normal => normalWith(mean, covariance)

/** Every first and second moment, in Monte Carlo standard errors. */
function errorsOf({ z, chains }: ChainsWay, { mean, ...truth }: Normal): number[] {
  const covariance = normalCovariance({ mean, ...truth })
  const along = (of: (z1: number, z2: number) => number, value: number) => {
    const draws = Float64Array.from({ length: z.length / 2 }, (_, i) =>
      of(z[2 * i]! - mean[0]!, z[2 * i + 1]! - mean[1]!),
    )
    const average = draws.reduce((sum, own) => sum + own, 0) / draws.length
    return Math.abs(average - value) / diagnosticsOf(draws, chains).mcse_mean
  }
  return [
    along((d1) => d1, 0),
    along((_, d2) => d2, 0),
    along((d1) => d1 * d1, covariance[0]!),
    along((d1, d2) => d1 * d2, covariance[1]!),
    along((_, d2) => d2 * d2, covariance[3]!),
  ]
}

function expectChains({ chains }: PosteriorWays, truth: Normal): void {
  expect(chains.map(({ sampler }) => sampler)).toEqual(['metropolis', 'langevin', 'hamiltonian'])
  for (const way of chains) {
    for (const errors of errorsOf(way, truth)) expect(errors, way.sampler).toBeLessThan(4)
    for (const { r_hat, ess_bulk } of way.diagnostics) {
      expect(r_hat).toBeLessThan(1.05)
      expect(ess_bulk).toBeGreaterThan(100)
    }
    expect(way.decodes).toBeGreaterThan(4 * (CHAIN_WARMUP + CHAIN_DRAWS))
    expect(way.distance.kl).toBeLessThan(0.1)
  }
}

beforeAll(() => startDevice('wasm'))

describe('log p(x, z) on the device', () => {
  test.each(['bernoulli', 'gaussian'] as const)(
    '%s: its gradient is the slope, its flights are the leapfrog',
    async (likelihood) => {
      const settings: Settings = { ...small, activation: 'tanh', likelihood, sigma: 0.5 }
      const training = trainingOf(settings, 30)
      const checkpoint = training.checkpoint()
      const before = memory().numTensors
      const joint = createLogJoint(architectureOf(settings), checkpoint, targetsOf(3))
      const at = Float64Array.of(0.3, -0.4, 1.1, 0.2)
      const { value, gradient } = await joint.slopes(at)
      const step = 0.02
      for (let i = 0; i < 4; i++) {
        const moved = async (by: number) =>
          (await joint.slopes(at.map((own, j) => (j === i ? own + by : own)))).value[i >> 1]!
        const slope = ((await moved(step)) - (await moved(-step))) / (2 * step)
        expect(Math.abs(gradient[i]! - slope)).toBeLessThan(0.02 * (1 + Math.abs(slope)))
      }
      expect(value).toHaveLength(2)
      const plain: PosteriorTarget = { dimensions: 2, slopes: joint.slopes, value: () => new Float64Array() }
      const flight = {
        z: at,
        velocity: Float64Array.of(0.5, -1, 0.2, 0.8),
        gradient,
        scale: Float64Array.of(0.1, 0, 0.05, 0.08),
        stepSize: 0.3,
        steps: 4,
      }
      const [own, asPlain] = [await joint.leapfrog(flight), await leapfrog(plain, flight)]
      for (const key of ['z', 'velocity', 'value', 'gradient'] as const)
        own[key].forEach((found, i) =>
          expect(Math.abs(found - asPlain[key][i]!)).toBeLessThan(1e-3 * (1 + Math.abs(found))),
        )
      joint.dispose()
      expect(memory().numTensors).toBe(before)
      releaseCheckpoint(checkpoint)
      training.dispose()
    },
  )
})

async function expectClosedForms(noise: number, seed: number): Promise<void> {
  const training = trainingOf(small, 0)
  const { architecture, parameters, known, q, targets } = linearModel(noise, seed)
  const held = training.checkpoint()
  const before = memory().numTensors
  const ways = await waysToPosterior({
    seed: 1,
    architecture,
    checkpoint: { ...held, parameters },
    targets,
    ...unhurried,
  })
  expect(memory().numTensors).toBe(before)
  const { a, b, c } = known.precision
  const determinant = a * c - b * b
  const posterior = normalWith(
    known.mean,
    Float64Array.from([c, -b, -b, a], (own) => own / determinant),
  )
  const [encoder, diagonal, full, moments] = ways.gaussians as unknown as GaussianWay[]
  expect(Math.abs(encoder!.reverse - known.gap(q))).toBeLessThan(1e-3)
  expect(full!.reverse).toBeLessThan(1e-4)
  expect(Math.abs(full!.forward)).toBeLessThan(1e-4)
  expect(Math.abs(diagonal!.reverse - 0.5 * Math.log((a * c) / determinant))).toBeLessThan(1e-4)
  for (const one of [full!, moments!]) {
    expect(normalKl(normalOf(one), posterior)).toBeLessThan(1e-4)
    expect(normalKl(posterior, normalOf(one))).toBeLessThan(1e-4)
  }
  for (const one of ways.gaussians) {
    expect(Math.abs(one.reverse - normalKl(normalOf(one), posterior))).toBeLessThan(1e-3)
    expect(Math.abs(one.forward - normalKl(posterior, normalOf(one)))).toBeLessThan(1e-3)
  }
  const end = ways.ascent.path.slice(-2)
  end.forEach((own, axis) =>
    expect(Math.abs(own - known.mean[axis]!)).toBeLessThan(0.05 * known.sigma[axis]!),
  )
  const peak = 2 + -entropyOf(posterior) - 1
  expect(Math.abs(ways.ascent.logDensity - peak)).toBeLessThan(5e-3)
  expectChains(ways, posterior)
  releaseCheckpoint({ ...held, parameters: [...held.parameters, ...parameters] })
  training.dispose()
}

test('a linear decoder with noise 1: everything to its closed form', { tags: 'thorough' }, () =>
  expectClosedForms(1, 1),
)
test('and with noise 0.3', { tags: 'thorough' }, () => expectClosedForms(0.3, 2))

test(
  'a trained decoder: chains, Gaussians and maximum against sums over a fine grid',
  { tags: 'thorough' },
  async () => {
    const training = trainingOf(small, 400)
    const architecture = architectureOf(small)
    const checkpoint = training.checkpoint()
    for (const image of [0, 7]) {
      const targets = targetsOf(image)
      const ways = await waysToPosterior({ seed: 1, architecture, checkpoint, targets, ...unhurried })
      const [encoder, diagonal, full, moments] = ways.gaussians as unknown as GaussianWay[]
      const grid = await gridOf(architecture, checkpoint, targets, moments!)
      const truth = momentsOf(grid)
      expect(normalKl(normalOf(moments!), truth)).toBeLessThan(1e-4)
      expectChains(ways, truth)
      for (const one of ways.gaussians) {
        expect(Math.abs(one.reverse - reverseOn(grid, normalOf(one))), one.name).toBeLessThan(3e-4)
        expect(one.error).toBeLessThan(5e-4)
      }
      for (const one of [diagonal!, full!])
        expect(Math.abs(one.reverse - reverseOn(grid, normalOf(one))), one.name).toBeLessThan(1e-4)
      // The order that the families give, and the optimum of each divergence.
      expect(full!.reverse).toBeLessThanOrEqual(diagonal!.reverse + 1e-4)
      expect(diagonal!.reverse).toBeLessThanOrEqual(encoder!.reverse + 1e-4)
      for (const one of ways.gaussians) expect(moments!.forward).toBeLessThanOrEqual(one.forward + 1e-4)
      for (const one of ways.gaussians) expect(full!.reverse).toBeLessThanOrEqual(one.reverse + 1e-4)
      // No point of the grid is higher than the maximum.
      const top = grid.logDensity.reduce((most, own) => Math.max(most, own), -Infinity)
      expect(ways.ascent.logDensity).toBeGreaterThan(top - 5e-3)
      expect(ways.exact.gap).toBeCloseTo(encoder!.reverse, 2)
    }
    releaseCheckpoint(checkpoint)
    training.dispose()
  },
)

describe('beside training', () => {
  test(
    'training goes on, the worker answers, progress is told, and a seed gives the same chains',
    { tags: 'thorough' },
    async () => {
      const events: EngineEvent[] = []
      const run = createRun(small, pictures, (event) => events.push(event))
      await run.step()
      const still = await run.latent.waysToPosterior({ test: 0 })
      expect(await run.latent.waysToPosterior({ test: 0 })).toEqual(still)
      run.train(0)
      await expect.poll(() => events.some(({ type }) => type === 'trained')).toBe(true)
      const asked = run.latent.waysToPosterior({ test: 0 })
      let answers = 0
      let isAsking = true
      const answering = (async () => {
        for (; isAsking; answers++) {
          await run.views.decode(new Float32Array(2))
          await new Promise((resolve) => setTimeout(resolve))
        }
      })()
      const { step } = await asked
      isAsking = false
      await answering
      expect(await run.pause()).toBeGreaterThan(step + 2)
      expect(answers).toBeGreaterThan(5)
      const reports = events.flatMap((event) => (event.type === 'progress' ? [event] : []))
      expect(reports.length).toBeGreaterThan(3)
      for (const { task, done, total } of reports) {
        expect(task).toBe('ways')
        expect(done).toBeLessThanOrEqual(total)
      }
      await run.dispose()
    },
  )

  test('can be cancelled, and the end of the run ends it; nothing is left', async () => {
    const before = memory().numTensors
    const run = createRun(small, pictures, () => {})
    const held = memory().numTensors
    for (const after of [5, 60]) {
      const controller = new AbortController()
      const asked = run.latent.waysToPosterior({ test: 0 }, controller.signal)
      setTimeout(() => controller.abort(), after)
      await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
      expect(memory().numTensors).toBe(held)
    }
    const refused = expect(run.latent.waysToPosterior({ test: 0 })).rejects.toMatchObject({
      name: 'AbortError',
    })
    await run.dispose()
    await refused
    expect(memory().numTensors).toBe(before)
  })

  test('not with other latents, nor of a point', async () => {
    for (const [settings, code] of [
      [{ ...small, latent: 3 }, 'exact-needs-two-latents'],
      [{ ...small, family: 'point' as const }, 'exact-needs-gaussian'],
    ] as const) {
      const run = createRun(settings, pictures, () => {})
      await expect(run.latent.waysToPosterior({ test: 0 })).rejects.toMatchObject({ code })
      await run.dispose()
    }
  })
})
