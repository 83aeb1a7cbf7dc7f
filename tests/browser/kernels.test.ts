/**
 * Every kernel against the operations composed of TF.js's own, over odd sizes; what they make of numbers that are not
 * finite; and that tensors neither leak nor change under anyone's hands. On this page's thread, so without helpers;
 * with them: kernels-threads.test.ts.
 */
import {
  abs,
  add,
  fill,
  matMul,
  memory,
  mul,
  reshape,
  round,
  tensor,
  tidy,
  zerosLike,
  type Rank,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
} from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startDevice } from '../../src/engine/backend/devices.ts'
import { createBatches } from '../../src/engine/batches.ts'
import { createTraining, releaseCheckpoint, checkpointTensors } from '../../src/engine/training.ts'
import { sumStep } from '../../src/estimators/step-sums.ts'
import { bitsScoreGradient, drawBits } from '../../src/families/bernoulli/formulas.ts'
import { classesScoreGradient, drawClasses } from '../../src/families/categorical/formulas.ts'
import { drawLatents, pathwiseGradient, scoreGradient } from '../../src/families/gaussian/formulas.ts'
import { uniform } from '../../src/math/random.ts'
import { COMPOSED } from '../../src/ops/composed/index.ts'
import { readLarge, readTogether } from '../../src/ops/readback.ts'
import { chooseKernels, ops } from '../../src/ops/table.ts'
import type { AdamState, Ops } from '../../src/ops/types.ts'
import { drawNorms } from '../../src/variance/ghost-norm.ts'
import { DEFAULT_SETTINGS, liveSettings, type Settings } from '../../src/protocol/settings.ts'

let own: Ops
let tensorsBefore = 0

beforeAll(async () => {
  await startDevice('wasm')
  own = ops()
})
beforeEach(() => {
  tensorsBefore = memory().numTensors
})
afterEach(() => {
  chooseKernels('own')
  expect(memory().numTensors).toBe(tensorsBefore)
})
afterAll(() => chooseKernels('own'))

const KEY = { seed: 5, stream: 0 }
let draws = 0

/** Values in (-1, 1), of which `zeros` are 0, never the same twice. */
function values(size: number, zeros = 0): Float32Array {
  const numbers = uniform(size, -1, 1, { ...KEY, step: ++draws })
  const kept = uniform(size, 0, 1, { ...KEY, step: ++draws })
  return numbers.map((value, i) => (kept[i]! < zeros ? 0 : value))
}

const matrix = (rows: number, columns: number, zeros = 0) =>
  tensor(values(rows * columns, zeros), [rows, columns]) as Tensor2D
const vector = (length: number) => tensor(values(length), [length]) as Tensor1D

const size = fc.constantFrom(1, 2, 3, 5, 6, 7, 8, 9, 13, 40, 128, 400, 784, 785)
const fewer = fc.constantFrom(1, 2, 3, 4, 5, 7, 40, 785)
const rows = fc.constantFrom(1, 5, 6, 7, 128, 131)
const zeros = fc.constantFrom(0, 0.5, 0.97, 1)

const worst = (actual: Tensor, expected: Tensor): number => {
  expect(actual.shape).toEqual(expected.shape)
  expect(actual.dtype).toBe('float32')
  const a = actual.dataSync<'float32'>()
  return expected.dataSync<'float32'>().reduce((most, value, i) => Math.max(most, Math.abs(value - a[i]!)), 0)
}

/** Sums of `terms` products of numbers below 1, in whatever order. */
const rounding = (terms: number) => 4e-7 * (1 + terms) ** 0.75

const check = <T>(arbitrary: fc.Arbitrary<T>, property: (drawn: T) => void, numRuns = 40) =>
  fc.assert(
    fc.property(arbitrary, (drawn) => void tidy(() => property(drawn))),
    { seed: 1, numRuns },
  )

test('the kernels are in place', () => {
  expect(own).not.toBe(COMPOSED)
  chooseKernels('composed')
  expect(ops()).toBe(COMPOSED)
})

test.each(['relu', 'linear', 'tanh'] as const)('dense forward, %s', (activation) => {
  check(fc.tuple(rows, size, size, zeros), ([n, from, to, share]) => {
    const x = matrix(n, from, share)
    const layer = { weight: matrix(from, to), bias: vector(to) }
    const expected = COMPOSED.denseForward(x, layer, activation)
    expect(worst(own.denseForward(x, layer, activation), expected)).toBeLessThan(rounding(from))
  })
})

