/**
 * Every webgpu kernel against the operations composed of TF.js's own, over odd sizes; noise and targets against plain
 * numbers; what becomes of numbers that are not finite; and that a step is few dispatches, which leave no tensors behind.
 */
import { abs, backend, memory, scalar, tensor, tidy, type Tensor } from '@tensorflow/tfjs-core'
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { releaseDevice, startDevice } from '../../src/engine/backend/devices.ts'
import { createBatches } from '../../src/engine/batches.ts'
import { createTraining } from '../../src/engine/training.ts'
import { pathwiseGradient } from '../../src/estimators/reparameterized/estimate.ts'
import { drawLatents } from '../../src/estimators/samples.ts'
import { scoreGradient } from '../../src/estimators/score-function/estimate.ts'
import { sumStep } from '../../src/estimators/step-sums.ts'
import { fillWords } from '../../src/math/philox.ts'
import { normal, uniform } from '../../src/math/random.ts'
import { toTargets } from '../../src/math/targets.ts'
import { COMPOSED } from '../../src/ops/composed/index.ts'
import { chooseKernels, ops } from '../../src/ops/table.ts'
import type { Kernels } from '../../src/ops/types.ts'
import { denseOps } from '../../src/ops/webgpu/dense.ts'
import { keyNumbers } from '../../src/ops/webgpu/inputs.ts'
import { pointwise } from '../../src/ops/webgpu/kernel.ts'
import { PHILOX } from '../../src/ops/webgpu/random.ts'
import { recorderOf, type Recorder, type WebGpuBackend } from '../../src/ops/webgpu/recorder.ts'
import { DEFAULT_SETTINGS, liveSettings, type Settings } from '../../src/protocol/settings.ts'

let own: Kernels
let recorder: Recorder
let tensorsBefore = 0

beforeAll(async () => {
  await startDevice('webgpu')
  own = ops()
  recorder = recorderOf(backend() as unknown as WebGpuBackend)
}, 60_000)
beforeEach(() => {
  tensorsBefore = memory().numTensors
})
afterEach(() => {
  chooseKernels('own')
  expect(memory().numTensors).toBe(tensorsBefore)
})
afterAll(() => {
  chooseKernels('own')
  releaseDevice('webgpu')
})

const KEY = { seed: 7, stream: 0 }
let draws = 0

/** Values in (-1, 1), never the same twice. */
const values = (size: number): Float32Array => uniform(size, -1, 1, { ...KEY, step: ++draws })
const matrix = (rows: number, columns: number) => tensor(values(rows * columns), [rows, columns]) as Tensor2D
const vector = (length: number) => tensor(values(length), [length]) as Tensor1D

/** Sums of `terms` products of numbers below 1, in whatever order. */
const rounding = (terms: number) => 4e-7 * (1 + terms) ** 0.75

interface Pair {
  readonly actual: Tensor
  readonly expected: Tensor
  readonly tolerance?: number
}

/** Of tensors made in `make`, which are gone afterwards. */
async function readAll(make: () => readonly Tensor[]): Promise<Float32Array[]> {
  const made = tidy(() => [...make()])
  const read = await Promise.all(made.map((one) => one.data<'float32'>()))
  made.forEach((one) => one.dispose())
  return read
}

async function expectClose(make: () => readonly Pair[], tolerance = 1e-5): Promise<void> {
  const tolerances: number[] = []
  const read = await readAll(() =>
    make().flatMap((pair) => {
      expect(pair.actual.shape).toEqual(pair.expected.shape)
      tolerances.push(pair.tolerance ?? tolerance)
      return [pair.actual, pair.expected]
    }),
  )
  tolerances.forEach((most, pair) => {
    const [actual, expected] = [read[2 * pair]!, read[2 * pair + 1]!]
    const worst = expected.reduce((worst, value, i) => Math.max(worst, Math.abs(value - actual[i]!)), 0)
    expect(worst).toBeLessThan(most)
  })
}

test('the kernels are in place', () => {
  expect(own).not.toBe(COMPOSED)
  chooseKernels('composed')
  expect(ops()).toBe(COMPOSED)
})

/** N, in, out: lines that are multiples of four long and others, tiles filled, just begun and just exceeded. */
const SIZES = [
  [1, 1, 1],
  [1, 784, 7],
  [3, 785, 40],
  [33, 40, 64],
  [65, 7, 9],
  [8, 12, 37],
] as const

describe.each([
  ['straight from memory', false],
  ['through workgroup memory', true],
] as const)('products %s', (_, staged) => {
  const dense = () => denseOps(recorder, staged)

  test.each(SIZES)('%i x %i x %i', async (n, inputs, outputs) => {
    await expectClose(() => {
      const [x, delta] = [matrix(n, inputs), matrix(n, outputs)]
      const layer = { weight: matrix(inputs, outputs), bias: vector(outputs) }
      const behind = { output: matrix(n, inputs), activation: 'relu' } as const
      const [actual, expected] = [dense(), COMPOSED].map((kernels) => ({
        y: kernels.denseForward(x, layer, 'linear'),
        ...kernels.denseParameterGradient(x, delta),
        dx: kernels.denseInputGradient(delta, layer, behind),
      }))
      const pair = (name: keyof typeof actual & keyof typeof expected, terms: number) => ({
        actual: actual![name],
        expected: expected![name],
        tolerance: rounding(terms),
      })
      return [pair('y', inputs), pair('weight', n), pair('bias', n), pair('dx', outputs)]
    })
  })

  test('activations and their slopes', async () => {
    await expectClose(() => {
      const [x, delta, output] = [matrix(5, 12), matrix(5, 8), matrix(5, 12)]
      const layer = { weight: matrix(12, 8), bias: vector(8) }
      return (['relu', 'tanh', 'linear'] as const).flatMap((activation) => {
        const behind = { output, activation }
        return [
          {
            actual: dense().denseForward(x, layer, activation),
            expected: COMPOSED.denseForward(x, layer, activation),
          },
          {
            actual: dense().denseInputGradient(delta, layer, behind),
            expected: COMPOSED.denseInputGradient(delta, layer, behind),
          },
        ]
      })
    })
  })
})
