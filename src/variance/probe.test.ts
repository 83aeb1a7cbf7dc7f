/**
 * The probe against brute force: the full gradients of every encoder weight, formed explicitly for the same
 * draws.
 */
import '@tensorflow/tfjs-backend-cpu'
import { dispose, memory, scalar, setBackend, slice, tensor2d, type Tensor } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { elboGradient } from '../estimators/elbo-gradient.ts'
import type { EstimatorId } from '../estimators/metas.ts'
import { ESTIMATORS } from '../estimators/registry.ts'
import { varianceInterval } from '../math/jackknife.ts'
import { pooledWeights } from '../math/pooled-mean.ts'
import { normal, uniform } from '../math/random.ts'
import { initialValues, type Architecture } from '../model/architecture.ts'
import { asNetwork, uploadParameters } from '../model/parameters.ts'
import { FAMILIES } from '../families/registry.ts'
import { drawsBesideOf, estimatorsFor, metaOf } from '../protocol/estimators.ts'
import { ELBO, GAUSSIAN, GAUSSIAN_ESTIMATORS, gaussianWidths } from '../../tests/support/gaussian.ts'
import { summarise } from '../engine/probe-report.ts'
import { mlpForward } from '../model/mlp.ts'
import type { LayerSquares } from './encoder-norms.ts'
import { chooseWeights } from './single-weights.ts'
import { drawCoordinates, measureVariance, type ProbeInput } from './probe.ts'

const IMAGES = 6
const DRAWS = 8
const architecture: Architecture = {
  pixels: 13,
  ...gaussianWidths(3),
  hidden: [9, 7],
  activation: 'relu',
  likelihood: 'bernoulli',
  sigma: 1,
}
const key = { seed: 5, stream: 0, step: 0 }
const noise = (draw: number, rows: number) =>
  normal(rows * architecture.code, { ...key, stream: 2, step: draw })

beforeAll(() => setBackend('cpu'))

function given(samples: number, baseline: ProbeInput['baseline']): ProbeInput & { readonly owned: Tensor[] } {
  const parameters = uploadParameters(architecture, initialValues(architecture, key))
  const values = uniform(IMAGES * architecture.pixels, 0, 1, { ...key, stream: 1 })
  const targets = tensor2d(values, [IMAGES, architecture.pixels])
  const movingAverage = scalar(-5)
  return {
    architecture,
    network: asNetwork(architecture, parameters),
    family: GAUSSIAN,
    objective: ELBO,
    targets,
    movingAverage,
    noise,
    noiseBeside: (draw, rows) => normal(rows * architecture.code, { ...key, stream: 3, step: draw }),
    estimators: GAUSSIAN_ESTIMATORS,
    draws: DRAWS,
    samples,
    beta: 0.8,
    temperature: 1,
    dial: 1,
    kl: 'closed-form',
    baseline,
    owned: [...parameters, targets, movingAverage],
  }
}

/** The flat encoder gradient of one draw, one array per layer (weight, then bias). */
function explicit(input: ProbeInput, id: EstimatorId, draw: number): number[][] {
  const { architecture, network, targets, samples, beta, kl, baseline, movingAverage } = input
  const rows = IMAGES * samples
  const draws = tensor2d(input.noise(draw, rows), [rows, architecture.code])
  const beside = IMAGES * drawsBesideOf(id, samples)
  const noiseBeside =
    beside > 0 ? tensor2d(input.noiseBeside(draw, beside), [beside, architecture.code]) : undefined
  const {
    gradients,
    sums,
    movingAverage: after,
  } = elboGradient({
    architecture,
    network,
    family: input.family,
    objective: ELBO,
    estimator: ESTIMATORS[id].estimate,
    targets,
    noise: draws,
    noiseBeside,
    samples,
    beta,
    temperature: 1,
    dial: 1,
    kl,
    baseline,
    movingAverage,
    kept: 0,
  })
  const layers = network.encoder.map((_, i) => [
    ...gradients[2 * i]!.dataSync(),
    ...gradients[2 * i + 1]!.dataSync(),
  ])
  dispose([draws, ...(noiseBeside ? [noiseBeside] : []), sums, after, ...gradients])
  return layers
}

