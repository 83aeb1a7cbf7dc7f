import { describe, expect, test } from 'vitest'
import { normal } from '../../src/math/random.ts'
import { biasOf } from './bias.ts'
import { biasText, decodesOf, overSeeds, type Choice } from './discrete-report.ts'
import { meanOfLastEpoch } from './last-epoch.ts'
import { SET_UPS } from './discrete.ts'

describe('the bias of an estimator', () => {
  const [draws, exact] = [400, [3, 4]]
  /** Draws around the exact gradient and a bias, with this much noise in each coordinate. */
  const around = (bias: readonly [number, number], sigma: number) => {
    const eps = normal(2 * draws, { seed: 3, stream: 1, step: 0 })
    return Float64Array.from(eps, (value, i) => exact[i % 2]! + bias[i % 2]! + sigma * value)
  }

  test('is found, relative to the gradient, and its interval holds it', () => {
    const { square } = biasOf(around([0.3, -0.4], 1), exact, draws)
    expect(square.lo).toBeLessThan(0.01) // 0.25 / 25
    expect(square.hi).toBeGreaterThan(0.01)
    expect(square.lo).toBeGreaterThan(0)
    // A standard error of the length is 1 % of the gradient: 1 / sqrt(400) of 5.
    const text = biasText([{ square }])
    expect(text).toMatch(/^\d/)
    expect(Math.abs(Number.parseFloat(text) - 10)).toBeLessThan(3)
  })

  test('of an unbiased one is not told apart from 0', () => {
    const { square } = biasOf(around([0, 0], 1), exact, draws)
    expect(square.lo).toBeLessThan(0)
    expect(square.hi).toBeLessThan(0.001)
    expect(biasText([{ square }])).toMatch(/^< \d\.\d %$/)
  })

  test('without measurements, or of a gradient that is 0, is a dash', () => {
    expect(biasText([])).toBe('–')
    expect(biasText([biasOf(new Float32Array(6), [0, 0], 3)])).toBe('–')
  })
})

test('several seeds give a mean with its interval, two both values, one itself', () => {
  // Standard deviation 1, t(0.975, 2) = 4.303, 4.303 / sqrt(3) = 2.48.
  expect(overSeeds([1, 2, 3], 2)).toBe('2.00 ± 2.48')
  expect(overSeeds([1.25, 2.5], 1)).toBe('1.3, 2.5')
  expect(overSeeds([1.25], 2)).toBe('1.25')
})

test('decodes are counted for each image: enumeration shares its states among a batch', () => {
  const choice: Choice = { estimator: 'disarm', baseline: 'none', samples: 3, temperature: 1 }
  const runs = { choice, steps: 10, batch: 128 }
  expect(decodesOf(runs, 256)).toBe(60)
  expect(decodesOf({ ...runs, choice: { ...choice, estimator: 'reinmax' } }, 256)).toBe(30)
  expect(decodesOf({ ...runs, choice: { ...choice, estimator: 'enumeration' } }, 256)).toBe(20)
})

test('the last epoch is a mean over its steps: a row of ten steps counts ten times', () => {
  const row = (step: number, recon: number) => ({
    ...{ step, recon, kl: -recon / 2, epoch: 0, seconds: 0, estimator: 'reinmax', samples: 1, beta: 1 },
  })
  const rows = [row(1, -900), row(2, -100), row(12, -50)]
  expect(meanOfLastEpoch(rows, 11)).toEqual({ steps: 11, recon: -600 / 11, kl: 300 / 11 })
  expect(meanOfLastEpoch(rows, 100)).toMatchObject({ steps: 12 })
  expect(meanOfLastEpoch([], 11)).toBeNull()
})

test('the bits are trained with every estimator that can be used, and each of its baselines', () => {
  const names = SET_UPS.bits.choices.map(({ estimator, baseline }) => `${estimator} ${baseline}`)
  expect(new Set(names).size).toBe(names.length)
  for (const name of ['score-function leave-one-out', 'enumeration none', 'disarm none', 'reinmax none'])
    expect(names).toContain(name)
  expect(names).not.toContain('reparameterized none')
})
