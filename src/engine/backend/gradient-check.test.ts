/** A backend with one broken kernel is detected, whichever estimator uses it. */
import '@tensorflow/tfjs-backend-cpu'
import { memory, mul, setBackend, type Tensor2D } from '@tensorflow/tfjs-core'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { pathwiseGradient, scoreGradient } from '../../families/gaussian/formulas.ts'
import { COMPOSED } from '../../ops/composed/index.ts'
import { offerKernels } from '../../ops/table.ts'
import type { Kernels } from '../../ops/types.ts'
import { gradientError, TOLERANCE } from './gradient-check.ts'

beforeAll(() => setBackend('cpu'))
afterEach(() => offerKernels('cpu', null))

const VARIANTS = [
  { activation: 'relu', likelihood: 'bernoulli' },
  { activation: 'tanh', likelihood: 'gaussian' },
] as const

/** The composed formula, multiplied by a number. */
function scaled<Args extends unknown[]>(formula: (...args: Args) => Tensor2D, factor: number) {
  return (...args: Args): Tensor2D => {
    offerKernels('cpu', null)
    const right = formula(...args)
    offerKernels('cpu', { ...COMPOSED, ...broken })
    return mul(right, factor)
  }
}
let broken: Partial<Kernels> = {}

const BROKEN: readonly (readonly [string, Partial<Kernels>])[] = [
  ['the pathwise gradient', { formulas: { 'gaussian.pathwiseGradient': scaled(pathwiseGradient, -1) } }],
  ['the score gradient', { formulas: { 'gaussian.scoreGradient': scaled(scoreGradient, 0.9) } }],
  ['the gradient of a layer’s input', { denseInputGradient: scaled(COMPOSED.denseInputGradient, 2) }],
]

test.each(VARIANTS)('sound operations pass: $activation, $likelihood', async (variant) => {
  const before = memory().numTensors
  expect(await gradientError(variant)).toBeLessThan(1e-4)
  expect(memory().numTensors).toBe(before)
})

test.each(BROKEN)('with %s broken a backend fails', async (_, kernels) => {
  broken = kernels
  offerKernels('cpu', { ...COMPOSED, ...broken })
  for (const variant of VARIANTS) expect(await gradientError(variant)).toBeGreaterThan(TOLERANCE)
})
