/** The lines of "from likelihood to loss" for random pixels. */
import { uniform } from '../../math/random.ts'
import { checkLines } from '../testing/check.ts'
import {
  IMAGES,
  klToPrior,
  posteriorMean1,
  SMALL_MODELS,
  withImage,
  type SmallModel,
} from '../testing/model.ts'
import { gradient, mean1, slope, sum } from '../testing/numbers.ts'
import { numbersIn } from '../testing/quadratic.ts'
import { likelihoodToLoss } from './steps.ts'

interface Case {
  readonly m: SmallModel
  /** Log-odds of ink, of three pixels; their means under the Gaussian; grey targets; a standard deviation. */
  readonly logits: readonly number[]
  readonly means: readonly number[]
  readonly grey: readonly number[]
  readonly deviation: number
}

const cases: Case[] = SMALL_MODELS.map((m, step) => {
  const draw = (low: number, high: number, stream: number) =>
    Array.from(uniform(3, low, high, { seed: 12, stream, step }))
  return {
    m,
    logits: draw(-3, 3, 970),
    means: draw(0, 1, 971),
    grey: draw(0.05, 0.95, 972),
    deviation: draw(0.1, 1, 973)[0]!,
  }
})

const logistic = (logit: number): number => 1 / (1 + Math.exp(-logit))
const crossEntropy = (x: readonly number[], logits: readonly number[]): number =>
  sum(
    x.map(
      (value, j) => value * Math.log(logistic(logits[j]!)) + (1 - value) * Math.log(1 - logistic(logits[j]!)),
    ),
  )
const probability = (x: readonly number[], logits: readonly number[]): number =>
  x.reduce((p, value, j) => p * logistic(logits[j]!) ** value * (1 - logistic(logits[j]!)) ** (1 - value), 1)

const squares = (x: readonly number[], means: readonly number[]): number =>
  sum(x.map((value, j) => (value - means[j]!) ** 2))
const gaussian = (x: readonly number[], means: readonly number[], s: number): number =>
  x.reduce(
    (p, value, j) =>
      (p * Math.exp(-((value - means[j]!) ** 2) / (2 * s ** 2))) / (s * Math.sqrt(2 * Math.PI)),
    1,
  )
const logGaussian = (x: readonly number[], means: readonly number[], s: number): number =>
  -squares(x, means) / (2 * s ** 2) - x.length * Math.log(s * Math.sqrt(2 * Math.PI))

/** E_t h(t), t_j ~ Bernoulli(x_j). */
const overBinary = (x: readonly number[], h: (t: readonly number[]) => number): number =>
  sum(IMAGES.map((t) => t.reduce((p, ink, j) => p * (ink ? x[j]! : 1 - x[j]!), 1) * h(t)))

