/** Every image under every output, compared with one at a time: in tensors and in plain numbers. */
import '@tensorflow/tfjs-backend-cpu'
import { memory, setBackend, tensor2d } from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { normal, uniform } from '../math/random.ts'
import type { Architecture } from './architecture.ts'
import { likelihoodOf } from './likelihood.ts'
import { plainLogLikelihood } from './reference.ts'

beforeAll(() => setBackend('cpu'))

const [N, I, PIXELS] = [5, 3, 40]
const shape = { pixels: PIXELS, gamma: 4, code: 2, hidden: [1], activation: 'relu' } as const
const key = { seed: 5, stream: 500, step: 0 }
const outputs = Array.from(normal(N * PIXELS, key), (value) => 3 * value)
const images = Array.from(uniform(I * PIXELS, 0, 1, { ...key, step: 1 }))
const row = (values: readonly number[], i: number) => values.slice(i * PIXELS, (i + 1) * PIXELS)

test.each([
  [{ ...shape, likelihood: 'bernoulli', sigma: 1 }],
  [{ ...shape, likelihood: 'gaussian', sigma: 0.3 }],
] as const)('$likelihood', (architecture: Architecture) => {
  const likelihood = likelihoodOf(architecture)
  const [output, targets] = [tensor2d(outputs, [N, PIXELS]), tensor2d(images, [I, PIXELS])]
  const before = memory().numTensors
  const cross = likelihood.cross(output, targets)
  expect(memory().numTensors - before).toBe(1)
  expect(cross.shape).toEqual([N, I])

  const crossed = cross.arraySync()
  for (let i = 0; i < I; i++) {
    const repeated = tensor2d(Array.from({ length: N }, () => row(images, i)))
    const alone = likelihood.evaluate(output, repeated, 1).logLikelihood.arraySync()
    for (let n = 0; n < N; n++) {
      const { value } = plainLogLikelihood(architecture, row(outputs, n), row(images, i))
      expect(Math.abs(crossed[n]![i]! - value)).toBeLessThan(3e-6 * (1 + Math.abs(value)))
      expect(Math.abs(crossed[n]![i]! - alone[n]!)).toBeLessThan(3e-6 * (1 + Math.abs(value)))
    }
  }
})
