/** What webgl has of its own against the operations composed of TF.js's. */
import { abs, memory, mul, setBackend, tensor, tidy, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { startDevice } from '../../src/engine/backend/devices.ts'
import { COMPOSED } from '../../src/ops/composed/index.ts'
import { chooseKernels, ops } from '../../src/ops/table.ts'
import { countCalls } from './support/count-calls.ts'
import {
  allOf,
  comparisonOn,
  drawn,
  finiteIn,
  formulasOfStep,
  matrix,
  read,
  vector,
} from './support/kernels.ts'
import { takeSteps } from './support/steps.ts'

beforeAll(async () => {
  await startDevice('cpu')
  await startDevice('webgl')
})

const worst = (actual: Tensor, expected: Tensor): number => {
  const other = expected.dataSync()
  return [...actual.dataSync()].reduce((most, value, i) => Math.max(most, Math.abs(value - other[i]!)), 0)
}

test('Adam, over odd shapes; what it was given stays as it was', () => {
  const rates = { decayM: 0.9, decayV: 0.999, scale: 3e-3, floor: 1e-8 }
  const tensors = memory().numTensors
  tidy(() => {
    const shapes = [[1], [7], [785], [1, 1], [3, 7], [13, 784]]
    const states = shapes.map((s) => ({ parameter: drawn(...s), m: drawn(...s), v: abs(drawn(...s)) }))
    const gradients = shapes.map((s) => drawn(...s))
    const before = states.map(({ parameter }) => [...parameter.dataSync()])
    const expected = COMPOSED.adamStep(states, gradients, rates)
    expect(ops()).not.toBe(COMPOSED)
    ops()
      .adamStep(states, gradients, rates)
      .forEach((next, i) => {
        expect(worst(next.m, expected[i]!.m)).toBeLessThan(2e-7)
        expect(worst(next.v, expected[i]!.v)).toBeLessThan(2e-7)
        expect(worst(next.parameter, expected[i]!.parameter)).toBeLessThan(1e-5)
      })
    states.forEach(({ parameter }, i) => expect([...parameter.dataSync()]).toEqual(before[i]))
  })
  expect(memory().numTensors).toBe(tensors)
})

test('a number that is not finite reaches all three', () => {
  tidy(() => {
    const state = { parameter: drawn(5, 3), m: drawn(5, 3), v: abs(drawn(5, 3)) }
    const gradient = tensor([...drawn(14).dataSync(), NaN], [5, 3])
    const [next] = ops().adamStep([state], [gradient], { decayM: 0.9, decayV: 0.9, scale: 1, floor: 1 })
    for (const one of [next!.parameter, next!.m, next!.v])
      expect([...one.dataSync()].map(Number.isFinite).lastIndexOf(false)).toBe(14)
  })
})

const own = () => allOf(ops())
const { byBoth, expectSame } = comparisonOn('webgl', own)

test.each([
  [1, 1, 1],
  [2, 7, 3],
  [5, 12, 8],
  [33, 13, 40],
  [128, 40, 21],
])(
  'a dense layer, %i rows, %i in, %i out: forward, its gradients, and what follows them',
  async (n, i, o) => {
    await expectSame(({ denseForward, denseParameterGradient, denseInputGradient }) => {
      const [x, delta, output] = [matrix(n, i), matrix(n, o), matrix(n, i)]
      const layer = { weight: matrix(i, o), bias: vector(o) }
      const each = (['relu', 'tanh', 'linear'] as const).flatMap((activation) => {
        const hidden = denseForward(x, layer, activation)
        const gradient = denseParameterGradient(hidden, hidden) // with what odd sizes leave over
        return [
          hidden,
          gradient.weight,
          gradient.bias,
          denseInputGradient(delta, layer, { output, activation }),
        ]
      })
      return [...each, denseInputGradient(delta, layer)].map((one) => mul(one, 1 / n))
    }, 1e-5)
  },
)

test.each([NaN, Infinity, -Infinity])(
  '%f behind a unit that is off does not spread, and elsewhere is not lost',
  async (bad) => {
    const { actual, expected } = await byBoth(({ denseInputGradient, denseParameterGradient }) => {
      const output = tensor([1, 0, 0.5], [1, 3]) as Tensor2D
      const delta = tensor([bad, 1], [1, 2]) as Tensor2D
      const layer = { weight: matrix(3, 2), bias: vector(2) }
      const behind = denseInputGradient(delta, layer, { output, activation: 'relu' })
      return [behind, denseParameterGradient(output, delta).bias]
    })
    expect(finiteIn(actual)).toEqual(finiteIn(expected))
    expect(finiteIn(actual)[0]).toEqual([false, true, false])
  },
)

test.each([
  [1, 1, 1, 1],
  [7, 785, 10, 3],
  [3, 31, 60, 1],
  [33, 64, 5, 1],
])('Bernoulli, %i x %i, logits up to +-%i, %i samples', async (images, pixels, scale, samples) => {
  await expectSame(({ bernoulliLogLikelihood, denseParameterGradient }) => {
    const logits = mul<Tensor2D>(matrix(samples * images, pixels), scale)
    const targets = abs(matrix(images, pixels)) as Tensor2D
    const { logLikelihood, gradient } = bernoulliLogLikelihood(logits, targets, -0.75)
    const { weight, bias } = denseParameterGradient(gradient, gradient)
    const each = [mul(logLikelihood, 1 / (scale * pixels)), gradient]
    return [...each, mul(weight, 1 / (samples * images)), mul(bias, 1 / (samples * images))]
  }, 4e-6)
})

test('Bernoulli with logits beyond where exp overflows, and with such as are not finite', async () => {
  const [sums, slopes, spoilt] = await read(() => {
    const logits = tensor([200, -200, 1e30, -1e30, 88, -88], [1, 6]) as Tensor2D
    const targets = tensor([1, 0, 1, 0, 1, 0], [1, 6]) as Tensor2D
    const { logLikelihood, gradient } = own().bernoulliLogLikelihood(logits, targets, 1)
    const bad = tensor([NaN, 1, 1, NaN], [2, 2]) as Tensor2D
    return [logLikelihood, gradient, own().bernoulliLogLikelihood(bad, abs(matrix(2, 2)), 1).logLikelihood]
  })
  expect(sums![0]).toBeCloseTo(0, 6)
  for (const slope of slopes!) expect(slope).toBeCloseTo(0, 6)
  expect([...spoilt!].every(Number.isNaN)).toBe(true)
})

test.each([
  [1, 1, 1],
  [7, 2, 3],
  [33, 21, 1],
  [5, 40, 64],
  [40, 3, 40],
  [1030, 2, 1],
])('the formulas of a step: %i images, %i latents, %i samples', async (images, latent, samples) => {
  await expectSame((kernels) => formulasOfStep(kernels, images, latent, samples), 6e-6)
})

test('nothing of the KL is in a gradient without it, however large a variance has grown', async () => {
  const [gradient] = await read(() => {
    const gamma = tensor([0, 300], [1, 2]) as Tensor2D
    return [own().scoreGradient(gamma, matrix(1, 1), vector(1), 0)]
  })
  expect([...gradient!].every(Number.isFinite)).toBe(true)
})

const countDraws = () => countCalls(WebGL2RenderingContext.prototype, 'drawElements')
/** With an odd number of everything. */
const ODD = { hidden: [41], latent: 5, batch: 5 }

const SCORE = { estimator: 'score-function', baseline: 'moving-average' } as const

test.each([
  ['reparameterized', {}],
  ['score function', SCORE],
] as const)('a step of %s is few draw calls, and leaves no tensors behind', async (name, changes) => {
  const byPrograms = await takeSteps(3, { ...ODD, ...changes, batch: 4 }, countDraws)
  chooseKernels('composed')
  const composed = await takeSteps(3, { ...ODD, ...changes, batch: 4 }, countDraws)
  chooseKernels('own')
  const [few, many] = [byPrograms[1]!.calls, composed[1]!.calls]
  console.info(`draw calls of a step, ${name}: ${few}, composed of TF.js's operations: ${many}`)
  expect(few).toBeLessThanOrEqual(56)
  expect(new Set(byPrograms.map(({ tensors }) => tensors)).size).toBe(1)
})

test.each([
  ['reparameterized', {}],
  ['score function', SCORE],
  ['tanh', { activation: 'tanh' }],
  ['Gaussian pixels', { likelihood: 'gaussian' }],
  ['bits', { family: 'bernoulli', ...SCORE }],
  ['classes', { family: 'categorical', classes: 3, ...SCORE }],
  ['an importance-weighted bound', { objective: 'importance-weighted', k: 3 }],
] as const)('twelve steps of %s with an odd number of images are those of the cpu', async (_, changes) => {
  const byPrograms = await takeSteps(12, { ...ODD, ...changes }, countDraws)
  await setBackend('cpu')
  const expected = await takeSteps(12, { ...ODD, ...changes }, countDraws)
  await setBackend('webgl')
  expected.forEach(({ loss }, i) => expect(Math.abs(loss / byPrograms[i]!.loss - 1)).toBeLessThan(1e-5))
})

test('kernels=composed leaves them away', () => {
  chooseKernels('composed')
  expect(ops()).toBe(COMPOSED)
  chooseKernels('own')
})
