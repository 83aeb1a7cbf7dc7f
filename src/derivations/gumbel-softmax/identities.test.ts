/** The lines of "Gumbel-Softmax and its temperature" for one bit, by integrals over the noise and over the code. */
import { uniform } from '../../math/random.ts'
import {
  bitMean,
  BITS,
  KNOWN_BITS,
  logistic,
  logisticMean,
  overHalfLine,
  overLine,
  overUnit,
  rounded,
  sigmoid,
  type Bit,
} from '../testing/bit.ts'
import { checkLines } from '../testing/check.ts'
import { gradient, slope } from '../testing/numbers.ts'
import { CATEGORIES, jacobianTimes, softmax } from '../testing/simplex.ts'
import { gumbelSoftmaxDerivation } from './steps.ts'

const TAUS = [0.4, 1.3]
const NOISE = [-2.1, -0.3, 0.9]

const soft = (gamma: number, noise: number, tau: number): number => sigmoid((gamma + noise) / tau)

/** One draw's estimate, and its moments over the noise; small temperatures need a finer grid. */
function estimate({ gamma, slope: f1 }: Bit, noise: number, tau: number): number {
  const z = soft(gamma, noise, tau)
  return (z * (1 - z) * f1(z)) / tau
}
const overNoise = (h: (noise: number) => number, tau: number): number =>
  overLine((x) => h(x) * logistic(x), Math.min(1 / 16, tau / 8), 40)

/** The same by an integral over the code. */
const meanByCode = ({ gamma, slope: f1 }: Bit, tau: number): number =>
  overUnit((t, x) => f1(t) * logistic(tau * x - gamma))
const squareByCode = ({ gamma, slope: f1 }: Bit, tau: number): number =>
  overUnit((t, x) => f1(t) ** 2 * t * (1 - t) * logistic(tau * x - gamma)) / tau

const biasSlope = ({ v, pi, slope: f1 }: Bit): number => v * (2 * pi - 1) * overUnit((t, x) => f1(t) * x)

/** log of the density of the relaxed bit's logit, (gamma + l) / tau; a divergence does not depend on the scale. */
const logDensity = (y: number, gamma: number, tau: number): number =>
  Math.log(tau * logistic(tau * y - gamma))

const bitKl = (gamma: number, prior: number): number =>
  bitMean({ pi: sigmoid(gamma) }, (z) =>
    z === 1 ? Math.log(sigmoid(gamma) / sigmoid(prior)) : Math.log(sigmoid(-gamma) / sigmoid(-prior)),
  )

checkLines(gumbelSoftmaxDerivation, BITS, {
  soft: {
    of: '8d6cf496',
    equal: ({ gamma }) => {
      const u = Array.from(uniform(3, 0.1, 0.9, { seed: 35, stream: 962, step: 0 }))
      const [g0, g1] = [0.3, -0.8]
      return {
        soft: [
          TAUS.map((tau) => softmax([g0 / tau, (gamma + g1) / tau])[1]!),
          TAUS.map((tau) => soft(gamma, g1 - g0, tau)),
        ],
        noise: [u.map((value) => sigmoid(Math.log(value) - Math.log(1 - value))), u],
      }
    },
  },
  rounding: {
    of: 'e4571a2e',
    equal: ({ gamma, pi }) => ({
      // z > 1/2 where the noise is above -gamma, at every temperature.
      above: [overHalfLine((x) => logistic(x - gamma)), pi],
      threshold: [TAUS.map((tau) => soft(gamma, -gamma, tau)), [0.5, 0.5]],
      limit: [NOISE.map((x) => soft(gamma, x, 1e-3)), NOISE.map((x) => (gamma + x > 0 ? 1 : 0))],
    }),
  },
  path: {
    of: '268a9f17',
    equal: ({ gamma }) => {
      const { gamma: logits } = CATEGORIES[0]!
      const at = (k: number) => softmax(logits.map((value) => value / 0.7))[k]!
      return {
        path: [
          TAUS.flatMap((tau) => NOISE.map((x) => slope((g) => soft(g, x, tau), gamma, 0.01))),
          TAUS.flatMap((tau) => NOISE.map((x) => (soft(gamma, x, tau) * (1 - soft(gamma, x, tau))) / tau)),
        ],
        ofClasses: [
          logits.flatMap((_, k) => gradient((g) => softmax(g.map((value) => value / 0.7))[k]!, logits)),
          logits.flatMap((_, k) =>
            jacobianTimes(
              logits.map((__, i) => at(i)),
              logits.map((__, i) => (i === k ? 1 : 0)),
            ).map((value) => value / 0.7),
          ),
        ],
      }
    },
  },
  estimator: {
    of: '14d5df38',
    equal: (bit) => ({
      mean: [
        TAUS.map((tau) => overNoise((x) => estimate(bit, x, tau), tau)),
        TAUS.map((tau) => slope((g) => overNoise((x) => bit.f(soft(g, x, tau)), tau), bit.gamma)),
      ],
    }),
  },
  mean: { of: 'd338bfd1', equal: (bit) => ({ mean: [TAUS.map((tau) => meanByCode(bit, tau))] }) },
  bias: {
    of: '03d10869',
    equal: (bit) => ({
      // At a temperature of zero.
      unbiased: [meanByCode(bit, 0), bit.v * bit.delta],
      bias: [slope((tau) => meanByCode(bit, tau), 0, 0.01), biasSlope(bit)],
    }),
  },
  variance: {
    of: 'd308aea7',
    equal: (bit) => ({
      square: [
        TAUS.map((tau) => overNoise((x) => estimate(bit, x, tau) ** 2, tau)),
        TAUS.map((tau) => squareByCode(bit, tau)),
      ],
      limitOfVariance: rounded(
        [1e-6 * squareByCode(bit, 1e-6), bit.v * overUnit((t) => bit.slope(t) ** 2 * t * (1 - t))],
        5,
      ),
    }),
  },
  table: {
    of: '5515e4b9',
    equal: () => {
      const [bit] = KNOWN_BITS
      const taus = [1, 0.5, 0.1]
      const means = taus.map((tau) => meanByCode(bit!, tau))
      return {
        table: [
          rounded([
            ...means,
            bit!.v * bit!.delta,
            ...taus.map((tau, i) => squareByCode(bit!, tau) - means[i]! ** 2),
          ]),
          [-0.023125, -0.018832, 0.006552, 0.016, 0.003312, 0.009335, 0.054399],
        ],
      }
    },
  },
  'relaxed-kl': {
    of: '04fd0f81',
    equal: ({ gamma }) => {
      const prior = 0.4
      const a = gamma - prior
      const byDensity = (tau: number) =>
        logisticMean((x) => {
          const y = (gamma + x) / tau
          return logDensity(y, gamma, tau) - logDensity(y, prior, tau)
        })
      return { relaxedKl: [[0.8, 1.3].map(byDensity), [1, 1].map(() => a / Math.tanh(a / 2) - 2)] }
    },
    atMost: ({ gamma }) =>
      [-1, 0.4, 2].map((prior) => {
        const a = gamma - prior
        return [bitKl(gamma, prior), a / Math.tanh(a / 2) - 2] as const
      }),
  },
})
