/**
 * One suite for every backend, in process: the same seed gives the same run, and nothing leaks.
 */
import { memory } from '@tensorflow/tfjs-core'
import { afterAll, describe, expect, test } from 'vitest'
import { generateDigits } from '../../src/data/procedural/index.ts'
import { releaseDevice, startDevice } from '../../src/engine/backend/devices.ts'
import { gradientError } from '../../src/engine/backend/gradient-check.ts'
import { createBatches } from '../../src/engine/batches.ts'
import { createTraining, type Training } from '../../src/engine/training.ts'
import { BACKEND_NAMES, DEFAULT_SETTINGS, liveSettings, type Settings } from '../../src/protocol/settings.ts'
import { blobs } from '../support/dataset.ts'

const dataset = blobs(160, 10)

/** Two hidden layers, and small: on some of these backends the GPU is a program. Both likelihoods below. */
const base: Settings = { ...DEFAULT_SETTINGS, hidden: [24, 16], latent: 6, batch: 16, samples: 2, lr: 3e-3 }
const variants: readonly Settings[] = [
  base,
  { ...base, likelihood: 'gaussian', activation: 'tanh', targets: 'binarized', optimizer: 'rmsprop' },
  { ...base, family: 'point' },
  { ...base, activation: 'tanh' },
  // Draws that a rounding could flip; with this seed none does. Which can, and that no other differs: flips.test.ts.
  { ...base, family: 'bernoulli', estimator: 'disarm' },
  { ...base, family: 'categorical', classes: 4, latent: 3, estimator: 'reinmax' },
  { ...base, noise: 'antithetic' },
  {
    ...base,
    family: 'categorical',
    classes: 4,
    latent: 3,
    estimator: 'straight-through',
    noise: 'antithetic',
  },
]

const start = (settings: Settings, train = dataset.train): Training =>
  createTraining(settings, createBatches(train, settings))

/** Digits of which none is drawn yet. */
const undrawn = () => generateDigits({ seed: 1, train: 160, test: 10 }).train

/** (recon, KL) per image of each of the first steps. */
async function firstSteps(settings: Settings, steps: number, train = dataset.train): Promise<number[]> {
  const training = start(settings, train)
  const reported: number[] = []
  for (let i = 0; i < steps; i++) {
    const { sums, images } = training.advance(liveSettings(settings))
    const [recon, kl] = await sums.data()
    sums.dispose()
    reported.push(recon! / images, kl! / images)
  }
  training.dispose()
  return reported
}

/** Into the second epoch. */
const STEPS = 12
let reference: number[][] = []

describe.each(['cpu', ...BACKEND_NAMES.filter((name) => name !== 'cpu')] as const)('%s', (name) => {
  afterAll(() => releaseDevice(name))

  // WebGL without a GPU is slow.
  const options = name === 'webgl' ? { tags: 'thorough' } : {}
  test('starts, and its gradient agrees with plain numbers', options, async () => {
    await startDevice(name)
    for (const { likelihood, activation } of [variants[0]!, variants[1]!, variants[3]!])
      expect(await gradientError({ likelihood, activation })).toBeLessThan(1e-4)
  })

  test(`the first ${STEPS} steps of one seed are those of the cpu backend within 1e-3`, options, async () => {
    const reported = []
    for (const settings of variants) reported.push(await firstSteps(settings, STEPS))
    reported.push(await firstSteps(base, STEPS, undrawn()))
    if (name === 'cpu') reference = reported
    reported.flat().forEach((value, i) => {
      const expected = reference.flat()[i]!
      expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-3 * Math.abs(expected))
    })
    expect(reported[0]!.at(-2)!).toBeGreaterThan(reported[0]![0]!) // it learns
  })

  test('a step leaves the number of tensors unchanged', options, async () => {
    const settings = variants[0]!
    const training = start(settings)
    const counts = []
    for (let i = 0; i < 6; i++) {
      const { sums } = training.advance(liveSettings(settings))
      await sums.data()
      sums.dispose()
      counts.push(memory().numTensors)
    }
    training.dispose()
    expect(new Set(counts).size).toBe(1)
  })
})
