/**
 * Every webgpu kernel against the operations composed of TF.js's own (on the cpu backend, where these have no shaders to
 * compile), over odd sizes; noise and targets against plain numbers; what becomes of numbers that are not finite; and
 * that a step is few dispatches, which leave no tensors behind.
 */
import { abs, backend, dispose, memory, mul, scalar, tensor, tidy } from '@tensorflow/tfjs-core'
import type { Rank, Tensor } from '@tensorflow/tfjs-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { releaseDevice, startDevice } from '../../src/engine/backend/devices.ts'
import { runLoop } from '../../src/engine/loop.ts'
import { createStepInputs } from '../../src/engine/training.ts'
import { WEBGPU_FORMULAS } from '../../src/families/kernels.ts'
import { fillWords } from '../../src/math/philox.ts'
import { normal } from '../../src/math/random.ts'
import { targetsOf } from '../../src/math/targets.ts'
import { COMPOSED } from '../../src/ops/composed/index.ts'
import { readTogether } from '../../src/ops/readback.ts'
import { chooseKernels, ops } from '../../src/ops/table.ts'
import type { AdamState } from '../../src/ops/types.ts'
import { keyNumbers } from '../../src/ops/webgpu/inputs.ts'
import { pointwise } from '../../src/ops/webgpu/kernel.ts'
import { kernelsOf } from '../../src/ops/webgpu/install.ts'
import { PHILOX } from '../../src/ops/webgpu/random.ts'
import { recorderOf, type Recorder } from '../../src/ops/webgpu/recorder.ts'
import type { WebGpuBackend } from '../../src/ops/webgpu/tfjs.ts'
import type { Processor } from '../../src/ops/webgpu/choice.ts'
import { liveSettings } from '../../src/protocol/settings.ts'
import { countCalls } from './support/count-calls.ts'
import {
  KEY,
  allOf,
  comparisonOn,
  drawn,
  finiteIn,
  formulasOfStep,
  matrix,
  read,
  spoilt,
  vector,
  type All,
} from './support/kernels.ts'
import { takeSteps, trainingOf } from './support/steps.ts'

let own: All
let recorder: Recorder
let tensorsBefore = 0

beforeAll(async () => {
  await startDevice('cpu')
  await startDevice('webgpu')
  own = allOf(ops())
  recorder = recorderOf(backend() as unknown as WebGpuBackend)
})
beforeEach(() => {
  tensorsBefore = memory().numTensors
})
afterEach(() => {
  chooseKernels('own')
  expect(memory().numTensors).toBe(tensorsBefore)
})
afterAll(() => releaseDevice('webgpu'))

/** All kernels as they are for that device, whatever this one is. */
const kernelsFor = (processor: Processor, from = recorder): All => ({
  ...own,
  ...allOf(kernelsOf(from, { processor, owners: WEBGPU_FORMULAS })),
})

const { byBoth, expectSame } = comparisonOn('webgpu', () => own)

test('the kernels are in place, and `composed` puts them away', () => {
  expect(own).not.toBe(COMPOSED)
  chooseKernels('composed')
  expect(ops()).toBe(COMPOSED)
})

/** Sums of so many products of numbers below 1, in whatever order. */
const rounding = (terms: number) => 4e-7 * (1 + terms) ** 0.75

/** N, in, out: lines that are multiples of four long and others; tiles that are filled, just begun, just exceeded. */
const SIZES = [
  [1, 1, 1],
  [1, 784, 7],
  [3, 785, 40],
  [33, 40, 64],
  [65, 7, 32],
  [8, 12, 37],
] as const

const NOT_FINITE = [NaN, Infinity, -Infinity]