/** Large enough for the kernel that leaves zeros out, which small products do without. */
const LARGE = [
  [131, 785, 41],
  [128, 784, 400],
  [35, 2500, 13],
  [4100, 7, 85],
  [2, 784, 800], // fewer rows than a chunk has pieces
] as const

test.each(LARGE)('products with many zeros, %i x %i x %i', (n, from, to) => {
  for (const share of [0.3, 0.5, 0.99])
    tidy(() => {
      const x = matrix(n, from, share)
      const layer = { weight: matrix(from, to), bias: vector(to) }
      for (const activation of ['relu', 'linear'] as const) {
        const expected = COMPOSED.denseForward(x, layer, activation)
        expect(worst(own.denseForward(x, layer, activation), expected)).toBeLessThan(rounding(from))
      }
      const delta = matrix(n, to)
      const expected = COMPOSED.denseParameterGradient(x, delta)
      const actual = own.denseParameterGradient(x, delta)
      expect(worst(actual.weight, expected.weight)).toBeLessThan(rounding(n))
      expect(worst(actual.bias, expected.bias)).toBeLessThan(rounding(n))
    })
})

test('with fewer rows than a chunk has pieces, nothing is added twice', () => {
  tidy(() => {
    const whole = (of: Tensor2D) => round(mul(of, 8)) as Tensor2D // their sums are exact
    const [x, delta] = [whole(matrix(2000, 3, 0.5)), whole(matrix(2000, 400))] // in two parts: added to the first
    const expected = COMPOSED.denseParameterGradient(x, delta)
    const actual = own.denseParameterGradient(x, delta)
    expect(worst(actual.weight, expected.weight)).toBe(0)
    expect(worst(actual.bias, expected.bias)).toBe(0)
  })
})

test('gradient of weights and biases', () => {
  check(fc.tuple(rows, size, size, zeros), ([n, from, to, share]) => {
    const x = matrix(n, from, share)
    const delta = matrix(n, to)
    const expected = COMPOSED.denseParameterGradient(x, delta)
    const actual = own.denseParameterGradient(x, delta)
    expect(worst(actual.weight, expected.weight)).toBeLessThan(rounding(n))
    expect(worst(actual.bias, expected.bias)).toBeLessThan(rounding(n))
  })
})

test('gradient of the input', () => {
  check(fc.tuple(rows, size, size), ([n, from, to]) => {
    const delta = matrix(n, to)
    const layer = { weight: matrix(from, to), bias: vector(to) }
    const expected = COMPOSED.denseInputGradient(delta, layer)
    expect(worst(own.denseInputGradient(delta, layer), expected)).toBeLessThan(rounding(to))
  })
})

test.each(['relu', 'linear', 'tanh'] as const)(
  'gradient of what went into the activation, %s',
  (activation) => {
    check(fc.tuple(rows, size, size), ([n, from, to]) => {
      const delta = matrix(n, to)
      const layer = { weight: matrix(from, to), bias: vector(to) }
      const behind = { output: matrix(n, from, 0.3), activation }
      const expected = COMPOSED.denseInputGradient(delta, layer, behind)
      const actual = own.denseInputGradient(delta, layer, behind)
      expect(worst(actual, expected)).toBeLessThan(rounding(to))
    })
  },
)

const WEIGHT = -0.75

/** In float64, from the definition. */
function bernoulliReference(logits: Float32Array, targets: Float32Array) {
  let logLikelihood = 0
  const gradient = logits.map((l, i) => {
    logLikelihood += targets[i]! * l - Math.max(l, 0) - Math.log1p(Math.exp(-Math.abs(l)))
    return targets[i]! - 1 / (1 + Math.exp(-l))
  })
  return { logLikelihood, gradient }
}

