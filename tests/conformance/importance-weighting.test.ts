/**
 * Every estimator of the importance-weighted bound, in plain numbers and in TF.js, against exact means and variances of the
 * smallest model, p(z) = N(0, 1), x|z ~ N(z, 1), x = 2, q = N(mu, sigma^2): its mean within 4.5 standard errors, its variance as
 * predicted. What is biased is held to its own mean. One "image" is one independent replicate.
 */
import '@tensorflow/tfjs-backend-cpu'
import {
  fill,
  mul,
  reshape,
  scalar,
  setBackend,
  tensor1d,
  tensor2d,
  tidy,
  type Rank,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { slope } from '../../src/derivations/testing/numbers.ts'
import { boundOf } from '../../src/derivations/testing/weights.ts'
import { ESTIMATORS } from '../../src/estimators/registry.ts'
import type { KlMode } from '../../src/families/options.ts'
import { momentsOf } from '../../src/math/moments.ts'
import { normal } from '../../src/math/random.ts'
import type { Decoder } from '../../src/model/decoder.ts'
import { OBJECTIVES } from '../../src/objectives/registry.ts'
import { estimatorsFor, metaOf, type EstimatorId } from '../../src/protocol/estimators.ts'
import { GAUSSIAN, notEnumerated, PLAIN_GAUSSIAN } from '../support/gaussian.ts'
import type { Pair } from './closed-forms.ts'
import { momentsOfBound, type MomentsOfBound } from './weighted-moments.ts'

const X = 2
const LOG_EVIDENCE = -2.265512
const logLikelihood = (z: number) => -((X - z) ** 2 + Math.log(2 * Math.PI)) / 2

interface Posterior {
  readonly mu: number
  readonly sigma: number
  readonly k: number
}

interface Case extends Posterior {
  readonly id: EstimatorId
  /** Weight of the KL, 1 if absent. */
  readonly beta?: number
  readonly kl?: KlMode
  readonly samples?: number
  /** With respect to (mu, log sigma). */
  readonly mean: Pair
  /** Of one estimate with K draws. */
  readonly variance?: Pair
}

interface Row extends Posterior {
  readonly bound: number
  readonly mean: Pair
  readonly pathwise: Pair
  readonly dreg: Pair
  readonly vimco?: Pair
  readonly landing?: Pair
}

/** At the true posterior all weights are equal, and both gradients are 0. */
const exact = (k: number): Row => ({
  mu: 1,
  sigma: Math.SQRT1_2,
  k,
  bound: LOG_EVIDENCE,
  mean: [0, 0],
  pathwise: [2 / k, 2 / k],
  dreg: [0, 0],
  vimco: [2 / k, 2 / k],
})

const ROWS: readonly Row[] = [
  {
    mu: 0.8,
    sigma: 0.6,
    k: 1,
    bound: -2.329764,
    mean: [0.4, 0.28],
    pathwise: [1.44, 1.0944],
    dreg: [0.217778, 0.2144],
  },
  {
    mu: 0.8,
    sigma: 0.6,
    k: 2,
    bound: -2.306695,
    mean: [0.266187, 0.217099],
    pathwise: [0.960965, 0.790415],
    dreg: [0.063211, 0.113833],
    vimco: [1.153333, 0.878716],
    landing: [0.452039, 0.341632],
  },
  {
    mu: 0.8,
    sigma: 0.6,
    k: 3,
    bound: -2.296392,
    mean: [0.203953, 0.179776],
    pathwise: [0.741032, 0.665588],
    dreg: [0.032615, 0.077646],
    vimco: [0.760642, 0.602649],
    landing: [0.476241, 0.373434],
  },
  {
    mu: 1.5,
    sigma: 0.4,
    k: 2,
    bound: -2.662199,
    mean: [-0.875162, 0.663143],
    pathwise: [0.549803, 0.283866],
    dreg: [1.540623, 1.062649],
    vimco: [6.183065, 5.683294],
    landing: [-1.26528, 0.91088],
  },
  {
    mu: 0.3,
    sigma: 1.1,
    k: 2,
    bound: -2.524298,
    mean: [0.577622, -0.298022],
    pathwise: [2.30161, 3.345798],
    dreg: [0.47793, 0.669697],
    vimco: [2.644136, 5.167302],
    landing: [0.917448, -0.523771],
  },
  {
    mu: 0.3,
    sigma: 1.1,
    k: 3,
    bound: -2.407442,
    mean: [0.321616, -0.107817],
    pathwise: [1.339818, 1.742026],
    dreg: [0.167763, 0.166597],
    vimco: [0.525333, 0.979965],
    landing: [0.767229, -0.338112],
  },
  exact(2),
  exact(4),
]

/** For q = N(0.3, 1.1^2) and K = 3, by `momentsOfBound`: three draws take it long. */
const THREE_DRAWS: Readonly<Record<number, MomentsOfBound>> = {
  0.25: {
    pathwise: { mean: [0.840122, -0.07366], variance: [0.654647, 0.762996] },
    dreg: { mean: [0.840122, -0.07366], variance: [0.367654, 0.43509] },
    vimco: { mean: [0.840122, -0.07366], variance: [0.948441, 2.394068] },
  },
  4: {
    pathwise: { mean: [-0.346456, 1.367061], variance: [4.522342, 5.023572] },
    dreg: { mean: [-0.346456, 1.367061], variance: [1.026453, 0.961771] },
    vimco: { mean: [-0.346456, 1.367061], variance: [1.725524, 2.811353] },
  },
}

/** Other weights of the KL. What is unbiased has the mean of the total derivative. */
const WEIGHTED_KL: readonly Case[] = [0.25, 4].flatMap((beta) =>
  [
    { mu: 0.8, sigma: 0.6, k: 1 },
    { mu: 0.8, sigma: 0.6, k: 2 },
    { mu: 0.3, sigma: 1.1, k: 2 },
    { mu: 0.3, sigma: 1.1, k: 3 },
  ].flatMap(({ k, ...posterior }): Case[] => {
    const moments = k === 3 ? THREE_DRAWS[beta]! : momentsOfBound(k, { ...posterior, beta, x: X })
    const row = { ...posterior, k, beta, mean: moments.pathwise.mean }
    const ofDreg = { ...row, id: 'dreg', variance: moments.dreg.variance } as const
    return [
      { ...row, id: 'reparameterized', variance: moments.pathwise.variance },
      ofDreg,
      { ...ofDreg, samples: 2 },
      k === 1
        ? { ...ofDreg, id: 'reparameterized', kl: 'sticking-the-landing' }
        : { ...row, id: 'vimco', variance: moments.vimco.variance },
    ]
  }),
)

const TABLE: readonly Case[] = ROWS.flatMap(({ pathwise, dreg, vimco, landing, ...row }): Case[] => [
  { ...row, id: 'reparameterized', variance: pathwise },
  { ...row, id: 'reparameterized', variance: pathwise, samples: 3 },
  { ...row, id: 'dreg', variance: dreg },
  { ...row, id: 'dreg', variance: dreg, samples: 2 },
  ...(vimco
    ? [
        { ...row, id: 'vimco', variance: vimco } as const,
        { ...row, id: 'vimco', variance: vimco, samples: 2 } as const,
      ]
    : []),
  // What the settings refuse: with its own mean, which is not the gradient's.
  ...(landing ? [{ ...row, id: 'reparameterized', kl: 'sticking-the-landing', mean: landing } as const] : []),
])
const CASES = [...TABLE, ...WEIGHTED_KL]

const decoder: Decoder = {
  enumerate: notEnumerated,
  evaluate(z) {
    const values = [...z.dataSync()]
    const slopes = tensor2d(
      values.map((one) => X - one),
      z.shape,
    )
    return {
      logLikelihood: tensor1d(values.map(logLikelihood)),
      backward: (weights) => ({
        layers: [],
        input: mul<Tensor2D>(
          slopes,
          typeof weights === 'number' ? weights : reshape<Rank.R2>(weights, [-1, 1]),
        ),
      }),
    }
  },
}

const gammaOf = ({ mu, sigma }: Pick<Posterior, 'mu' | 'sigma'>) => [mu, 2 * Math.log(sigma)]

/** Of each replicate's bound, with respect to (mu, log sigma). */
function drawTensors(
  { id, kl = 'monte-carlo', samples = 1, beta = 1, ...one }: Case,
  noise: Float32Array,
): number[][] {
  const replicates = noise.length / samples / one.k
  return tidy(() => {
    const gamma = tensor2d(Array.from({ length: replicates }, () => gammaOf(one)))
    const { gradGamma } = ESTIMATORS[id].estimate({
      family: GAUSSIAN,
      objective: OBJECTIVES['importance-weighted'].objective(one.k),
      drawn: GAUSSIAN.draw(gamma, tensor2d(noise, [noise.length, 1])),
      samples,
      targets: fill([replicates, 1], 0) as Tensor2D,
      decoder,
      beta,
      temperature: 1,
      dial: 1,
      kl,
      baseline: 'none',
      movingAverage: scalar(0),
    })
    return mul<Tensor2D>(gradGamma, [-replicates, -2 * replicates]).arraySync()
  })
}

function drawPlain(
  { id, kl = 'monte-carlo', samples = 1, beta = 1, ...one }: Case,
  noise: Float32Array,
): number[][] {
  const draws = samples * one.k
  const replicates = noise.length / draws
  const batch = Array.from({ length: replicates }, (_, b) => ({
    gamma: gammaOf(one),
    noise: Array.from({ length: draws }, (__, l) => [noise[l * replicates + b]!]),
    logLikelihood: ([z]: readonly number[]) => ({ value: logLikelihood(z!), gradient: [X - z!] }),
    trainDecoder: () => undefined,
  }))
  const options = {
    family: PLAIN_GAUSSIAN,
    objective: OBJECTIVES['importance-weighted'].reference(one.k),
    beta,
    kl,
    baseline: 'none',
    movingAverage: 0,
    temperature: 1,
    dial: 1,
  } as const
  return ESTIMATORS[id].reference(batch, options).map(([mu, logVariance]) => [-mu!, -2 * logVariance!])
}

const REPLICATES = { tensors: 4_000, plain: 4_000 }
const Z = 4.5
/** Six digits of the expected numbers, and float32. */
const ROUNDING = 1e-5

type Checked = Pick<Case, 'mean' | 'variance' | 'samples'>

function check(rows: readonly (readonly number[])[], { mean, variance, samples = 1 }: Checked): void {
  for (const i of [0, 1] as const) {
    const drawn = momentsOf(rows.map((row) => row[i]!))
    const error = variance ? Math.sqrt(variance[i] / samples / rows.length) : drawn.meanError
    expect(Math.abs(drawn.mean - mean[i])).toBeLessThanOrEqual(Z * error + ROUNDING)
    if (!variance) continue
    const squares = momentsOf(rows.map((row) => (row[i]! - drawn.mean) ** 2))
    expect(Math.abs(squares.mean - variance[i] / samples)).toBeLessThanOrEqual(
      Z * squares.meanError + ROUNDING,
    )
  }
}

const able = estimatorsFor({ family: 'gaussian', latent: 1, classes: 2, objective: 'importance-weighted' })

beforeAll(() => setBackend('cpu'))

test('every estimator of the bound has cases', () => {
  expect(able.length).toBeGreaterThan(2)
  for (const id of able) expect(CASES.filter((one) => one.id === id).length).toBeGreaterThan(0)
})

const named = CASES.map((one, i) => ({
  title: `${one.id}${one.kl ? ` (${one.kl})` : ''}${one.beta ? `, beta = ${one.beta}` : ''}, q = N(${one.mu}, ${one.sigma.toFixed(2)}^2), K = ${one.k}, L = ${one.samples ?? 1}`,
  one,
  noise: (replicates: number) =>
    normal(replicates * one.k * (one.samples ?? 1), { seed: 12, stream: 105, step: i }),
}))

describe('means and variances', () => {
  test.each(named)('TF.js: $title', ({ one, noise }) =>
    check(drawTensors(one, noise(REPLICATES.tensors)), one),
  )
  // TF.js is held to the same table.
  test.each(named)('plain: $title', { tags: 'thorough' }, ({ one, noise }) =>
    check(drawPlain(one, noise(REPLICATES.plain)), one),
  )

  test.each(named.filter(({ one }) => one.kl && one.k > 1))(
    'the gradient itself is not the mean of $title',
    ({ one, noise }) => {
      const gradient = ROWS.find((row) => row.mu === one.mu && row.k === one.k)!.mean
      expect(() => check(drawTensors(one, noise(REPLICATES.tensors)), { ...one, mean: gradient })).toThrow(
        'expected',
      )
    },
  )
})

test.each([0.25, 1, 4])('with a weight of %f on the KL the total derivative is that of the bound', (beta) => {
  const model = { x: X, mu: 0.8, sigma: 0.6, beta }
  const { mean } = momentsOfBound(2, model).pathwise
  const slopes = [
    slope((mu) => boundOf(2, { ...model, mu }), model.mu),
    slope((logSigma) => boundOf(2, { ...model, sigma: Math.exp(logSigma) }), Math.log(model.sigma)),
  ]
  slopes.forEach((value, i) => expect(value).toBeCloseTo(mean[i]!, 6))
})

test('DReG: less noise than the total derivative where q is near the posterior, more where it is overconfident', () => {
  const trace = (id: EstimatorId, row: Row) => {
    const rows = drawTensors(
      { ...row, id },
      normal(REPLICATES.tensors * row.k, { seed: 13, stream: 105, step: 0 }),
    )
    return [0, 1].reduce((sum, i) => sum + momentsOf(rows.map((one) => one[i]!)).variance, 0)
  }
  const [near, overconfident] = [ROWS[1]!, ROWS[3]!]
  expect(trace('dreg', near)).toBeLessThan(trace('reparameterized', near) / 5)
  expect(trace('dreg', overconfident)).toBeGreaterThan(2 * trace('reparameterized', overconfident))
})

test.each(ROWS)('the bound for q = N($mu, $sigma^2), K = $k', ({ mu, sigma, k, bound }) => {
  const replicates = 10_000
  const noise = normal(replicates * k, { seed: 14, stream: 105, step: k })
  const gamma = gammaOf({ mu, sigma })
  const logWeights = Array.from(noise, (eps) => {
    const z = mu + sigma * eps
    return logLikelihood(z) - PLAIN_GAUSSIAN.logRatioToPrior({ gamma, noise: [eps], z: [z] })
  })
  const objective = OBJECTIVES['importance-weighted'].reference(k)
  const bounds = Array.from({ length: replicates }, (_, r) =>
    objective.bound(logWeights.slice(r * k, (r + 1) * k)),
  )
  const drawn = momentsOf(bounds)
  expect(Math.abs(drawn.mean - bound)).toBeLessThanOrEqual(Z * drawn.meanError + ROUNDING)
  expect(bound).toBeLessThanOrEqual(LOG_EVIDENCE + 1e-6)
})

test('what each needs is refused otherwise', () => {
  expect(metaOf('vimco').leastK).toBe(2)
  expect(
    estimatorsFor({ family: 'bernoulli', latent: 4, classes: 2, objective: 'importance-weighted' }),
  ).toEqual(['vimco'])
  expect(estimatorsFor({ family: 'gaussian', latent: 4, classes: 2 })).not.toContain('dreg')
})
