/**
 * A VAE of two bits and three pixels, small enough that every draw an estimator can take is taken: its exact mean and variance
 * to six digits, in plain numbers and in TF.js. The expected figures are those of an enumeration elsewhere.
 */
import '@tensorflow/tfjs-backend-cpu'
import { setBackend } from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { FAMILIES } from '../../src/families/registry.ts'
import { logit } from './discrete-cases.ts'
import { drawPlain, drawTensors, type Asked, type Problem } from './discrete-draws.ts'
import { combined, pairsOfBit } from './exact-variances.ts'

interface Model {
  readonly gamma: readonly number[]
  readonly weights: readonly (readonly number[])[]
  readonly bias: readonly number[]
  readonly x: readonly number[]
  readonly recon: number
  readonly kl: number
  readonly reconGradient: readonly number[]
  readonly klGradient: readonly number[]
}

const FIRST: Model = {
  gamma: [0.5, -1],
  weights: [
    [1, -2, 0.5],
    [-1, 1.5, 2],
  ],
  bias: [0.2, -0.3, 0],
  x: [1, 0, 1],
  recon: -1.344257,
  kl: 0.141244,
  reconGradient: [0.282267, -0.094309],
  klGradient: [0.117502, -0.196612],
}
const SECOND = {
  gamma: [0, 2],
  weights: [
    [2, 0, -1],
    [0.5, -0.5, 3],
  ],
  bias: [-1, 0.4, 0.1],
  x: [1, 1, 0],
  elboGradient: [0.416422, -0.434976],
}

const sigmoid = (value: number) => 1 / (1 + Math.exp(-value))

/** log p(x|z), the logits of the pixels being z W + c, and its slope. */
function problemOf({ gamma, weights, bias, x }: Pick<Model, 'gamma' | 'weights' | 'bias' | 'x'>): Problem {
  const logits = (z: readonly number[]) =>
    bias.map((c, i) => c + z.reduce((sum, value, j) => sum + value * weights[j]![i]!, 0))
  return {
    ...{ name: `x = ${x.join(', ')}`, family: 'bernoulli', latents: 2, classes: 2, gamma, gradient: [] },
    f: (z) => logits(z).reduce((sum, o, i) => sum + x[i]! * o - Math.log1p(Math.exp(o)), 0),
    slope(z) {
      const left = logits(z).map((o, i) => x[i]! - sigmoid(o))
      return weights.map((row) => row.reduce((sum, w, i) => sum + w * left[i]!, 0))
    },
  }
}

/** Every draw that matters: where the noise of each bit of each sample may lie, with the probability of them all. */
function allDraws({ problem: { gamma }, samples = 1 }: Asked) {
  const bits = Array.from({ length: samples }, () => gamma.map((one) => pairsOfBit(sigmoid(one)))).flat()
  const draws = combined(bits)
  const width = gamma.length
  const noise = new Float32Array(draws.length * bits.length)
  draws.forEach((places, i) =>
    places.forEach(({ u }, at) => {
      const [sample, j] = [Math.floor(at / width), at % width]
      noise[(sample * draws.length + i) * width + j] = logit(u)
    }),
  )
  const probabilities = draws.map((places) => places.reduce((all, one) => all * one.probability, 1))
  return { noise, probabilities }
}

function momentsOfAll(rows: readonly (readonly number[])[], probabilities: readonly number[]) {
  const over = (of: (row: readonly number[]) => number) =>
    rows.reduce((sum, row, i) => sum + probabilities[i]! * of(row), 0)
  const mean = rows[0]!.map((_, j) => over((row) => row[j]!))
  return { mean, variance: mean.map((own, j) => over((row) => (row[j]! - own) ** 2)) }
}

const [first, second] = [problemOf(FIRST), problemOf(SECOND)]
const { recon, kl, reconGradient, klGradient } = FIRST
const elboGradient = reconGradient.map((value, j) => value - klGradient[j]!)
const NONE = [0, 0]
const centred = (movingAverage: number) => ({ baseline: 'moving-average', movingAverage }) as const
const twoDraws = { id: 'score-function', baseline: 'leave-one-out', samples: 2 } as const

interface Row extends Asked {
  readonly of: string
  readonly mean: readonly number[]
  /** Null: not in the table. */
  readonly variance: readonly number[] | null
}

const score = { problem: first, id: 'score-function' } as const
const TABLE: readonly Row[] = [
  { of: 'd recon', problem: first, id: 'enumeration', mean: reconGradient, variance: NONE },
  { of: 'd ELBO', problem: first, id: 'enumeration', beta: 1, mean: elboGradient, variance: NONE },
  { of: 'score, b = 0', ...score, mean: reconGradient, variance: [0.655781, 0.593998] },
  {
    of: 'score, b = recon',
    ...score,
    ...centred(recon),
    mean: reconGradient,
    variance: [0.045259, 0.121544],
  },
  { of: 'leave-one-out', problem: first, ...twoDraws, mean: reconGradient, variance: [0.110283, 0.105224] },
  { of: 'DisARM', problem: first, id: 'disarm', mean: reconGradient, variance: [0.040652, 0.110079] },
  {
    of: 'score, the KL in f, b = ELBO',
    ...score,
    ...centred(recon - kl),
    ...{ beta: 1, kl: 'monte-carlo' },
    mean: elboGradient,
    variance: [0.017877, 0.06435],
  },
  {
    of: 'straight-through',
    problem: first,
    id: 'straight-through',
    mean: [0.263207, -0.027343],
    variance: null,
  },
  { of: 'ReinMax', problem: first, id: 'reinmax', mean: [0.292289, -0.085872], variance: null },
  { of: 'd ELBO', problem: second, id: 'enumeration', beta: 1, mean: SECOND.elboGradient, variance: NONE },
  {
    of: 'leave-one-out',
    problem: second,
    ...twoDraws,
    beta: 1,
    mean: SECOND.elboGradient,
    variance: [0.294521, 0.254268],
  },
  {
    of: 'DisARM',
    problem: second,
    id: 'disarm',
    beta: 1,
    mean: SECOND.elboGradient,
    variance: [0.068673, 0.273115],
  },
]

/** Half of the sixth digit of the table, and the rounding of the last of what is computed. */
const WITHIN = 1e-6

beforeAll(() => setBackend('cpu'))

test.each(
  TABLE.flatMap((row) => [['plain numbers', drawPlain, row] as const, ['TF.js', drawTensors, row] as const]),
)('$2.problem.name: $2.of, in $0', (_, draw, { of: __, mean, variance, ...asked }) => {
  const { noise, probabilities } = allDraws(asked)
  expect(probabilities.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12)
  const found = momentsOfAll(draw(asked, noise, probabilities.length), probabilities)
  mean.forEach((value, j) => expect(Math.abs(found.mean[j]! - value)).toBeLessThan(WITHIN))
  variance?.forEach((value, j) => expect(Math.abs(found.variance[j]! - value)).toBeLessThan(WITHIN))
})

test('the KL and its gradient are those of the table', () => {
  const family = FAMILIES.bernoulli.reference(first)
  expect(Math.abs(family.kl(first.gamma) - kl)).toBeLessThan(WITHIN)
  const [without, withKl] = [0, 1].map(
    (beta) => drawPlain({ problem: first, id: 'enumeration', beta }, new Float32Array(2), 1)[0]!,
  )
  klGradient.forEach((value, j) => expect(Math.abs(without![j]! - withKl![j]! - value)).toBeLessThan(WITHIN))
})