test('Bernoulli log-likelihood and gradient, against float64 and against the composed version', () => {
  check(
    fc.tuple(rows, size, fc.constantFrom(0.01, 1, 10, 60), fc.constantFrom(1, 3)),
    ([n, width, scale, samples]) => {
      const logits = tensor(
        values(samples * n * width).map((value) => scale * value),
        [samples * n, width],
      ) as Tensor2D
      const targets = tensor(values(n * width, 0.8).map(Math.abs), [n, width]) as Tensor2D
      const actual = own.bernoulliLogLikelihood(logits, targets, WEIGHT)
      const expected = COMPOSED.bernoulliLogLikelihood(logits, targets, WEIGHT)
      expect(worst(actual.gradient, expected.gradient)).toBeLessThan(1e-6)

      const [l, x] = [logits.dataSync<'float32'>(), targets.dataSync<'float32'>()]
      const sums = actual.logLikelihood.dataSync()
      const slopes = actual.gradient.dataSync()
      for (let row = 0; row < samples * n; row++) {
        const [from, to] = [row * width, (row + 1) * width]
        const target = x.subarray((row % n) * width, ((row % n) + 1) * width)
        const exact = bernoulliReference(l.subarray(from, to), target)
        expect(Math.abs(sums[row]! / exact.logLikelihood - 1)).toBeLessThan(2e-6)
        exact.gradient.forEach((slope, i) =>
          expect(Math.abs(slopes[from + i]! - WEIGHT * slope)).toBeLessThan(2e-7),
        )
      }
    },
  )
})

test('Bernoulli with logits beyond where exp overflows', () => {
  tidy(() => {
    const logits = tensor([200, -200, 1e30, -1e30, 88, -88], [1, 6]) as Tensor2D
    const targets = tensor([1, 0, 1, 0, 0.5, 0.5], [1, 6]) as Tensor2D
    const { logLikelihood, gradient } = own.bernoulliLogLikelihood(logits, targets, 1)
    expect(logLikelihood.dataSync()[0]).toBeCloseTo(-88, 4)
    expect([...gradient.dataSync()]).toEqual([0, 0, 0, 0, -0.5, 0.5].map((value) => expect.closeTo(value, 6)))
  })
})

test('Adam', () => {
  const rates = { decayM: 0.9, decayV: 0.999, scale: 3e-3, floor: 1e-8 }
  check(fc.tuple(fewer, fewer), ([n, width]) => {
    const state = { parameter: matrix(n, width), m: matrix(n, width), v: abs(matrix(n, width)) }
    const gradient = matrix(n, width, 0.2)
    const kept = reshape(state.parameter, [-1])
    const before = kept.dataSync().slice()
    const other = { parameter: vector(width), m: vector(width), v: abs(vector(width)) }
    const given = [[state, other], [gradient, vector(width)], rates] as const
    const expected = COMPOSED.adamStep(...given)
    own.adamStep(...given).forEach((actual, i) => {
      for (const key of ['parameter', 'm', 'v'] as const)
        expect(worst(actual[key], expected[i]![key])).toBeLessThan(key === 'parameter' ? 1e-5 : 2e-7)
    })
    expect(kept.dataSync()).toEqual(before)
  })
})

test('Adam takes over the memory of what nobody else holds', () => {
  tidy(() => {
    const state = { parameter: vector(7), m: vector(7), v: abs(vector(7)) }
    const held = reshape(state.v, [7]) // a clone would be a copy
    const before = memory().numDataBuffers
    const [next] = own.adamStep([state], [vector(7)], { decayM: 0.9, decayV: 0.999, scale: 1, floor: 1e-8 })
    expect(memory().numDataBuffers).toBe(before + 2) // the gradient, and v
    expect(next!.parameter.dataId).toBe(state.parameter.dataId)
    expect(next!.m.dataId).toBe(state.m.dataId)
    expect(next!.v.dataId).not.toBe(held.dataId)
  })
})

test.each([1, 8])('Adam forgets what moves nothing, of %i values', (length) => {
  tidy(() => {
    const all = (value: number) => fill([length], value) as Tensor1D
    let states: readonly AdamState[] = [{ parameter: all(1), m: all(1e-27), v: all(1e-30) }]
    const rates = { decayM: 0.9, decayV: 0.999, scale: 1e-3, floor: 1e-8 }
    for (let step = 0; step < 100; step++) states = own.adamStep(states, [all(0)], rates)
    expect([...states[0]!.m.dataSync()]).toEqual(Array(length).fill(0))
    expect([...states[0]!.parameter.dataSync()]).toEqual(Array(length).fill(1))
  })
})

const latents = fc.constantFrom(1, 2, 3, 4, 5, 7, 8, 20, 33)
const samples = fc.constantFrom(1, 2, 7)
const key = fc.record({ seed: fc.nat(), stream: fc.nat(20), step: fc.constantFrom(0, 7, 2 ** 32 + 5) })