checkLines(likelihoodToLoss, cases, {
  bernoulli: {
    of: '82960f5f',
    equal: ({ logits }) => ({ mass: [sum(IMAGES.map((x) => probability(x, logits))), 1] }),
  },
  'cross-entropy': {
    of: 'a5789f55',
    equal: ({ m, logits }) => ({
      logLikelihood: [Math.log(probability(m.image, logits)), crossEntropy(m.image, logits)],
    }),
  },
  logit: {
    of: '3372705a',
    equal: ({ logits }) => ({
      logProbability: [
        logits.map((logit) => Math.log(logistic(logit))),
        logits.map((logit) => logit + Math.log(1 - logistic(logit))),
      ],
    }),
  },
  softplus: {
    of: '4b1104fe',
    equal: ({ m, logits }) => ({
      logLikelihood: [
        sum(m.image.map((x, j) => x * logits[j]! - Math.log(1 + Math.exp(logits[j]!)))),
        sum(
          m.image.map((x, j) => {
            const logit = logits[j]!
            return x * logit - Math.max(logit, 0) - Math.log(1 + Math.exp(-Math.abs(logit)))
          }),
        ),
      ],
    }),
  },
  'bernoulli-slope': {
    of: 'c5df9a50',
    equal: ({ m, logits }) => ({
      bernoulliSlope: [
        gradient((at) => crossEntropy(m.image, at), logits),
        m.image.map((x, j) => x - logistic(logits[j]!)),
      ],
    }),
  },
  grey: {
    of: '79f5ab14',
    equal: ({ logits, grey }) => ({
      grey: [overBinary(grey, (t) => crossEntropy(t, logits)), crossEntropy(grey, logits)],
    }),
  },
  'grey-bound': {
    of: '91638972',
    atMost: ({ m, grey }) => {
      const models = new Map(IMAGES.map((t) => [t, withImage(m, t)]))
      const bound = overBinary(grey, (t) => posteriorMean1(m.gamma, (z) => models.get(t)!.logLikelihood(z)))
      return [[bound - klToPrior(m.gamma), overBinary(grey, (t) => models.get(t)!.logEvidence())]]
    },
  },
  'grey-ceiling': {
    of: '1421b014',
    equal: ({ grey }) => ({
      slopeAtCeiling: [
        grey.map((x) => slope((p) => x * Math.log(p) + (1 - x) * Math.log(1 - p), x, x * (1 - x) * 0.01)),
        grey.map(() => 0),
      ],
    }),
    atMost: ({ grey, logits }) => {
      const ceiling = sum(grey.map((x) => x * Math.log(x) + (1 - x) * Math.log(1 - x)))
      return [
        [crossEntropy(grey, logits), ceiling],
        [ceiling, 0],
      ]
    },
  },
  gaussian: {
    of: 'd0af8212',
    // On a grid twice as wide as the density.
    equal: ({ means, deviation }) => ({
      pixelMass: [
        mean1((eps) => {
          const x = means[0]! + 2 * deviation * eps
          const weight = Math.exp(-eps * eps * 0.5) / (2 * deviation * Math.sqrt(2 * Math.PI))
          return gaussian([x], [means[0]!], deviation) / weight
        }),
        1,
      ],
    }),
  },
  'squared-error': {
    of: '12b54717',
    equal: ({ grey, means, deviation }) => ({
      logGaussian: [Math.log(gaussian(grey, means, deviation)), logGaussian(grey, means, deviation)],
    }),
  },
  'gaussian-slope': {
    of: '3a1f1809',
    equal: ({ grey, means, deviation }) => ({
      gaussianSlope: [
        gradient((at) => logGaussian(grey, at, deviation), means),
        grey.map((x, j) => (x - means[j]!) / deviation ** 2),
      ],
    }),
  },
  constants: {
    of: 'ad1bd781',
    equal: () => {
      const constant = (s: number) => Number((-784 * Math.log(s * Math.sqrt(2 * Math.PI))).toFixed(1))
      const tabled = numbersIn(likelihoodToLoss.steps.find(({ id }) => id === 'constants')!.formula)
      return {
        constants: [
          [constant(1), constant(0.1)],
          [-720.4, 1084.8],
        ],
        written: [tabled.filter((value) => value > 700 && value !== 784), [720.4, 1084.8]],
      }
    },
  },
  'one-knob': {
    of: '878fa1c9',
    equal: ({ m, grey, means, deviation }) => {
      const beta = 0.7
      // The decoder's means move with z; three weights stand for it.
      const meansAt = (z: readonly number[]) =>
        means.map((value, j) => value + 0.1 * (j + 1) * Math.tanh(z[0]!))
      const error = posteriorMean1(m.gamma, (z) => squares(grey, meansAt(z)))
      const recon = posteriorMean1(m.gamma, (z) => logGaussian(grey, meansAt(z), deviation))
      const kl = klToPrior(m.gamma)
      const c = grey.length * Math.log(deviation * Math.sqrt(2 * Math.PI))
      return {
        loss: [
          -(recon - beta * kl),
          (1 / (2 * deviation ** 2)) * (error + 2 * deviation ** 2 * beta * kl) + c,
        ],
        // The squared error alone, and averaged over 784 pixels.
        variancesChosen: [[1, 784].map((factor) => factor / (2 * 1)), [1 / 2, 784 / 2]],
      }
    },
  },
})
