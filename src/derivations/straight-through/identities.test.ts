/** The lines of "straight-through, as what it assumes" for one bit and for classes. */
import {
  BETWEEN,
  bitMean,
  BITS,
  bitOf,
  bitVariance,
  cubicBit,
  KNOWN_BITS,
  logistic,
  overHalfLine,
  overUnit,
  rounded,
  sigmoid,
  type Bit,
} from '../testing/bit.ts'
import { checkLines } from '../testing/check.ts'
import { gradient, slope } from '../testing/numbers.ts'
import { CATEGORIES, exactGradient, jacobianTimes, softmax, type Category } from '../testing/simplex.ts'
import { straightThroughDerivation } from './steps.ts'

const estimate = ({ v, slope: f1 }: Bit, z: number): number => v * f1(z)
const meanOf = (bit: Bit): number => bitMean(bit, (z) => estimate(bit, z))

/** E f for logits,. */
const meanAt = ({ values }: Category, gamma: readonly number[]): number =>
  softmax(gamma).reduce((total, p, k) => total + p * values[k]!, 0)

/** The two integrals, over the logit of t: t = sigmoid(x), dt = logistic(x) dx. */
const upper = ({ gamma }: Bit, tau: number): number =>
  overHalfLine((x) => logistic(tau * x - gamma) * logistic(x))
const lower = ({ gamma }: Bit, tau: number): number =>
  overHalfLine((x) => logistic(-tau * x - gamma) * logistic(x))

/** The hard code with the soft one's derivative, over the noise above and below the threshold. */
function withGumbel({ gamma, slope: f1 }: Bit, tau: number): number {
  const soft = (noise: number) => sigmoid((gamma + noise) / tau)
  const weight = (noise: number) => ((soft(noise) * (1 - soft(noise))) / tau) * logistic(noise)
  return f1(1) * overHalfLine((x) => weight(-gamma + x)) + f1(0) * overHalfLine((x) => weight(-gamma - x))
}

checkLines(straightThroughDerivation, BITS, {
  rule: {
    of: '2620be36',
    equal: ({ gamma, v }) => ({ ofPi: [slope(sigmoid, gamma), v] }),
  },
  estimator: {
    of: '41d53bb4',
    equal: (bit) => ({
      mean: [meanOf(bit)],
      ofClasses: CATEGORIES.slice(0, 1).flatMap((c) => [
        c.gamma.flatMap((_, k) => gradient((at) => softmax(at)[k]!, c.gamma)),
        c.gamma.flatMap((_, k) =>
          jacobianTimes(
            c.pi,
            c.gamma.map((__, i) => (i === k ? 1 : 0)),
          ),
        ),
      ]),
    }),
  },
  exact: {
    of: '351f83c9',
    equal: (bit) => ({
      exact: [
        slope((gamma) => bitMean({ pi: sigmoid(gamma) }, bit.f), bit.gamma),
        bit.v * bit.delta,
        bit.v * overUnit(bit.slope),
      ],
      classExact: CATEGORIES.slice(0, 1).flatMap((c) => [
        gradient((at) => meanAt(c, at), c.gamma),
        exactGradient(c),
      ]),
    }),
  },
  mean: {
    of: 'e8f25a99',
    equal: ({ v, pi, slope: f1 }) => ({ mean: [v * (pi * f1(1) + (1 - pi) * f1(0))] }),
  },
  assumption: {
    of: '589dc2be',
    equal: ({ pi, v, delta }) => {
      const quadratic = cubicBit(pi, [0.4, delta, -1.7, 0])
      const linear = cubicBit(pi, [0.4, delta, 0, 0])
      return {
        bias: [meanOf(quadratic) - v * quadratic.delta, v * -1.7 * (2 * pi - 1)],
        linear: [meanOf(linear), v * linear.delta],
      }
    },
  },
  between: {
    of: '2ebd442c',
    equal: (bit) => {
      const changed = bitOf(
        bit.pi,
        (z) => bit.f(z) + BETWEEN.of(z),
        (z) => bit.slope(z) + BETWEEN.slope(z),
      )
      return {
        slopeOfH: [[0.2, 0.9].map((t) => slope(BETWEEN.of, t)), [0.2, 0.9].map(BETWEEN.slope)],
        change: [
          meanOf(changed) - meanOf(bit),
          bit.v * (bit.pi * BETWEEN.slope(1) + (1 - bit.pi) * BETWEEN.slope(0)),
        ],
        exact: [changed.v * changed.delta],
      }
    },
  },
  variance: {
    of: '90018f64',
    equal: (bit) => ({
      variance: [bitVariance(bit, (z) => estimate(bit, z)), bit.v ** 3 * (bit.slope(1) - bit.slope(0)) ** 2],
    }),
  },
  'wrong-sign': {
    of: 'e5185fdb',
    equal: () => ({
      table: [
        rounded(
          KNOWN_BITS.flatMap((bit) => [
            bit.v * bit.delta,
            meanOf(bit),
            bitVariance(bit, (z) => estimate(bit, z)),
          ]),
        ),
        [0.016, -0.08, 0.016384, 0.360839, 0.462587, 0.027343, 0.21, 0.189, 0.083349, 0.18, 0.18, 0],
      ],
    }),
  },
  'with-gumbel': {
    of: '52f47d05',
    equal: (bit) => ({
      withGumbel: [
        [0.5, 1].map((tau) => withGumbel(bit, tau)),
        [0.5, 1].map((tau) => bit.slope(1) * upper(bit, tau) + bit.slope(0) * lower(bit, tau)),
      ],
      // At a temperature of zero.
      halves: [
        [upper(bit, 0), lower(bit, 0)],
        [bit.v / 2, bit.v / 2],
      ],
      known: [rounded([1, 0.5].map((tau) => withGumbel(KNOWN_BITS[0]!, tau))), [-0.050117, -0.035756]],
    }),
  },
})