test('noise is that of math/random.ts to rounding', () => {
  check(fc.tuple(rows, latents, key), ([n, width, drawn]) => {
    const expected = COMPOSED.normalNoise(n, width, drawn)
    expect(worst(own.normalNoise(n, width, drawn), expected)).toBeLessThan(2e-6)
  })
  const expected = COMPOSED.normalNoise(512, 512, { seed: 1, stream: 2, step: 3 })
  const actual = own.normalNoise(512, 512, { seed: 1, stream: 2, step: 3 })
  expect(worst(actual, expected)).toBeLessThan(5e-6)
  expected.dispose()
  actual.dispose()
})

test('targets are those of math/targets.ts, grey and binarized', () => {
  check(fc.tuple(rows, fewer, key, fc.constantFrom('grey', 'binarized')), ([count, pixels, drawn, kind]) => {
    const images = Uint8Array.from(values(2 * count * pixels, 0.6), (value) => Math.abs(value) * 256)
    const indices = Uint32Array.from({ length: count }, (_, i) => (i * 5) % (2 * count))
    const batch = { images, isWhole: true, pixels, indices, kind, key: drawn }
    expect(worst(own.imageTargets(batch), COMPOSED.imageTargets(batch))).toBe(0)
  })
})

/** The same formula by its kernel and as it is written out. */
function bothWays<T>(formula: () => T): [T, T] {
  const actual = formula()
  chooseKernels('composed')
  const expected = formula()
  chooseKernels('own')
  return [actual, expected]
}

test('draws of the latents, and the gradient with respect to gamma by either estimator', () => {
  check(fc.tuple(rows, latents, samples), ([images, latent, drawn]) => {
    const gamma = matrix(images, 2 * latent)
    const noise = matrix(drawn * images, latent)
    const dz = matrix(drawn * images, latent)
    const [draws, written] = bothWays(() => drawLatents(gamma, noise))
    expect(worst(draws.z, written.z)).toBeLessThan(1e-6)
    expect(worst(draws.kl, written.kl)).toBeLessThan(1e-6 * (1 + latent))
    for (const kl of [
      { exact: 0.7, prior: 0, posterior: 0, entropy: 0 },
      { exact: 0, prior: 0.3, posterior: 0, entropy: 0.2 },
      { exact: 0, prior: 0.3, posterior: 0.3, entropy: 0 },
    ]) {
      const [actual, expected] = bothWays(() => pathwiseGradient(gamma, noise, dz, kl))
      expect(worst(actual, expected)).toBeLessThan(1e-6 * (1 + drawn))
    }
    const weight = vector(drawn * images)
    for (const exact of [0, 0.7]) {
      const [actual, expected] = bothWays(() => scoreGradient(gamma, noise, weight, exact))
      expect(worst(actual, expected)).toBeLessThan(2e-6 * (1 + drawn))
    }
  })
})

test('a variance beyond all bounds stays infinite, and adds nothing where the KL has no weight', () => {
  tidy(() => {
    const gamma = tensor([0, 0, 400, -400], [1, 4]) as Tensor2D
    const noise = tensor([1, 1], [1, 2]) as Tensor2D
    expect([...drawLatents(gamma, noise).z.dataSync()]).toEqual([Infinity, expect.closeTo(0, 6)])
    const none = { exact: 0, prior: 0, posterior: 0, entropy: 0 }
    const still = tensor([0, 0], [1, 2]) as Tensor2D
    expect([
      ...scoreGradient(gamma, still, tensor([1]) as Tensor1D, 0)
        .dataSync()
        .slice(0, 1),
    ]).toEqual([0])
    expect(pathwiseGradient(gamma, still, still, none).dataSync()[0]).toBe(0)
  })
})