/** The same with three bits, which can be enumerated. */
function givenBits(): ProbeInput & { readonly owned: Tensor[] } {
  const shape = { latents: 3, classes: 2 }
  const ofBits: Architecture = { ...architecture, gamma: 3, code: 3 }
  const { owned, ...gaussian } = given(1, 'none')
  dispose(owned.slice(0, -2))
  const parameters = uploadParameters(ofBits, initialValues(ofBits, key))
  const { reference } = FAMILIES.bernoulli
  return {
    ...gaussian,
    architecture: ofBits,
    network: asNetwork(ofBits, parameters),
    family: FAMILIES.bernoulli.family(shape),
    noise: (draw, rows) => reference(shape).noise(rows, { ...key, stream: 2, step: draw }),
    estimators: estimatorsFor({ family: 'bernoulli', latent: 3, classes: 2 }),
    owned: [...parameters, ...owned.slice(-2)],
  }
}

const squaredNorm = (vector: readonly number[]) => vector.reduce((sum, value) => sum + value * value, 0)

describe.each([
  [1, 'none'],
  [1, 'moving-average'],
  [1, 'batch'],
  [4, 'leave-one-out'],
] as const)('L = %i, baseline %s', (samples, baseline) => {
  test('S, its interval, every layer, |mean g|^2 and the draws along it equal those of explicit gradients', async () => {
    const input = given(samples, baseline)
    const before = memory().numTensors
    const { squares: measured } = await measureVariance(input)
    expect(memory().numTensors).toBe(before)

    for (const id of input.estimators) {
      const draws = Array.from({ length: DRAWS }, (_, r) => explicit(input, id, r))
      const layers = measured[id]!
      layers.forEach(({ squares, projections, meanSquare }, layer) => {
        const centre = draws[0]![layer]!.map(
          (_, j) => draws.reduce((sum, draw) => sum + draw[layer]![j]!, 0) / DRAWS,
        )
        expect(meanSquare / squaredNorm(centre)).toBeCloseTo(1, 4)
        draws.forEach((draw, r) => {
          const distance = squaredNorm(draw[layer]!.map((value, j) => value - centre[j]!))
          expect(squares[r]! / distance).toBeCloseTo(1, 4)
          const along = draw[layer]!.reduce((all, value, j) => all + (value - centre[j]!) * centre[j]!, 0)
          expect((projections[r]! - along) / Math.sqrt(distance * squaredNorm(centre))).toBeCloseTo(0, 4)
        })
        const brute = varianceInterval(
          draws.map((draw) => squaredNorm(draw[layer]!.map((value, j) => value - centre[j]!))),
        )
        const ours = varianceInterval(squares)
        for (const end of ['value', 'lo', 'hi'] as const) expect(ours[end] / brute[end]).toBeCloseTo(1, 4)
      })
    }
    dispose(input.owned)
  })
})

test("each image's share is what it adds to the mean gradient", async () => {
  const input = given(1, 'none')
  const { squares: measured } = await measureVariance(input)
  const { targets, network } = input
  for (let b = 0; b < IMAGES; b++) {
    const image = slice(targets, [b, 0], [1, architecture.pixels])
    const ofImage: ProbeInput = {
      ...input,
      targets: image,
      noise: (draw) => noise(draw, IMAGES).slice(b * architecture.code, (b + 1) * architecture.code),
    }
    const { squares: alone } = await measureVariance(ofImage)
    network.encoder.forEach((_, layer) => {
      const share = measured.reparameterized![layer]!.imageSquares[b]!
      expect(share / (alone.reparameterized![layer]!.meanSquare / IMAGES ** 2)).toBeCloseTo(1, 4)
    })
    image.dispose()
  }
  dispose(input.owned)
})

test("coordinates: a bias's draws are the explicit gradient's, an image's those of the image alone", async () => {
  const input = given(2, 'none')
  const before = memory().numTensors
  const coordinates = await drawCoordinates(input, 1)
  expect(memory().numTensors).toBe(before)
  const width = architecture.gamma
  for (const id of input.estimators) {
    const { batch, image } = coordinates[id]!
    for (let r = 0; r < DRAWS; r++) {
      const bias = explicit(input, id, r).at(-1)!.slice(-width)
      bias.forEach((value, j) => expect(batch[r * width + j]!).toBeCloseTo(value, 5))
    }
    expect(image).toHaveLength(DRAWS * width)
  }
  dispose(input.owned)
})

