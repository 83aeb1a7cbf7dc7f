/**
 * Every estimator of the registry, in plain numbers and in TF.js, against closed forms: its mean within 4.5 exact
 * standard errors, its variance as predicted. An estimator without cases fails the suite.
 *
 * One "image" of a batch is one independent replicate of the same one-dimensional problem, E f(z) with
 * z ~ N(mu, sigma^2), so that one call gives many draws of the gradient.
 */
import '@tensorflow/tfjs-backend-cpu'
import {
  fill,
  mul,
  scalar,
  setBackend,
  sub,
  tensor1d,
  tensor2d,
  tidy,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { drawsBesideOf, metaOf, type EstimatorId } from '../../src/protocol/estimators.ts'
import { MEAN_DRAWS } from '../../src/estimators/noise-dial/meta.ts'
import type { Estimator } from '../../src/estimators/estimator.ts'
import type { Baseline } from '../../src/estimators/options.ts'
import type { PlainEstimator } from '../../src/estimators/reference.ts'
import { ESTIMATORS } from '../../src/estimators/registry.ts'
import { normal } from '../../src/math/random.ts'
import type { Decoder } from '../../src/model/decoder.ts'
import { batchMeanReference, sampleMean, sampleMeanReference } from './biased.ts'
import {
  ELBO,
  GAUSSIAN,
  GAUSSIAN_ESTIMATORS,
  notEnumerated,
  PLAIN_ELBO,
  PLAIN_GAUSSIAN,
} from '../support/gaussian.ts'
import { cosine, leaveOneOut, polynomial, type Oracle, type Pair } from './closed-forms.ts'

interface Case {
  readonly oracle: Oracle
  readonly samples: number
  readonly baseline: Baseline
  readonly movingAverage?: number
  readonly dial?: number
  /** Of one replicate's estimate, (mu, log sigma^2). */
  readonly variance: Pair
}

const over = ([a, b]: Pair, n: number): Pair => [a / n, b / n]
const scaled = ([a, b]: Pair, by: number): Pair => [by * a, by * b]

const oracles = [
  polynomial(0, 0, 4, 0.5, 0.8), // constant
  polynomial(0, 2, -1, -0.3, 1.4), // linear
  polynomial(1, 0, 0, 1, 1), // quadratic
  polynomial(1, 6, 9, 1, 1),
  cosine(1, 1, 1),
  cosine(5, 1, 1), // where the score function wins
]

const plus = ([a, b]: Pair, [c, d]: Pair): Pair => [a + c, b + d]

/** The score function's variance at L and a baseline that both interventions are given. */
const noises = (oracle: Oracle): Pick<Case, 'samples' | 'baseline' | 'movingAverage' | 'variance'>[] => [
  { samples: 1, baseline: 'none', variance: oracle.score(0) },
  { samples: 4, baseline: 'none', variance: over(oracle.score(0), 4) },
  { samples: 1, baseline: 'moving-average', movingAverage: -2, variance: oracle.score(-2) },
  { samples: 2, baseline: 'leave-one-out', variance: leaveOneOut(oracle, 2) },
]

/** Of the estimators that a Gaussian can be trained with; discrete.test.ts has those of the others. */
const CASES: Readonly<Partial<Record<EstimatorId, readonly Case[]>>> = {
  reparameterized: oracles.flatMap((oracle) =>
    [1, 4].map((samples) => ({
      oracle,
      samples,
      baseline: 'none' as const,
      variance: over(oracle.pathwise, samples),
    })),
  ),
  'score-function': oracles.flatMap((oracle): Case[] => [
    { oracle, samples: 1, baseline: 'none', variance: oracle.score(0) },
    { oracle, samples: 4, baseline: 'none', variance: over(oracle.score(0), 4) },
    ...[oracle.mean, -2].map((movingAverage): Case => ({
      oracle,
      samples: 1,
      baseline: 'moving-average',
      movingAverage,
      variance: oracle.score(movingAverage),
    })),
    ...[2, 4, 10].map((samples): Case => ({
      oracle,
      samples,
      baseline: 'leave-one-out',
      variance: leaveOneOut(oracle, samples),
    })),
  ]),
  'noise-transplant': oracles.flatMap((oracle) =>
    noises(oracle).map(({ variance, ...one }): Case => ({
      ...one,
      oracle,
      variance: plus(over(oracle.pathwise, one.samples), variance),
    })),
  ),
  // Each has many draws: every noise once, at some dial, for the functions that differ most.
  'noise-dial': [oracles[1]!, oracles[3]!, oracles[5]!].flatMap((oracle) =>
    noises(oracle).map(({ variance, ...one }, i): Case => {
      const dial = [0.3, 0, 1, 2][i]!
      const ofMean = over(oracle.pathwise, MEAN_DRAWS)
      return { ...one, oracle, dial, variance: plus(ofMean, scaled(variance, dial ** 2)) }
    }),
  ),
}

/** A decoder whose log-likelihood is f of the one latent: no network, no data. */
const decoderOf = ({ f, slope }: Oracle): Decoder => ({
  enumerate: notEnumerated,
  evaluate(z) {
    const values = [...z.dataSync()]
    return {
      logLikelihood: tensor1d(values.map(f)),
      backward: (weights) => ({ layers: [], input: mul(tensor2d(values.map(slope), z.shape), weights) }),
    }
  },
})

/** -gradient of each replicate, as [mu, log sigma^2] rows: estimates of the gradient of E f. */
function drawTensors(
  estimate: Estimator,
  { oracle, samples, baseline, movingAverage = 0, dial = 1 }: Case,
  noise: Float32Array,
  beside: Float32Array | undefined = undefined,
  decoder = decoderOf(oracle),
) {
  const replicates = noise.length / samples
  return tidy(() => {
    const gammaRow = [oracle.mu, 2 * Math.log(oracle.sigma)]
    const gamma = tensor2d(Array.from({ length: replicates }, () => gammaRow))
    const eps = tensor2d(noise, [noise.length, 1])
    const { gradGamma } = estimate({
      family: GAUSSIAN,
      objective: ELBO,
      drawn: GAUSSIAN.draw(gamma, eps),
      samples,
      noiseBeside: beside && tensor2d(beside, [beside.length, 1]),
      targets: fill([replicates, 1], 0) as Tensor2D,
      decoder,
      beta: 0,
      temperature: 1,
      dial,
      kl: 'closed-form',
      baseline,
      movingAverage: scalar(movingAverage),
    })
    return (mul(gradGamma, -replicates) as Tensor2D).arraySync()
  })
}

function drawPlain(
  reference: PlainEstimator,
  { oracle, samples, baseline, movingAverage = 0, dial = 1 }: Case,
  noise: Float32Array,
  beside: Float32Array = new Float32Array(),
) {
  const replicates = noise.length / samples
  const drawsOf = (values: Float32Array, b: number) =>
    Array.from({ length: values.length / replicates }, (_, l) => [values[l * replicates + b]!])
  const batch = Array.from({ length: replicates }, (_, b) => ({
    gamma: [oracle.mu, 2 * Math.log(oracle.sigma)],
    noise: drawsOf(noise, b),
    noiseBeside: drawsOf(beside, b),
    logLikelihood: ([z]: readonly number[]) => ({ value: oracle.f(z!), gradient: [oracle.slope(z!)] }),
    trainDecoder: () => undefined,
  }))
  const options = {
    family: PLAIN_GAUSSIAN,
    objective: PLAIN_ELBO,
    beta: 0,
    kl: 'closed-form',
    baseline,
    movingAverage,
    temperature: 1,
    dial,
  } as const
  return reference(batch, options).map((gradient) => gradient.map((slope) => -slope))
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

/** Mean and variance of one coordinate, with the standard error of the variance from the sample's fourth moment. */
function moments(draws: readonly number[]) {
  const centre = mean(draws)
  const squares = draws.map((draw) => (draw - centre) ** 2)
  const variance = mean(squares)
  const fourth = mean(squares.map((square) => square * square))
  return { mean: centre, variance, varianceError: Math.sqrt((fourth - variance ** 2) / draws.length) }
}

const REPLICATES = 5000
const Z = 4.5

function check(rows: readonly (readonly number[])[], { oracle, variance }: Case): void {
  for (const i of [0, 1] as const) {
    const drawn = moments(rows.map((row) => row[i]!))
    const standardError = Math.sqrt(variance[i] / rows.length)
    // A constant f under the pathwise estimator has variance 0: then the mean is exact up to rounding.
    expect(Math.abs(drawn.mean - oracle.gradient[i])).toBeLessThanOrEqual(Z * standardError + 1e-5)
    expect(Math.abs(drawn.variance - variance[i])).toBeLessThanOrEqual(Z * drawn.varianceError + 1e-5)
  }
}

beforeAll(() => setBackend('cpu'))

test('every estimator of a Gaussian has cases', () => {
  for (const id of GAUSSIAN_ESTIMATORS) expect(CASES[id]?.length).toBeGreaterThan(0)
})

describe.each(GAUSSIAN_ESTIMATORS)('%s', (id) => {
  const named = CASES[id]!.map((one, i) => ({
    title: `${one.oracle.name}, L = ${one.samples}, baseline ${one.baseline} ${one.movingAverage?.toFixed(2) ?? ''} ${one.dial ?? ''}`,
    one,
    noise: (replicates: number): [Float32Array, Float32Array | undefined] => {
      const beside = replicates * drawsBesideOf(id, one.samples)
      return [
        normal(replicates * one.samples, { seed: 3, stream: 100, step: i }),
        beside > 0 ? normal(beside, { seed: 3, stream: 106, step: i }) : undefined,
      ]
    },
  }))
  test.each(named)('TF.js: $title', ({ one, noise }) =>
    check(drawTensors(ESTIMATORS[id].estimate, one, ...noise(REPLICATES)), one),
  )
  // TF.js is held to the same table.
  test.each(named)('plain: $title', { tags: 'thorough' }, ({ one, noise }) =>
    check(drawPlain(ESTIMATORS[id].reference, one, ...noise(REPLICATES)), one),
  )
})

describe('a baseline that includes the draw it is used on', () => {
  const samples = 2
  const factor = 1 - 1 / samples
  /** The bias is a share of the gradient: it shows where there is one. */
  const sloping = oracles.filter(({ gradient }) => Math.hypot(...gradient) > 0.1)
  const named = sloping.map((oracle, i) => ({
    name: oracle.name,
    one: { oracle, samples, baseline: 'leave-one-out', variance: leaveOneOut(oracle, samples) } as const,
    noise: (replicates: number) => normal(replicates * samples, { seed: 4, stream: 103, step: i }),
  }))
  /** What the biased implementation estimates: the same, by its factor. */
  const asBiased = ({ oracle, variance, ...rest }: Case): Case => ({
    ...rest,
    oracle: { ...oracle, gradient: scaled(oracle.gradient, factor) },
    variance: scaled(variance, factor ** 2),
  })

  test.each(named)('TF.js: $name: is caught, and is as biased as it is known to be', ({ one, noise }) => {
    const rows = drawTensors(sampleMean, one, noise(REPLICATES))
    expect(() => check(rows, { ...one, variance: asBiased(one).variance })).toThrow('expected')
    check(rows, asBiased(one))
  })

  test.each(named)('plain: $name: is caught, and is as biased as it is known to be', ({ one, noise }) => {
    const rows = drawPlain(sampleMeanReference, one, noise(REPLICATES))
    expect(() => check(rows, { ...one, variance: asBiased(one).variance })).toThrow('expected')
    check(rows, asBiased(one))
  })
})

describe('the batch baseline', () => {
  const oracle = polynomial(1, 0, 0, 1, 1)
  const images = 4
  const batches = 15_000
  const noise = normal(images * batches, { seed: 5, stream: 101, step: 0 })

  /** Estimates from batches of four images of the same posterior. */
  const draw = (reference: PlainEstimator) =>
    Array.from({ length: batches }, (_, i) => {
      const one: Case = { oracle, samples: 1, baseline: 'batch', variance: [0, 0] }
      return drawPlain(reference, one, noise.subarray(i * images, (i + 1) * images))
    }).flat()

  test('is unbiased; the mean over the batch with the image itself is not, by the factor 1 - 1/B', () => {
    const tolerance = (values: readonly number[]) => Z * Math.sqrt(moments(values).variance / values.length)
    const rows = { others: draw(ESTIMATORS['score-function'].reference), all: draw(batchMeanReference) }
    for (const i of [0, 1] as const) {
      const others = rows.others.map((row) => row[i]!)
      expect(Math.abs(mean(others) - oracle.gradient[i])).toBeLessThan(tolerance(others))
      const withItself = rows.all.map((row) => row[i]!)
      const biased = oracle.gradient[i] * (1 - 1 / images)
      expect(Math.abs(mean(withItself) - biased)).toBeLessThan(tolerance(withItself))
      expect(Math.abs(mean(withItself) - oracle.gradient[i])).toBeGreaterThan(tolerance(withItself))
    }
  })
})

describe('growth with the number of latents, for f = sum of (z_j + 3)^2', () => {
  const oracle = polynomial(1, 6, 9, 1, 1)
  /** Trace of the covariance over all 2d coordinates, from the one-dimensional pieces: the other terms of f only shift A. */
  const trace = (d: number, baseline: 'none' | 'mean') => {
    const others = (d - 1) * oracle.mean
    const b = baseline === 'none' ? 0 : d * oracle.mean
    // E over the other latents of the variance given their sum: shift by its mean, plus its variance times Var s.
    const [ofMu, ofLogVariance] = oracle.score(b - others)
    const spread = (d - 1) * oracle.variance
    return d * (ofMu + ofLogVariance + spread * (1 / oracle.sigma ** 2 + 1 / 2))
  }

  function measured(id: EstimatorId, d: number, movingAverage: number) {
    // A power of d too many is a factor of d: for many latents fewer draws tell it as well.
    const replicates = 20_000 / Math.max(d, 5)
    const noise = normal(replicates * d, { seed: 9, stream: 102, step: d })
    const gradient = tidy(() => {
      const decoder: Decoder = {
        enumerate: notEnumerated,
        evaluate: (z) => {
          const rows = z.arraySync()
          const total = rows.map((row) => row.reduce((sum, value) => sum + oracle.f(value), 0))
          const slopes = rows.map((row) => row.map(oracle.slope))
          return {
            logLikelihood: tensor1d(total) as Tensor1D,
            backward: (weights) => ({ layers: [], input: mul(tensor2d(slopes, z.shape), weights) }),
          }
        },
      }
      const gammaRow = [...Array(d).fill(1), ...Array(d).fill(0)] as number[]
      const gamma = tensor2d(Array.from({ length: replicates }, () => gammaRow))
      const eps = tensor2d(noise, [replicates, d])
      const { gradGamma } = ESTIMATORS[id].estimate({
        family: GAUSSIAN,
        objective: ELBO,
        drawn: GAUSSIAN.draw(gamma, eps),
        samples: 1,
        targets: fill([replicates, 1], 0) as Tensor2D,
        decoder,
        beta: 0,
        temperature: 1,
        dial: 1,
        kl: 'closed-form',
        baseline: 'moving-average',
        movingAverage: scalar(movingAverage),
      })
      return (sub(0, mul(gradGamma, replicates)) as Tensor2D).arraySync()
    })
    const centre = gradient[0]!.map((_, i) => mean(gradient.map((row) => row[i]!)))
    const squares = gradient.map((row) => row.reduce((sum, value, i) => sum + (value - centre[i]!) ** 2, 0))
    const { mean: measuredTrace, variance } = moments(squares)
    return { trace: measuredTrace, standardError: Math.sqrt(variance / replicates) }
  }

  test.each([1, 5, 20])('d = %i', (d) => {
    const agrees = ({ trace: value, standardError }: ReturnType<typeof measured>, expected: number) =>
      expect(Math.abs(value - expected)).toBeLessThan(Z * standardError)
    agrees(measured('reparameterized', d, 0), d * (oracle.pathwise[0] + oracle.pathwise[1]))
    agrees(measured('score-function', d, 0), trace(d, 'none'))
    agrees(measured('score-function', d, d * oracle.mean), trace(d, 'mean'))
  })

  test('the exponents: 1 pathwise, 3 without a baseline, 2 with E f', () => {
    const exponent = (at: (d: number) => number) => Math.log2(at(4096) / at(2048))
    expect(exponent((d) => trace(d, 'none'))).toBeCloseTo(3, 1)
    expect(exponent((d) => trace(d, 'mean'))).toBeCloseTo(2, 1)
  })
})

describe('the decodes of a sample', () => {
  test.each(GAUSSIAN_ESTIMATORS.map((id) => [id, metaOf(id).decodes as number] as const))(
    '%s: %i',
    (id, decodes) => {
      const oracle = polynomial(1, 0, 0, 1, 1)
      const samples = 4
      const images = 3
      let rows = 0
      const decoder: Decoder = {
        enumerate: notEnumerated,
        evaluate(z, targets) {
          rows += z.shape[0]
          return decoderOf(oracle).evaluate(z, targets)
        },
      }
      const noise = normal(samples * images, { seed: 6, stream: 104, step: 0 })
      const beside = drawsBesideOf(id, samples)
      drawTensors(
        ESTIMATORS[id].estimate,
        { oracle, samples, baseline: 'none', variance: [0, 0] },
        noise,
        beside > 0 ? normal(beside * images, { seed: 6, stream: 107, step: 0 }) : undefined,
        decoder,
      )
      expect(rows).toBe((decodes * samples + beside) * images)
    },
  )
})
