/** What webgl has of its own against the operations composed of TF.js's. */
import { abs, memory, mul, scalar, setBackend, tensor, tidy } from '@tensorflow/tfjs-core'
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { startDevice } from '../../src/engine/backend/devices.ts'
import { createBatches } from '../../src/engine/batches.ts'
import { createTraining } from '../../src/engine/training.ts'
import { sumStep } from '../../src/estimators/step-sums.ts'
import {
  drawLatents,
  pathwiseGradient,
  scoreGradient,
  type GaussianFormulas,
  type KlWeights,
} from '../../src/families/gaussian/formulas.ts'
import { uniform } from '../../src/math/random.ts'
import { COMPOSED } from '../../src/ops/composed/index.ts'
import { chooseKernels, ops } from '../../src/ops/table.ts'
import type { Ops } from '../../src/ops/types.ts'
import { DEFAULT_SETTINGS, liveSettings, type Settings } from '../../src/protocol/settings.ts'
import { countCalls } from './support/count-calls.ts'

beforeAll(async () => {
  await startDevice('cpu')
  await startDevice('webgl')
})

let draws = 0
const random = (shape: number[], low = -1): Tensor =>
  tensor(
    uniform(
      shape.reduce((a, b) => a * b, 1),
      low,
      1,
      { seed: 3, stream: 1, step: ++draws },
    ),
    shape,
  )

const worst = (actual: Tensor, expected: Tensor): number => {
  const other = expected.dataSync()
  return [...actual.dataSync()].reduce((most, value, i) => Math.max(most, Math.abs(value - other[i]!)), 0)
}

test('Adam, over odd shapes; what it was given stays as it was', () => {
  const rates = { decayM: 0.9, decayV: 0.999, scale: 3e-3, floor: 1e-8 }
  const tensors = memory().numTensors
  tidy(() => {
    const shapes = [[1], [7], [785], [1, 1], [3, 7], [13, 784]]
    const states = shapes.map((s) => ({ parameter: random(s), m: random(s), v: random(s, 0) }))
    const gradients = shapes.map((s) => random(s))
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
    const state = { parameter: random([5, 3]), m: random([5, 3]), v: random([5, 3], 0) }
    const gradient = tensor([...random([14]).dataSync(), NaN], [5, 3])
    const [next] = ops().adamStep([state], [gradient], { decayM: 0.9, decayV: 0.9, scale: 1, floor: 1 })
    for (const one of [next!.parameter, next!.m, next!.v])
      expect([...one.dataSync()].map(Number.isFinite).lastIndexOf(false)).toBe(14)
  })
})

type All = Ops & GaussianFormulas & { readonly sumStep: typeof sumStep }

/** The programs, by the names of the formulas without their owners'. */
const own = (): All => {
  const { formulas, ...rest } = ops()
  const named = Object.entries(formulas!).map(([name, formula]) => [name.split('.').at(-1)!, formula])
  return { ...rest, ...Object.fromEntries(named) } as All
}

/** As they are written out, on a backend without programs of its own. */
const WRITTEN: All = { ...COMPOSED, drawLatents, pathwiseGradient, scoreGradient, sumStep }

const matrix = (rows: number, columns: number) => random([rows, columns]) as Tensor2D
const vector = (length: number) => random([length]) as Tensor1D

async function read(make: () => readonly Tensor[]): Promise<Float32Array[]> {
  const made = tidy(() => [...make()])
  const numbers = await Promise.all(made.map((one) => one.data<'float32'>()))
  made.forEach((one) => one.dispose())
  return numbers
}

/** What `make` makes of the same numbers by programs, and as it is written out. */
async function byBoth(make: (kernels: All) => readonly Tensor[]) {
  const [before, tensors] = [draws, memory().numTensors]
  const actual = await read(() => make(own()))
  await setBackend('cpu')
  draws = before
  const expected = await read(() => make(WRITTEN))
  await setBackend('webgl')
  expect(memory().numTensors).toBe(tensors)
  return { actual, expected }
}

async function expectSame(make: (kernels: All) => readonly Tensor[], most: number) {
  const { actual, expected } = await byBoth(make)
  expect(actual.map(({ length }) => length)).toEqual(expected.map(({ length }) => length))
  const apart = expected.map((all, which) =>
    all.reduce((worst, value, i) => Math.max(worst, Math.abs(value - actual[which]![i]!)), 0),
  )
  for (const one of apart) expect(one).toBeLessThan(most)
}

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
    const finite = (all: Float32Array[]) => all.map((numbers) => [...numbers].map(Number.isFinite))
    expect(finite(actual)).toEqual(finite(expected))
    expect(finite(actual)[0]).toEqual([false, true, false])
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