test('a cancelled measurement rejects and leaves nothing behind', async () => {
  const input = given(1, 'none')
  const before = memory().numTensors
  const between = (done: number) => {
    if (done === 3) throw new Error('enough')
  }
  await expect(measureVariance({ ...input, between })).rejects.toThrow('enough')
  expect(memory().numTensors).toBe(before)
  dispose(input.owned)
})

/** All draws of an estimator, as one flat vector a draw and layer. */
const drawsOf = (input: ProbeInput, id: EstimatorId): number[][][] =>
  Array.from({ length: DRAWS }, (_, r) => explicit(input, id, r))

/** sum_k c_k g_k, draw by draw and layer by layer. */
const summed = (c: readonly number[], all: readonly number[][][][]): number[][][] =>
  all[0]!.map((draw, r) =>
    draw.map((layer, at) =>
      layer.map((_, j) => c.reduce((sum, ck, k) => sum + ck * all[k]![r]![at]![j]!, 0)),
    ),
  )

/** The norms of a layer that `draws` have; a relative error of `digits`. */
function expectNorms(layers: readonly LayerSquares[], draws: number[][][], digits: number) {
  layers.forEach(({ squares, projections, meanSquare }, at) => {
    const rows = draws.map((draw) => draw[at]!)
    const centre = rows[0]!.map((_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / DRAWS)
    expect(meanSquare / squaredNorm(centre)).toBeCloseTo(1, digits)
    rows.forEach((row, r) => {
      const away = row.map((value, j) => value - centre[j]!)
      expect(squares[r]! / squaredNorm(away)).toBeCloseTo(1, digits)
      const along = away.reduce((sum, value, j) => sum + value * centre[j]!, 0)
      expect((projections[r]! - along) / Math.sqrt(squares[r]! * meanSquare)).toBeCloseTo(0, digits)
    })
  })
}

test('the differences of all estimators from the exact gradient are those of explicit gradients', async () => {
  const input = givenBits()
  const before = memory().numTensors
  const norms = await measureVariance(input)
  expect(memory().numTensors).toBe(before)
  const { beside, truth } = norms
  expect(truth!.by).toBe('enumeration')
  const others = input.estimators.filter((id) => id !== 'enumeration')
  expect(Object.keys(beside)).toEqual(others)
  expect(others.filter((id) => !metaOf(id).isUnbiased).length).toBeGreaterThan(3)
  const exact = explicit(input, 'enumeration', 0)
  const exactly = Array.from({ length: DRAWS }, () => exact)
  for (const id of others)
    expectNorms(beside[id]!.difference, summed([1, -1], [drawsOf(input, id), exactly]), 3)
  const { estimators, signal } = summarise(norms, IMAGES)
  expect(signal!.by).toBe('enumeration')
  expect(estimators.enumeration!.total.value).toBe(0)
  expect(estimators.enumeration!.bias).toBeUndefined()
  for (const id of others) {
    const { square, error, layers } = estimators[id]!.bias!
    expect(layers).toHaveLength(beside[id]!.difference.length)
    // Squared distances add up over the layers, and so do their estimates.
    const sum = layers!.reduce((all, layer) => all + layer.square.value, 0)
    expect(sum / square.value).toBeCloseTo(1, 6)
    expect(error!.value).toBeCloseTo(estimators[id]!.total.value + square.value, 12)
    // Beside an exact gradient it is the mean of |g_r - g|^2.
    const squares = drawsOf(input, id).map((draw) =>
      squaredNorm(draw.flatMap((layer, at) => layer.map((value, j) => value - exact[at]![j]!))),
    )
    expect(error!.value / (squares.reduce((all, one) => all + one, 0) / DRAWS)).toBeCloseTo(1, 3)
  }
  dispose(input.owned)
})

describe('where the states are not enumerated', () => {
  const withoutExact = () => {
    const input = givenBits()
    return { ...input, estimators: input.estimators.filter((id) => !metaOf(id).isExact) }
  }

  test('the truth is the pooled mean of the unbiased ones, and each of them is beside the others', async () => {
    const input = withoutExact()
    const before = memory().numTensors
    const { beside, truth, squares } = await measureVariance(input)
    expect(memory().numTensors).toBe(before)
    expect(truth!.by).toBe('pooled')
    expect(Object.keys(beside)).toEqual(input.estimators)
    const pool = input.estimators.filter((id) => metaOf(id).isUnbiased)
    expect(pool.length).toBeGreaterThan(2)
    const draws = new Map(input.estimators.map((id) => [id, drawsOf(input, id)]))
    const noise = (all: number[][][]) => {
      const flat = all.map((draw) => draw.flat())
      const centre = flat[0]!.map((_, j) => flat.reduce((sum, row) => sum + row[j]! / DRAWS, 0))
      return flat.reduce((sum, row) => sum + squaredNorm(row.map((value, j) => value - centre[j]!)), 0)
    }
    const poolOf = (ids: readonly EstimatorId[]) => {
      const own = ids.map((id) => draws.get(id)!)
      const weights = pooledWeights(ids.length, {
        own: (k) => noise(own[k]!),
        apart: (k, l) => noise(summed([1, -1], [own[k]!, own[l]!])),
      })
      return summed(weights, own)
    }
    const all = poolOf(pool)
    expectNorms(truth!.layers, all, 3)
    const noiseOf = (layers: readonly LayerSquares[]) =>
      layers.reduce((sum, layer) => sum + layer.squares.reduce((a, b) => a + b, 0), 0)
    for (const id of pool) expect(noiseOf(truth!.layers)).toBeLessThanOrEqual(noiseOf(squares[id]!) * 1.0001)
    for (const id of input.estimators) {
      const to = pool.includes(id) ? poolOf(pool.filter((other) => other !== id)) : all
      expectNorms(beside[id]!.to, to, 3)
      expectNorms(beside[id]!.difference, summed([1, -1], [draws.get(id)!, to]), 3)
    }
    dispose(input.owned)
  })

  test('one unbiased estimator alone is the truth, and nothing tells its own bias', async () => {
    const input = { ...givenBits(), estimators: ['disarm', 'straight-through'] as const }
    const { beside, truth } = await measureVariance(input)
    expect(truth!.by).toBe('disarm')
    expect(Object.keys(beside)).toEqual(['straight-through'])
    dispose(input.owned)
  })
})

test('an exact gradient is computed once, whatever the number of draws', async () => {
  const estimate = vi.spyOn(ESTIMATORS.enumeration, 'estimate')
  const input = givenBits()
  await measureVariance(input)
  expect(estimate).toHaveBeenCalledTimes(1)
  dispose(input.owned)
  estimate.mockRestore()
})

test('the gradients of single weights are those of the explicit gradients, draw by draw', async () => {
  const input = { ...given(2, 'none'), weights: 5 }
  const before = memory().numTensors
  const { weights } = await measureVariance(input)
  expect(memory().numTensors).toBe(before)
  const { width, values } = weights!['score-function']!
  expect(width).toBe(15)
  const chosen = await chosenOf(input)
  for (let draw = 0; draw < DRAWS; draw++) {
    const layers = explicit(input, 'score-function', draw)
    const expected = chosen.flatMap(({ inputs, outputs }, i) => {
      const [, out] = input.network.encoder[i]!.weight.shape
      return inputs.map((from, at) => layers[i]![from * out + outputs[at]!]!)
    })
    const scale = Math.max(...expected.map(Math.abs))
    expected.forEach((value, i) =>
      expect(Math.abs(values[draw * width + i]! - value)).toBeLessThan(1e-5 * scale),
    )
  }
  dispose(input.owned)
})

async function chosenOf({ network, targets }: ProbeInput) {
  const trace = mlpForward(network.encoder, targets, architecture.activation)
  const chosen = await chooseWeights(network.encoder, trace, 5)
  dispose(trace.slice(1))
  return chosen
}