describe.each([
  ['straight from memory', false, SIZES],
  ['through workgroup memory', true, [SIZES[2], SIZES[5]]],
] as const)('products %s', (_, staged, sizes) => {
  const dense = () => kernelsFor(staged ? 'gpu' : 'software')

  test.each(sizes)('%i x %i x %i', staged ? { tags: 'thorough' } : {}, async (n, inputs, outputs) => {
    const gradients = ({ denseForward, denseParameterGradient, denseInputGradient }: All) => {
      const [x, delta] = [matrix(n, inputs), matrix(n, outputs)]
      const layer = { weight: matrix(inputs, outputs), bias: vector(outputs) }
      const behind = { output: matrix(n, inputs), activation: 'relu' } as const
      const { weight, bias } = denseParameterGradient(x, delta)
      return [denseForward(x, layer, 'relu'), weight, bias, denseInputGradient(delta, layer, behind)]
    }
    await expectSame(gradients, rounding(Math.max(n, inputs, outputs)), dense())
  })

  test('activations and their slopes', async () => {
    await expectSame(
      ({ denseForward, denseInputGradient }) => {
        const [x, delta, output] = [matrix(5, 12), matrix(5, 8), matrix(5, 12)]
        const layer = { weight: matrix(12, 8), bias: vector(8) }
        const each = (['tanh', 'linear'] as const).flatMap((activation) => [
          denseForward(x, layer, activation),
          denseInputGradient(delta, layer, { output, activation }),
        ])
        return [...each, denseInputGradient(delta, layer)]
      },
      1e-5,
      dense(),
    )
  })

  test('numbers that are not finite are not lost, nor do they spread', { tags: 'thorough' }, async () => {
    const { actual, expected } = await byBoth(
      ({ denseForward, denseParameterGradient, denseInputGradient }) =>
        NOT_FINITE.flatMap((bad) => {
          const [n, inputs, outputs] = [3, 785, 40]
          const [x, delta] = [matrix(n, inputs), matrix(n, outputs)]
          const layer = { weight: matrix(inputs, outputs), bias: vector(outputs) }
          const badLayer = { ...layer, weight: spoilt(layer.weight, bad) }
          return [
            denseForward(spoilt(x, bad), layer, 'relu'),
            denseForward(x, badLayer, 'relu'),
            denseForward(x, { ...layer, bias: spoilt(layer.bias, bad) }, 'relu'),
            ...Object.values(denseParameterGradient(spoilt(x, bad), delta)),
            ...Object.values(denseParameterGradient(x, spoilt(delta, bad))),
            denseInputGradient(delta, badLayer),
            denseInputGradient(spoilt(delta, bad), layer),
          ]
        }),
      dense(),
    )
    expect(finiteIn(actual)).toEqual(finiteIn(expected))
  })
})

test.each([
  [1, 1, 1, 1],
  [7, 785, 10, 3],
  [128, 13, 60, 1],
])('Bernoulli, %i x %i, logits up to +-%i, %i samples', async (images, pixels, scale, samples) => {
  await expectSame(({ bernoulliLogLikelihood }) => {
    const logits = mul<Tensor<Rank.R2>>(matrix(samples * images, pixels), scale)
    const targets = abs(matrix(images, pixels))
    const { logLikelihood, gradient } = bernoulliLogLikelihood(logits, targets, -0.75)
    return [mul(logLikelihood, 1 / (scale * pixels)), gradient]
  }, 2e-6)
})

test('Bernoulli with logits beyond where exp overflows, and with such as are not finite', async () => {
  const [sums, slopes, spoiltSums] = await read(() => {
    const logits = tensor([200, -200, 1e30, -1e30, 88, -88], [1, 6]) as Tensor<Rank.R2>
    const targets = tensor([1, 0, 1, 0, 0.5, 0.5], [1, 6]) as Tensor<Rank.R2>
    const bad = tensor(
      NOT_FINITE.flatMap((one) => [one, 1, 2]),
      [3, 3],
    ) as Tensor<Rank.R2>
    const { logLikelihood, gradient } = own.bernoulliLogLikelihood(logits, targets, 1)
    return [logLikelihood, gradient, own.bernoulliLogLikelihood(bad, mul(bad, 0.5), 1).logLikelihood]
  })
  expect(sums![0]).toBeCloseTo(-88, 4)
  expect([...slopes!]).toEqual([0, 0, 0, 0, -0.5, 0.5].map((value) => expect.closeTo(value, 6)))
  expect([...spoiltSums!].filter(Number.isFinite)).toEqual([])
})

const RATES = { decayM: 0.9, decayV: 0.999, scale: 3e-3, floor: 1e-8 }

/** States of parameters of these shapes. */
const statesOf = (shapes: readonly (readonly number[])[]): AdamState[] =>
  shapes.map((shape) => ({
    parameter: drawn(...shape),
    m: drawn(...shape),
    v: tidy(() => abs(drawn(...shape))),
  }))
const tensorsOf = (states: readonly AdamState[]) => states.flatMap(({ parameter, m, v }) => [parameter, m, v])

