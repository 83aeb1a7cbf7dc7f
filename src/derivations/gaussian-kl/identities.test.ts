/** The lines of "the KL of two Gaussians" for random Gaussians, by quadrature. */
import { uniform } from '../../math/random.ts'
import { checkLines } from '../testing/check.ts'
import { klToPrior, logPrior, logQ, posteriorMean1 } from '../testing/model.ts'
import { gradient, logNormal, mean1, sum } from '../testing/numbers.ts'
import { gaussianKl } from './steps.ts'

/** Two Gaussians of one coordinate, and the encoder's gamma for two. */
interface Pair {
  readonly mu: number
  readonly sigma: number
  readonly m: number
  readonly s: number
  readonly gamma: readonly number[]
}

const pairs: Pair[] = [1, 2, 3, 4].map((seed) => {
  const draw = (count: number, low: number, high: number, step: number) =>
    Array.from(uniform(count, low, high, { seed, stream: 910, step }))
  const [mu, m] = draw(2, -2, 2, 0) as [number, number]
  const [sigma, s] = draw(2, 0.3, 1.8, 1) as [number, number]
  return { mu, sigma, m, s, gamma: [...draw(2, -2, 2, 2), ...draw(2, -2, 1, 3)] }
})

/** E h(z), z ~ N(mu, sigma^2). */
const under = ({ mu, sigma }: Pair, h: (z: number) => number): number => mean1((eps) => h(mu + sigma * eps))

const logRatio = ({ mu, sigma, m, s }: Pair, z: number): number =>
  Math.log(s / sigma) - (z - mu) ** 2 / (2 * sigma ** 2) + (z - m) ** 2 / (2 * s ** 2)
const general = ({ mu, sigma, m, s }: Omit<Pair, 'gamma'>): number =>
  Math.log(s / sigma) - 1 / 2 + (sigma ** 2 + (mu - m) ** 2) / (2 * s ** 2)
const standard = (mu: number, sigma: number): number =>
  0.5 * (mu ** 2 + sigma ** 2 - Math.log(sigma ** 2) - 1)

const POINTS = [-1.3, 0.2, 2.1]

const muAndVariance = ({ gamma }: Pair) => ({
  mu: gamma.slice(0, 2),
  variance: gamma.slice(2).map(Math.exp),
})

checkLines(gaussianKl, pairs, {
  densities: {
    of: '91fea6dd',
    equal: ({ mu, sigma, m, s }) => {
      const density = (z: number, at: number, width: number) =>
        Math.exp(-((z - at) ** 2) / (2 * width ** 2)) / Math.sqrt(2 * Math.PI * width ** 2)
      return {
        q: [POINTS.map((z) => Math.log(density(z, mu, sigma))), POINTS.map((z) => logNormal(z, mu, sigma))],
        p: [POINTS.map((z) => Math.log(density(z, m, s))), POINTS.map((z) => logNormal(z, m, s))],
      }
    },
  },
  'log-ratio': {
    of: 'b79d0550',
    equal: (pair) => ({
      logRatio: [
        POINTS.map((z) => logNormal(z, pair.mu, pair.sigma) - logNormal(z, pair.m, pair.s)),
        POINTS.map((z) => logRatio(pair, z)),
      ],
      kl: [under(pair, (z) => logRatio(pair, z))],
    }),
  },
  'own-square': {
    of: '53f77ab7',
    equal: (pair) => ({ ownSquare: [under(pair, (z) => (z - pair.mu) ** 2), pair.sigma ** 2] }),
  },
  'other-square': {
    of: '84f0579e',
    equal: (pair) => ({
      otherSquare: [
        under(pair, (z) => (z - pair.m) ** 2),
        under(pair, (z) => (z - pair.mu + (pair.mu - pair.m)) ** 2),
        pair.sigma ** 2 + (pair.mu - pair.m) ** 2,
      ],
    }),
  },
  general: {
    of: '2df8c7c7',
    equal: (pair) => ({
      kl: [general(pair)],
      // Of the words: N(0, 1) and N(0, 4), in both directions.
      bothWays: [
        [general({ mu: 0, sigma: 1, m: 0, s: 2 }), general({ mu: 0, sigma: 2, m: 0, s: 1 })].map((value) =>
          Number(value.toFixed(3)),
        ),
        [0.318, 0.807],
      ],
    }),
  },
  standard: {
    of: '0fb851bf',
    equal: ({ mu, sigma }) => ({ standard: [standard(mu, sigma), general({ mu, sigma, m: 0, s: 1 })] }),
  },
  independence: {
    of: '678c468b',
    equal: (pair) => {
      const { mu, variance } = muAndVariance(pair)
      return {
        klToPrior: [
          posteriorMean1(pair.gamma, (z) => logQ(z, pair.gamma) - logPrior(z)),
          posteriorMean1(pair.gamma, (z) =>
            sum(
              z.map((value, j) => logNormal(value, mu[j]!, Math.sqrt(variance[j]!)) - logNormal(value, 0, 1)),
            ),
          ),
          sum(mu.map((value, j) => standard(value, Math.sqrt(variance[j]!)))),
        ],
      }
    },
  },
  'four-pieces': {
    of: '6547e93f',
    equal: (pair) => {
      const { mu, variance } = muAndVariance(pair)
      const pieces = [
        0.5 * sum(mu.map((value) => value ** 2)),
        0.5 * sum(variance),
        -0.5 * sum(variance.map(Math.log)),
        -mu.length / 2,
      ]
      return { klToPrior: [sum(pieces), klToPrior(pair.gamma)] }
    },
  },
  'pull-on-mean': {
    of: 'f1607db2',
    equal: (pair) => ({ pullOnMean: [gradient(klToPrior, pair.gamma).slice(0, 2), muAndVariance(pair).mu] }),
  },
  'pull-on-width': {
    of: 'd520f371',
    equal: (pair) => ({
      pullOnWidth: [
        gradient(klToPrior, pair.gamma).slice(2),
        muAndVariance(pair).variance.map((value) => 0.5 * value - 0.5),
      ],
    }),
  },
  'one-coordinate': {
    of: '36c56773',
    equal: ({ mu, sigma }) => ({
      standard: [0.5 * mu ** 2 + 0.5 * (sigma ** 2 - 1 - Math.log(sigma ** 2))],
      nothing: [standard(0, 1), 0],
    }),
    atMost: ({ mu, sigma }) => [
      [0, standard(mu, sigma)],
      [Math.log(sigma ** 2), sigma ** 2 - 1],
    ],
  },
})