/** What differs between a discrete family's formulas; its logits and noise are in (-9, 9), so that some codes are certain. */
function checkDiscrete(
  [images, width, drawn]: readonly [number, number, number],
  draw: (gamma: Tensor2D, noise: Tensor2D) => { readonly z: Tensor2D; readonly kl: Tensor1D },
  score: (gamma: Tensor2D, z: Tensor2D, weight: Tensor1D, exact: number) => Tensor2D,
): void {
  const gamma = mul(matrix(images, width), 9) as Tensor2D
  const noise = mul(matrix(drawn * images, width), 9) as Tensor2D
  const [draws, written] = bothWays(() => draw(gamma, noise))
  expect(worst(draws.z, written.z)).toBe(0)
  expect(worst(draws.kl, written.kl)).toBeLessThan(3e-6 * (1 + width))
  const weight = vector(drawn * images)
  for (const exact of [0, 0.7]) {
    const [actual, expected] = bothWays(() => score(gamma, draws.z, weight, exact))
    expect(worst(actual, expected)).toBeLessThan(2e-6 * (1 + drawn))
  }
}

test('draws of bits, and the gradient with respect to gamma by their score', () => {
  check(fc.tuple(rows, latents, samples), (sizes) => {
    checkDiscrete(sizes, drawBits, bitsScoreGradient)
  })
})

const classes = fc.constantFrom(2, 3, 4, 5, 8, 10, 64)

test('draws of classes, and the gradient with respect to gamma by their score', () => {
  check(fc.tuple(rows, fc.constantFrom(1, 2, 3), samples, classes), ([images, latent, drawn, count]) => {
    checkDiscrete(
      [images, latent * count, drawn],
      (gamma, noise) => drawClasses(gamma, noise, count),
      (gamma, z, weight, exact) => classesScoreGradient(gamma, z, weight, exact, count),
    )
  })
})

test('bits that are certain: no number overflows, and the score of what was drawn is 0', () => {
  tidy(() => {
    const gamma = tensor([200, -200, 1e30, -1e30, 0], [5, 1]) as Tensor2D
    const { z, kl } = drawBits(gamma, tensor([1, 1, 1, 1, -1], [5, 1]))
    const gradient = bitsScoreGradient(gamma, z, fill([5], 1) as Tensor1D, 0.5)
    expect([...z.dataSync()]).toEqual([1, 0, 1, 0, 0])
    const nats = [1, 1, 1, 1, 0].map((share) => expect.closeTo(share * Math.LN2, 6))
    expect([...kl.dataSync()]).toEqual(nats)
    expect([...gradient.dataSync()]).toEqual([0, 0, 0, 0, -0.5].map((value) => expect.closeTo(value, 6)))
  })
})

test('classes that are certain: no number overflows, and of equal ones the first is drawn', () => {
  tidy(() => {
    const gamma = tensor([200, -200, 0, -1e30, 1e30, 0, 5, 5, 5], [3, 3]) as Tensor2D
    const { z, kl } = drawClasses(gamma, zerosLike(gamma), 3)
    const gradient = classesScoreGradient(gamma, z, fill([3], 1) as Tensor1D, 0.5, 3)
    expect([...z.dataSync()]).toEqual([1, 0, 0, 0, 1, 0, 1, 0, 0])
    expect([...kl.dataSync()]).toEqual([1, 1, 0].map((share) => expect.closeTo(share * Math.log(3), 5)))
    const third = [2 / 3, -1 / 3, -1 / 3]
    const expected = [0, 0, 0, 0, 0, 0, ...third].map((value) => expect.closeTo(value, 5))
    expect([...gradient.dataSync()]).toEqual(expected)
  })
})

test.each([NaN, Infinity, -Infinity])('logits of %s are not lost', (bad) => {
  check(fc.tuple(fc.constantFrom(1, 5), fc.constantFrom(4, 12)), ([images, width]) => {
    const gamma = spoilt(matrix(images, width), bad)
    const [noise, weight] = [matrix(images, width), vector(images)]
    const [bits, writtenBits] = bothWays(() => drawBits(gamma, noise).kl)
    staysSpoilt(bits, writtenBits)
    const [ofBits, writtenOfBits] = bothWays(() => bitsScoreGradient(gamma, noise, weight, 1))
    staysSpoilt(ofBits, writtenOfBits)
    const [groups, writtenGroups] = bothWays(() => drawClasses(gamma, noise, 4).kl)
    staysSpoilt(groups, writtenGroups)
    const [ofGroups, writtenOfGroups] = bothWays(() => classesScoreGradient(gamma, noise, weight, 1, 4))
    staysSpoilt(ofGroups, writtenOfGroups)
  })
})