test('Adam, of parameters of several shapes; what shares their memory keeps its numbers', async () => {
  await expectSame(({ adamStep }) => {
    const shapes = [[1], [7], [785, 3], [], [784, 5]]
    const states = statesOf(shapes)
    const kept = tensorsOf(states.slice(1, 3)).map((one) => one.clone())
    const gradients = shapes.map((shape) => drawn(...shape))
    return [...tensorsOf(adamStep(states, gradients, RATES)), ...kept]
  })
})

test.each([
  ['software', 5, 12, 8],
  ['software', 33, 785, 7],
  ['gpu', 128, 20, 40],
] as const)(
  'on %s layers move as their gradients are computed: %i x %i x %i',
  async (processor, n, inputs, outputs) => {
    await expectSame(
      ({ adamStep, denseParameterGradient }) => {
        const states = statesOf([[inputs, outputs], [outputs], [inputs, outputs], [outputs]])
        const shared = states[2]!.parameter.clone()
        const gradients = [1, 2].flatMap(() => {
          const { weight, bias } = denseParameterGradient(matrix(n, inputs), matrix(n, outputs))
          return [weight, bias]
        })
        // A gradient that is looked at before, or behind, is there all the same.
        const looked = mul(gradients[2]!, 2)
        const next = tensorsOf(adamStep(states, gradients, RATES))
        return [...next, shared, looked, ...gradients]
      },
      rounding(Math.max(n, inputs, outputs)),
      kernelsFor(processor),
    )
  },
)

test('a parameter that is read while Adam writes over it is read as it was', async () => {
  const state = statesOf([[40, 30]])[0]!
  const gradient = drawn(40, 30)
  const before = state.parameter.data<'float32'>()
  const [next] = own.adamStep([state], [gradient], RATES)
  const after = await next!.parameter.data<'float32'>()
  const again = await next!.parameter.data<'float32'>()
  expect(await before).not.toEqual(after)
  expect(again).toEqual(after)
  dispose([...tensorsOf([next!, state]), gradient])
})

test.each([
  ['software', 3, 785, 2],
  ['software', 5, 12, 3],
  ['gpu', 128, 784, 1],
] as const)(
  'on %s a product and the likelihood of its logits together: %i x %i, %i samples',
  async (processor, images, pixels, samples) => {
    await expectSame(
      ({ denseForward, bernoulliLogLikelihood, sumStep }) => {
        const layer = { weight: matrix(9, pixels), bias: vector(pixels) }
        const logits = denseForward(matrix(samples * images, 9), layer, 'linear')
        const targets = abs<Tensor<Rank.R2>>(matrix(images, pixels))
        const { logLikelihood, gradient } = bernoulliLogLikelihood(logits, targets, -0.75)
        const kl = vector(images)
        const values = { logLikelihood, signal: logLikelihood, kl, gradGamma: matrix(images, 4) }
        const { sums, movingAverage } = sumStep({ ...values, movingAverage: scalar(2), kept: 0.5 })
        const each = [sums, movingAverage, logLikelihood].map((one) => mul(one, 1 / (images * pixels)))
        return [...each, gradient, logits]
      },
      1e-5,
      kernelsFor(processor),
    )
  },
)

test('what is put off and never wanted is never computed, and holds nothing', async () => {
  const before = memory().numDataBuffers
  const stop = countDispatches()
  tidy(() => {
    const layer = { weight: matrix(8, 12), bias: vector(12) }
    own.denseForward(matrix(4, 8), layer, 'linear')
    own.denseParameterGradient(matrix(4, 8), matrix(4, 12))
    own.normalNoise(7, 3, { ...KEY, step: 1 })
  })
  expect(stop()).toBe(0)
  expect(memory().numDataBuffers).toBe(before)
})

test.each(NOT_FINITE)('a gradient of %s reaches all of what Adam keeps', async (bad) => {
  const next = await read(() => {
    const state = { parameter: matrix(5, 13), m: matrix(5, 13), v: abs(matrix(5, 13)) }
    const [{ parameter, m, v }] = own.adamStep([state], [spoilt(matrix(5, 13), bad)], RATES) as [typeof state]
    return [parameter, m, v]
  })
  for (const numbers of next) expect([...numbers].filter((one) => !Number.isFinite(one))).toHaveLength(1)
})

/** Steps beyond 32 bits, and seeds that use all of them. */
const KEYS = [
  { seed: 1, stream: 2, step: 3 },
  { seed: 0xfedcba98, stream: 0xffffffff, step: 5 * 2 ** 32 + 0xf0000001 },
]