const KL: Record<string, KlWeights> = {
  'closed-form': { exact: 0.3, prior: 0, posterior: 0, entropy: 0 },
  'monte-carlo': { exact: 0, prior: 0.2, posterior: 0, entropy: 0.1 },
  'sticking-the-landing': { exact: 0, prior: 0.2, posterior: 0.2, entropy: 0 },
}

test.each([
  [1, 1, 1],
  [7, 2, 3],
  [33, 21, 1],
  [5, 40, 64],
  [40, 3, 40],
])('the formulas of a step: %i images, %i latents, %i samples', async (images, latent, samples) => {
  await expectSame((kernels) => {
    const gamma = matrix(images, 2 * latent)
    const [noise, dz] = [matrix(samples * images, latent), matrix(samples * images, latent)]
    const [weight, signal] = [vector(samples * images), vector(samples * images)]
    const { z, kl } = kernels.drawLatents(gamma, noise)
    const { sums, movingAverage } = kernels.sumStep({
      logLikelihood: weight,
      signal,
      kl,
      gradGamma: gamma,
      movingAverage: scalar(0.5),
      kept: 0.8,
    })
    const scores = [0, 0.3].map((exact) => kernels.scoreGradient(gamma, noise, weight, exact))
    const paths = Object.values(KL).map((weights) => kernels.pathwiseGradient(gamma, noise, dz, weights))
    const each = [...scores, ...paths].map((one) => mul(one, 1 / samples))
    return [z, kl, mul(sums, 1 / (images * latent)), movingAverage, ...each]
  }, 6e-6)
})

test('nothing of the KL is in a gradient without it, however large a variance has grown', async () => {
  const [gradient] = await read(() => {
    const gamma = tensor([0, 300], [1, 2]) as Tensor2D
    return [own().scoreGradient(gamma, matrix(1, 1), vector(1), 0)]
  })
  expect([...gradient!].every(Number.isFinite)).toBe(true)
})

const IMAGES = Uint8Array.from({ length: 16 * 784 }, (_, i) => (i % 7 < 5 ? 0 : (i * 31) & 255))

/** (loss, draw calls, tensors) of each step of the standard model, but smaller and of odd sizes. */
async function takeSteps(steps: number, changes: Partial<Settings>) {
  const settings: Settings = { ...DEFAULT_SETTINGS, hidden: [41], latent: 5, batch: 5, ...changes }
  const batches = createBatches({ images: IMAGES, labels: null, count: 16 }, settings)
  const training = createTraining(settings, batches)
  const taken: { loss: number; draws: number; tensors: number }[] = []
  for (let i = 0; i < steps; i++) {
    const stop = countCalls(WebGL2RenderingContext.prototype, 'drawElements')
    const { sums, images } = training.advance(liveSettings(settings))
    const draws = stop()
    const [recon, kl] = await sums.data()
    sums.dispose()
    taken.push({ loss: (kl! - recon!) / images, draws, tensors: memory().numTensors })
  }
  training.dispose()
  return taken
}

const SCORE = { estimator: 'score-function', baseline: 'moving-average' } as const

test.each([
  ['reparameterized', {}],
  ['score function', SCORE],
] as const)('a step of %s is few draw calls, and leaves no tensors behind', async (name, changes) => {
  const byPrograms = await takeSteps(3, { ...changes, batch: 4 })
  chooseKernels('composed')
  const composed = await takeSteps(3, { ...changes, batch: 4 })
  chooseKernels('own')
  const [few, many] = [byPrograms[1]!.draws, composed[1]!.draws]
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
  const byPrograms = await takeSteps(12, changes)
  await setBackend('cpu')
  const expected = await takeSteps(12, changes)
  await setBackend('webgl')
  expected.forEach(({ loss }, i) => expect(Math.abs(loss / byPrograms[i]!.loss - 1)).toBeLessThan(1e-5))
})

test('kernels=composed leaves them away', () => {
  chooseKernels('composed')
  expect(ops()).toBe(COMPOSED)
  chooseKernels('own')
})