test('sums of a step', () => {
  check(fc.tuple(rows, latents, samples), ([images, latent, drawn]) => {
    const given = {
      logLikelihood: vector(drawn * images),
      signal: vector(drawn * images),
      kl: vector(images),
      gradGamma: matrix(images, 2 * latent),
      movingAverage: tensor(3, []) as Scalar,
      kept: 0.8,
    }
    const [actual, expected] = bothWays(() => sumStep(given))
    expect(worst(actual.sums, expected.sums)).toBeLessThan(4e-6 * given.gradGamma.size + 1e-5)
    expect(worst(actual.movingAverage, expected.movingAverage)).toBeLessThan(2e-6)
  })
})

/** The norms of src/variance/ghost-norm.ts, and the largest that each could be, in double precision. */
function exactNorms(gram: Tensor2D, deltas: Tensor3D, centre: Tensor2D) {
  const [count, images, width] = deltas.shape
  const [k, d, m] = [gram, deltas, centre].map((one) => Float64Array.from(one.dataSync()))
  const apart = (draw: number, b: number, j: number) =>
    d![(draw * images + b) * width + j]! - m![b * width + j]!
  return Array.from({ length: count }, (_, draw) => {
    const sums = { squares: 0, projections: 0, size: 0 }
    for (let a = 0; a < images; a++)
      for (let b = 0; b < images; b++)
        for (let j = 0; j < width; j++) {
          const weighted = k![a * images + b]! * apart(draw, a, j)
          sums.squares += weighted * apart(draw, b, j)
          sums.projections += weighted * m![b * width + j]!
          sums.size += Math.abs(weighted) * Math.max(Math.abs(apart(draw, b, j)), 1)
        }
    return sums
  })
}

const widths = fc.constantFrom(1, 3, 4, 5, 8, 11, 40)

test('norms of gradients of many draws, and one that is not a number', () => {
  check(fc.tuple(fc.constantFrom(1, 2, 5, 6, 7, 64), widths, samples), ([images, width, count]) => {
    const x = matrix(images, 9)
    const gram = add(matMul(x, x, false, true), 1) as Tensor2D
    const centre = matrix(images, width)
    const deltas = reshape<Rank.R3>(matrix(count * images, width), [count, images, width])
    const both = bothWays(() => drawNorms(gram, deltas, centre))
    const exact = exactNorms(gram, deltas, centre)
    for (const { squares, projections } of both) {
      const [found, along] = [squares.dataSync(), projections.dataSync()]
      exact.forEach((one, draw) => {
        expect(Math.abs(found[draw]! - one.squares)).toBeLessThan(1e-6 * one.size)
        expect(Math.abs(along[draw]! - one.projections)).toBeLessThan(1e-6 * one.size)
      })
    }
    const lost = reshape<Rank.R3>(spoilt(matrix(count * images, width), NaN), deltas.shape)
    const [actual, expected] = bothWays(() => drawNorms(gram, lost, centre))
    staysSpoilt(actual.squares, expected.squares)
    staysSpoilt(actual.projections, expected.projections)
  })
})

const NOT_FINITE = [NaN, Infinity, -Infinity]

/** A copy with `value` at a place that changes from call to call. */
const spoilt = <T extends Tensor>(clean: T, value: number): T => {
  const numbers = clean.dataSync().slice()
  numbers[(7919 * ++draws) % numbers.length] = value
  return tensor(numbers, clean.shape) as T
}

/** Wherever the composed version is not finite, the kernel must not be either. */
function staysSpoilt(actual: Tensor, expected: Tensor): void {
  const numbers = actual.dataSync()
  const lost = expected
    .dataSync()
    .findIndex((value, i) => !Number.isFinite(value) && Number.isFinite(numbers[i]!))
  expect(lost).toBe(-1)
}