test.each(KEYS)('the words of Philox, bit for bit: %o', async (key) => {
  const words = pointwise(
    {
      name: 'words',
      writes: { words: 'i32' },
      reads: {},
      numbers: { count: 'u32', stepLow: 'u32', stepHigh: 'u32', seed: 'u32', stream: 'u32' },
      helpers: PHILOX,
    },
    `let block = philox(i, vec2u(given.stepLow, given.stepHigh), vec2u(given.seed, given.stream));
    for (var j = 0u; j < 4u; j++) { words[4u * i + j] = bitcast<i32>(block[j]); }`,
  )
  const [made] = await read(() => {
    const out = recorder.create([4000])
    const numbers = { count: 1000, ...keyNumbers(key) }
    recorder.run(words, { writes: [out], reads: [], numbers, groups: [words.groups(1000)] })
    return [out]
  })
  expect(new Uint32Array(made!.buffer)).toEqual(fillWords(new Uint32Array(4000), key))
})

test('normals are those of plain numbers to rounding', async () => {
  for (const [rows, columns] of [
    [1, 1],
    [7, 1],
    [785, 3],
    [128, 784],
  ] as const)
    for (const key of KEYS) {
      const [made] = await read(() => [own.normalNoise(rows, columns, key)])
      const expected = normal(rows * columns, key)
      expect(made).toHaveLength(expected.length)
      const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - made![i]!)), 0)
      expect(worst).toBeLessThan(2e-6)
      if (rows < 128) continue
      const moments = [1, 2, 3, 4].map((p) => made!.reduce((sum, one) => sum + one ** p / made!.length, 0))
      // Within four standard errors of 0, 1, 0, 3.
      ;[0, 1, 0, 3].forEach((moment, i) =>
        expect(Math.abs(moments[i]! - moment)).toBeLessThan(4 * Math.sqrt([1, 2, 15, 96][i]! / made!.length)),
      )
    }
})

test.each(['grey', 'binarized'] as const)('targets, %s, exactly', async (kind) => {
  for (const [count, pixels] of [
    [1, 1],
    [1, 7],
    [3, 785],
    [9, 784],
  ] as const) {
    const images = Uint8Array.from({ length: 2 * count * pixels }, (_, i) => (i * 67) % 256)
    const indices = Uint32Array.from({ length: count }, (_, i) => 2 * count - 1 - i)
    const batch = { images, isWhole: true, pixels, indices, kind, key: KEYS[1]! }
    const [made] = await read(() => [own.imageTargets(batch)])
    expect(made).toEqual(targetsOf(batch))
  }
})

test('targets of a set that is drawn while it is used: each batch has its own images, and so has the whole set later', async () => {
  const [count, pixels] = [12, 28]
  const images = new Uint8Array(count * pixels)
  for (const isWhole of [false, false, false, true, true, true])
    for (const place of [3, 7, 11]) {
      images.fill(20 * place, place * pixels, (place + 1) * pixels)
      if (isWhole) images.fill(9, 0, 3 * pixels)
      const batch = {
        images,
        isWhole,
        pixels,
        indices: Uint32Array.of(place, 0),
        kind: 'grey',
        key: KEYS[0]!,
      } as const
      const [made] = await read(() => [own.imageTargets(batch)])
      expect(made).toEqual(targetsOf(batch))
    }
})

test.each([
  [1, 1, 1],
  [7, 2, 3],
  [33, 20, 1],
  [5, 40, 64],
])('the formulas of a step: %i images, %i latents, %i samples', async (images, latent, samples) => {
  await expectSame((kernels) => formulasOfStep(kernels, images, latent, samples), 3e-6)
})

test.each([
  [1, 1, 1],
  [7, 2, 3],
  [33, 20, 1],
  [5, 200, 64],
])('the formulas of bits: %i images, %i bits, %i samples', async (images, bits, samples) => {
  await expectSame((kernels) => {
    const gamma = mul(matrix(images, bits), 9) as Tensor<Rank.R2>
    const noise = mul(matrix(samples * images, bits), 9) as Tensor<Rank.R2>
    const weight = vector(samples * images)
    const { z, kl } = kernels.drawBits(gamma, noise)
    const scores = [0, 0.3].map((exact) => kernels.bitsScoreGradient(gamma, z, weight, exact))
    return [z, mul(kl, 1 / bits), ...scores.map((one) => mul(one, 1 / samples))]
  }, 3e-6)
})

