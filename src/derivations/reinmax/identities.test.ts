/** The lines of "ReinMax: the trapezoid rule" for one bit and for classes. */
import {
  bitMean,
  BITS,
  bitVariance,
  cubicBit,
  KNOWN_BITS,
  overUnit,
  rounded,
  type Bit,
} from '../testing/bit.ts'
import { checkLines } from '../testing/check.ts'
import { dot, minus, plus, slope, sum, times } from '../testing/numbers.ts'
import {
  CATEGORIES,
  categoryMean,
  exactGradient,
  jacobianTimes,
  oneHot,
  type Category,
} from '../testing/simplex.ts'
import { reinmaxDerivation } from './steps.ts'

const J = (p: number): number => p * (1 - p)
const estimate = ({ pi, slope: f1 }: Bit, z: number): number => (2 * J((pi + z) / 2) - J(pi) / 2) * f1(z)
const meanOf = (bit: Bit): number => bitMean(bit, (z) => estimate(bit, z))
const trapezoid = ({ slope: f1 }: Bit): number => (f1(0) + f1(1)) / 2

const classEstimate = ({ pi, slope: gradientOf }: Category, z: readonly number[]): number[] => {
  const g = gradientOf(z)
  return minus(times(jacobianTimes(times(plus(pi, z), 1 / 2), g), 2), times(jacobianTimes(pi, g), 1 / 2))
}

checkLines(reinmaxDerivation, BITS, {
  integral: {
    of: '4c824c62',
    equal: (bit) => ({
      exact: [bit.v * bit.delta, bit.v * overUnit(bit.slope)],
      trapezoid: [bit.v * trapezoid(bit)],
    }),
  },
  error: {
    of: '8fc6252a',
    equal: (bit) => {
      // The third derivative of a cubic is one number.
      const third = slope((b) => slope(bit.slope, b), 0.5)
      const quadratic = cubicBit(bit.pi, [0.2, bit.delta, 1.4, 0])
      return {
        error: [overUnit(bit.slope) - trapezoid(bit), -third / 12],
        quadratic: [meanOf(quadratic), quadratic.v * quadratic.delta],
      }
    },
    // For e^t some point between the ends has the third derivative that it takes.
    atMost: () => {
      const off = -12 * (Math.E - 1 - (1 + Math.E) / 2)
      return [
        [1, off],
        [off, Math.E],
      ]
    },
  },
  reweighted: {
    of: '75b2bdfe',
    equal: (bit) => ({
      trapezoid: [bitMean(bit, (z) => (bit.slope(z) / 2) * (z * (1 - bit.pi) + (1 - z) * bit.pi))],
    }),
  },
  reinmax: {
    of: '9252e882',
    equal: (bit) => ({
      trapezoid: [meanOf(bit)],
      weights: [[1, 0].map((z) => 2 * J((bit.pi + z) / 2) - J(bit.pi) / 2), [(1 - bit.pi) / 2, bit.pi / 2]],
    }),
  },
  classes: {
    of: '4a1109c8',
    equal: () => {
      const rule = (c: Category): number[] =>
        c.pi.map((p, k) =>
          sum(
            c.pi.map((other, j) => {
              const [ek, ej] = [oneHot(3, k), oneHot(3, j)]
              return (p * other * dot(plus(c.slope(ek), c.slope(ej)), minus(ek, ej))) / 2
            }),
          ),
        )
      const exact = (c: Category): number[] =>
        c.pi.map((p, k) => p * sum(c.pi.map((other, j) => other * (c.values[k]! - c.values[j]!))))
      return {
        classes: [
          CATEGORIES.flatMap((c) => categoryMean(c, (z) => classEstimate(c, z))),
          CATEGORIES.flatMap(rule),
        ],
        exactClasses: [
          CATEGORIES.flatMap(exact),
          CATEGORIES.flatMap(exactGradient),
          CATEGORIES.flatMap(rule),
        ],
      }
    },
  },
  variance: {
    of: 'd52cae7e',
    equal: (bit) => {
      const { pi, v, slope: f1 } = bit
      const linear = cubicBit(pi, [0, 1, 0, 0])
      return {
        variance: [
          bitVariance(bit, (z) => estimate(bit, z)),
          (v / 4) * ((1 - pi) * f1(1) ** 2 + pi * f1(0) ** 2) - meanOf(bit) ** 2,
        ],
        ofLinear: [bitVariance(linear, (z) => estimate(linear, z)), (v / 4) * (1 - 4 * v)],
      }
    },
  },
  table: {
    of: 'd25e9eaa',
    equal: () => ({
      table: [
        rounded(
          KNOWN_BITS.flatMap((bit) => [
            bit.v * bit.delta,
            bit.v * bitMean(bit, bit.slope),
            meanOf(bit),
            bitVariance(bit, (z) => estimate(bit, z)),
          ]),
        ),
        [
          0.016, -0.08, 0.016, 0.044944, 0.360839, 0.462587, 0.39042, 0.0007, 0.21, 0.189, 0.315, 0.231525,
          0.18, 0.18, 0.18, 0.0576,
        ],
      ],
    }),
  },
})