test.each(NOT_FINITE)('%s is not lost, not even where the other factor is zero', (bad) => {
  const large = fc.constantFrom(...LARGE)
  check(
    fc.tuple(fc.oneof(fc.tuple(rows, size, size), large), zeros),
    ([[n, from, to], share]) => {
      const x = matrix(n, from, share)
      const delta = matrix(n, to)
      const layer = { weight: matrix(from, to), bias: vector(to) }
      const badWeight = { ...layer, weight: spoilt(layer.weight, bad) }
      for (const [input, parameters] of [
        [spoilt(x, bad), layer],
        [x, badWeight],
        [x, { ...layer, bias: spoilt(layer.bias, bad) }],
      ] as const)
        staysSpoilt(
          own.denseForward(input, parameters, 'linear'),
          COMPOSED.denseForward(input, parameters, 'linear'),
        )
      for (const [input, slope] of [
        [spoilt(x, bad), delta],
        [x, spoilt(delta, bad)],
      ] as const) {
        const actual = own.denseParameterGradient(input, slope)
        const expected = COMPOSED.denseParameterGradient(input, slope)
        staysSpoilt(actual.weight, expected.weight)
        staysSpoilt(actual.bias, expected.bias)
      }
      staysSpoilt(own.denseInputGradient(delta, badWeight), COMPOSED.denseInputGradient(delta, badWeight))
    },
    15,
  )
})

test.each(NOT_FINITE)('%s reaches what the likelihood and the optimizer give', (bad) => {
  tidy(() => {
    const logits = spoilt(matrix(5, 13), bad)
    const likelihood = own.bernoulliLogLikelihood(logits, abs(matrix(5, 13)), 1)
    expect([...likelihood.logLikelihood.dataSync()].filter((value) => !Number.isFinite(value))).toHaveLength(
      1,
    )
    const state = { parameter: matrix(5, 13), m: matrix(5, 13), v: abs(matrix(5, 13)) }
    const [next] = own.adamStep([state], [spoilt(matrix(5, 13), bad)], {
      decayM: 0.9,
      decayV: 0.999,
      scale: 1,
      floor: 1,
    })
    for (const one of [next!.parameter, next!.m, next!.v])
      expect([...one.dataSync()].filter((value) => !Number.isFinite(value))).toHaveLength(1)
  })
})

const IMAGES = Uint8Array.from({ length: 256 * 784 }, (_, i) => (i % 7 < 5 ? 0 : (i * 31) & 255))

function trainingOf(settings: Settings) {
  const batches = createBatches({ images: IMAGES, labels: null, count: 256 }, settings)
  const training = createTraining(settings, batches)
  const step = () => {
    const { sums } = training.advance(liveSettings(settings))
    const [recon, kl] = sums.dataSync()
    sums.dispose()
    return (kl! - recon!) / settings.batch
  }
  return { training, step }
}

test.each(['own', 'composed'] as const)(
  'tensors are read into one buffer of their own, at the values of the moment (%s)',
  async (choice) => {
    chooseKernels(choice)
    const tensors = [[7], [3, 4], [], [784, 40]].map((shape) =>
      tensor(values(shape.reduce((a, b) => a * b, 1)), shape),
    )
    const expected = tensors.map((one) => one.dataSync<'float32'>())
    for (const read of [readLarge, readTogether]) {
      const found = await read(tensors)
      expect(found).toEqual(expected)
      expect(new Set(found.map(({ buffer }) => buffer)).size).toBe(1)
      expect(found[0]!.buffer.byteLength).toBe(4 * found.reduce((sum, { length }) => sum + length, 0))
    }
    const reading = readTogether(tensors)
    tensors.forEach((one) => one.dispose())
    expect(await reading).toEqual(expected)
  },
)

test('twenty steps with and without kernels agree', () => {
  const losses = (['own', 'composed'] as const).map((choice) => {
    chooseKernels(choice)
    const { training, step } = trainingOf(DEFAULT_SETTINGS)
    const made = Array.from({ length: 20 }, step)
    training.dispose()
    return made
  })
  losses[0]!.forEach((loss, i) => expect(Math.abs(loss / losses[1]![i]! - 1)).toBeLessThan(1e-4))
})

test('2,000 steps leave the number of tensors unchanged, and a checkpoint as it was', () => {
  const settings: Settings = { ...DEFAULT_SETTINGS, hidden: [24], latent: 3, batch: 16 }
  const { training, step } = trainingOf(settings)
  const checkpoint = training.checkpoint()
  const kept = checkpointTensors(checkpoint)
  const before = kept.map((one) => one.dataSync().slice())
  const first = step()
  const tensors = memory().numTensors
  for (let i = 1; i < 2000; i++) step()
  expect(memory().numTensors).toBe(tensors)
  kept.forEach((one, i) => expect(one.dataSync()).toEqual(before[i]))
  training.restore(checkpoint)
  expect(step()).toBe(first)
  releaseCheckpoint(checkpoint)
  training.dispose()
})