test.each([
  [1, 1, 2, 1],
  [7, 2, 3, 3],
  [33, 40, 5, 1],
  [5, 3, 64, 17],
])(
  'the formulas of classes: %i images, %i latents of %i classes, %i samples',
  async (images, latents, classes, samples) => {
    await expectSame((kernels) => {
      const width = latents * classes
      const gamma = mul(matrix(images, width), 9) as Tensor<Rank.R2>
      const noise = mul(matrix(samples * images, width), 9) as Tensor<Rank.R2>
      const weight = vector(samples * images)
      const { z, kl } = kernels.drawClasses(gamma, noise, classes)
      const scores = [0, 0.3].map((exact) => kernels.classesScoreGradient(gamma, z, weight, exact, classes))
      return [z, mul(kl, 1 / latents), ...scores.map((one) => mul(one, 1 / samples))]
    }, 6e-6)
  },
)

test('classes that are certain: no number overflows, and of equal ones the first is drawn', async () => {
  const [z, kl, gradient] = await read(() => {
    const gamma = tensor([200, -200, 0, -1e30, 1e30, 0, 5, 5, 5], [3, 3]) as Tensor<Rank.R2>
    const drawn = own.drawClasses(gamma, mul(gamma, 0), 3)
    return [drawn.z, drawn.kl, own.classesScoreGradient(gamma, drawn.z, tensor([1, 1, 1]), 0.5, 3)]
  })
  expect([...z!]).toEqual([1, 0, 0, 0, 1, 0, 1, 0, 0])
  ;[1, 1, 0].forEach((share, i) => expect(kl![i]).toBeCloseTo(share * Math.log(3), 5))
  const third = [2 / 3, -1 / 3, -1 / 3]
  ;[0, 0, 0, 0, 0, 0, ...third].forEach((value, i) => expect(gradient![i]).toBeCloseTo(value, 5))
})

test('bits that are certain: no number overflows, and the score of what was drawn is 0', async () => {
  const logits = [200, -200, 1e30, -1e30, 0]
  const [z, kl, gradient] = await read(() => {
    const gamma = tensor(logits, [5, 1]) as Tensor<Rank.R2>
    const bits = own.drawBits(gamma, tensor([1, 1, 1, 1, -1], [5, 1]))
    return [bits.z, bits.kl, own.bitsScoreGradient(gamma, bits.z, tensor([1, 1, 1, 1, 1]), 0.5)]
  })
  expect([...z!]).toEqual([1, 0, 1, 0, 0])
  ;[1, 1, 1, 1, 0].forEach((share, i) => expect(kl![i]).toBeCloseTo(share * Math.LN2, 5))
  ;[0, 0, 0, 0, -0.5].forEach((value, i) => expect(gradient![i]).toBeCloseTo(value, 6))
})

test('where there is more work than workgroups, these go on until all is done', async () => {
  const few: Recorder = {
    ...recorder,
    run: (kernel, dispatch) =>
      recorder.run(kernel, { ...dispatch, groups: [Math.min(2, dispatch.groups[0])] }),
  }
  const limited = kernelsFor('software', few)
  await expectSame(
    ({ bernoulliLogLikelihood, adamStep, drawLatents, drawBits: draw, bitsScoreGradient: score }) => {
      const { logLikelihood, gradient } = bernoulliLogLikelihood(matrix(7, 5), abs(matrix(7, 5)), 1)
      const state = { parameter: vector(500), m: vector(500), v: abs(vector(500)) }
      const [next] = adamStep([state], [vector(500)], RATES)
      const { z, kl } = drawLatents(matrix(5, 6), matrix(10, 3))
      const logits = matrix(70, 3)
      const bits = draw(logits, matrix(140, 3))
      const ofBits = [bits.z, bits.kl, score(logits, bits.z, vector(140), 0.3)]
      return [logLikelihood, gradient, next!.parameter, next!.m, next!.v, z, kl, ...ofBits]
    },
    1e-5,
    limited,
  )
})

test('nothing of the KL is in a gradient without it, however large a variance has grown', async () => {
  const [gradient] = await read(() => {
    const gamma = tensor([0, 300], [1, 2]) as Tensor<Rank.R2>
    return [own.scoreGradient(gamma, matrix(1, 1), vector(1), 0)]
  })
  expect([...gradient!].every(Number.isFinite)).toBe(true)
})

