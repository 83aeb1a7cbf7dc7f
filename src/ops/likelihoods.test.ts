/** The log-likelihoods and their gradients against plain numbers, also where exp overflows. */
import '@tensorflow/tfjs-backend-cpu'
import { memory, setBackend, tensor2d } from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import type { Architecture } from '../model/architecture.ts'
import { plainLogLikelihood } from '../model/reference.ts'
import { bernoulliLogLikelihood, type LogLikelihood } from './bernoulli.ts'
import { gaussianLogLikelihood } from './gaussian.ts'

beforeAll(() => setBackend('cpu'))

const outputs = [
  [0, 1, -1, 0.3],
  [30, -30, 80, -80],
  [500, -500, 104, -104],
]
const targets = [
  [0, 1, 0.25, 0.9],
  [1, 0, 0, 1],
  [1, 0, 1, 0],
]
const WEIGHT = -0.25
const architecture = { pixels: 4, gamma: 2, code: 1, hidden: [1], activation: 'relu' } as const

test.each([
  [{ ...architecture, likelihood: 'bernoulli', sigma: 1 }],
  [{ ...architecture, likelihood: 'gaussian', sigma: 0.3 }],
] as const)('$likelihood', (shape: Architecture) => {
  const before = memory().numTensors
  const [output, target] = [tensor2d(outputs), tensor2d(targets)]
  const { logLikelihood, gradient }: LogLikelihood =
    shape.likelihood === 'bernoulli'
      ? bernoulliLogLikelihood(output, target, WEIGHT)
      : gaussianLogLikelihood(output, target, shape.sigma, WEIGHT)
  expect(memory().numTensors - before).toBe(4)

  const [values, slopes] = [logLikelihood.arraySync(), gradient.arraySync()]
  outputs.forEach((row, n) => {
    const expected = plainLogLikelihood(shape, row, targets[n]!)
    expect(Math.abs(values[n]! - expected.value)).toBeLessThan(1e-6 * (1 + Math.abs(expected.value)))
    expected.gradient.forEach((slope, j) =>
      expect(Math.abs(slopes[n]![j]! - WEIGHT * slope)).toBeLessThan(1e-6 * (1 + Math.abs(slope))),
    )
  })
})