const countDispatches = () => countCalls(GPUComputePassEncoder.prototype, 'dispatchWorkgroups')

test.each([
  ['reparameterized', { estimator: 'reparameterized' }],
  ['score function', { estimator: 'score-function', baseline: 'moving-average' }],
  [
    'score function with 20 bits',
    { family: 'bernoulli', latent: 20, estimator: 'score-function', baseline: 'moving-average' },
  ],
  [
    'score function with 10 latents of 10 classes',
    {
      family: 'categorical',
      latent: 10,
      classes: 10,
      estimator: 'score-function',
      baseline: 'moving-average',
    },
  ],
] as const)('a step of %s is few dispatches, and leaves no tensors behind', async (name, changes) => {
  const byKernels = await takeSteps(5, changes, countDispatches)
  chooseKernels('composed')
  const composed = await takeSteps(2, changes, countDispatches)
  const [few, many] = [byKernels[1]!.calls, composed[1]!.calls]
  console.info(`dispatches of a step, ${name}: ${few}, composed of TF.js's operations: ${many}`)
  expect(few).toBeLessThanOrEqual(name === 'reparameterized' ? 15 : 17)
  expect(new Set(byKernels.map(({ tensors }) => tensors)).size).toBe(1)
  composed.forEach(({ loss }, i) => expect(Math.abs(loss / byKernels[i]!.loss - 1)).toBeLessThan(1e-4))
})

test.each(['batch', 'leave-one-out'] as const)(
  'baseline %s, composed, costs a few more',
  async (baseline) => {
    const [, second] = await takeSteps(
      2,
      { estimator: 'score-function', baseline, samples: 4 },
      countDispatches,
    )
    expect(second!.calls).toBeLessThanOrEqual(22)
  },
)

test('twenty steps with and without kernels agree', async () => {
  const byKernels = await takeSteps(20, {}, countDispatches)
  chooseKernels('composed')
  const composed = await takeSteps(20, {}, countDispatches)
  composed.forEach(({ loss }, i) => expect(Math.abs(loss / byKernels[i]!.loss - 1)).toBeLessThan(1e-4))
})

test('small tensors are read together, more than rest in one buffer of the ring too, and while others are read', async () => {
  const tensors = [1, 7, 5000, 3].map((size) => vector(size))
  const expected = await Promise.all(tensors.map((one) => one.data<'float32'>()))
  const [all, some] = [readTogether(tensors), readTogether(tensors.slice(0, 2))]
  dispose(tensors)
  expect(await all).toEqual(expected)
  expect(await some).toEqual(expected.slice(0, 2))
  chooseKernels('composed')
  const again = [matrix(2, 3), vector(1)]
  const numbers = await readTogether(again)
  expect(numbers).toEqual(await Promise.all(again.map((one) => one.data<'float32'>())))
  dispose(again)
})

test('a run reads back once a slice, with at most one more under way', async () => {
  const { settings, batches, training } = trainingOf({})
  const slices: number[] = []
  let [issued, underWay] = [0, 0]
  const stop = countCalls(GPUBuffer.prototype, 'mapAsync')
  await runLoop([{ training, live: () => liveSettings(settings) }], {
    inputs: createStepInputs(settings, batches),
    wanted: () => training.step < 40,
    boundary: () => false,
    settled: ([reports]) => slices.push(reports!.length) > 0,
    between: () => void (underWay = Math.max(underWay, ++issued - slices.length)),
  })
  training.dispose()
  expect(stop()).toBe(slices.length)
  expect(slices.reduce((steps, one) => steps + one, 0)).toBe(40)
  expect(underWay).toBe(2)
})

test('slices of 64 steps, whose sums are kept until the next but one has been issued, make no bind group or buffer anew', () => {
  const { settings, training } = trainingOf({ hidden: [8], latent: 2 })
  const live = liveSettings(settings)
  const slices: Tensor[][] = []
  const takeSlice = (): void => {
    slices.push(Array.from({ length: 64 }, () => training.advance(live).sums))
    if (slices.length > 2) dispose(slices.shift()!)
  }
  for (let i = 0; i < 16; i++) takeSlice()
  const counts = ['createBindGroup', 'createBuffer'].map((method) => countCalls(GPUDevice.prototype, method))
  for (let i = 0; i < 2; i++) takeSlice()
  const made = counts.map((stop) => stop())
  dispose(slices.flat())
  training.dispose()
  expect(made).toEqual([0, 0])
})
