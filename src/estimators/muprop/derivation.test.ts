/** The lines of "MuProp: the tangent as a baseline" for one bit, for classes and for several bits. */
import {
  BETWEEN,
  bitMean,
  BITS,
  bitOf,
  bitVariance,
  cubicBit,
  KNOWN_BITS,
  rounded,
  type Bit,
} from '../../derivations/testing/bit.ts'
import { checkLines } from '../../derivations/testing/check.ts'
import { dot, minus, plus, sum, times } from '../../derivations/testing/numbers.ts'
import {
  CATEGORIES,
  categoryMean,
  exactGradient,
  jacobianTimes,
  type Category,
} from '../../derivations/testing/simplex.ts'
import { mupropDerivation } from './derivation.ts'

const tangent = ({ pi, f, slope }: Bit, z: number): number => f(pi) + slope(pi) * (z - pi)
const left = (bit: Bit, z: number): number => bit.f(z) - tangent(bit, z)
const estimate = (bit: Bit, z: number): number => left(bit, z) * (z - bit.pi) + bit.v * bit.slope(bit.pi)

function ofClass({ pi, f, slope }: Category, z: readonly number[]): number[] {
  const at = f(pi) + dot(slope(pi), minus(z, pi))
  return plus(times(minus(z, pi), f(z) - at), jacobianTimes(pi, slope(pi)))
}

const bent = ({ pi, f, slope }: Bit): Bit =>
  bitOf(
    pi,
    (z) => f(z) + BETWEEN.of(z),
    (z) => slope(z) + BETWEEN.slope(z),
  )

/** The estimates of all codes of three bits with a linear f, of which each is the exact gradient. */
const PIS = [0.2, 0.5, 0.9]
const DELTAS = [1, -2, 3]
const linear = (z: readonly number[]): number => 4 + dot(z, DELTAS)
const CODES = Array.from({ length: 8 }, (_, code) => PIS.map((__, j) => (code >> j) & 1))
const ofCode = (z: readonly number[]): number[] =>
  PIS.map(
    (pi, j) =>
      (linear(z) - (linear(PIS) + dot(DELTAS, minus(z, PIS)))) * (z[j]! - pi) + pi * (1 - pi) * DELTAS[j]!,
  )

checkLines(mupropDerivation, BITS, {
  tangent: { of: 'c9e6739f', defines: 't, and the mean code' },
  known: {
    of: '3bedc78d',
    equal: (bit) => ({
      known: [bitMean(bit, (z) => tangent(bit, z) * (z - bit.pi)), bit.v * bit.slope(bit.pi)],
    }),
  },
  estimator: {
    of: '430b8533',
    equal: (bit) => ({ gradient: [bitMean(bit, (z) => estimate(bit, z)), bit.v * bit.delta] }),
  },
  classes: {
    of: '27504689',
    equal: () => ({
      classes: [
        CATEGORIES.flatMap((c) => categoryMean(c, (z) => ofClass(c, z))),
        CATEGORIES.flatMap(exactGradient),
      ],
    }),
  },
  remainder: {
    of: '282b1711',
    equal: ({ pi }) => {
      const quadratic = cubicBit(pi, [0.2, -0.7, 1.4, 0])
      return {
        remainder: [[0, 1].map((z) => left(quadratic, z)), [0, 1].map((z) => 1.4 * (z - pi) ** 2)],
      }
    },
  },
  variance: {
    of: '528c2644',
    equal: (bit) => ({
      variance: [
        bitVariance(bit, (z) => estimate(bit, z)),
        bit.v * ((1 - bit.pi) * left(bit, 1) + bit.pi * left(bit, 0)) ** 2,
      ],
    }),
  },
  between: {
    of: 'c400fcf2',
    equal: (bit) => ({
      gradient: [bitMean(bit, (z) => estimate(bent(bit), z))],
      growth: [
        [0, 1].map((z) => left(bent(bit), z) - left(bit, z)),
        [0, 1].map((z) => -BETWEEN.of(bit.pi) - BETWEEN.slope(bit.pi) * (z - bit.pi)),
      ],
    }),
  },
  table: {
    of: '7512b7df',
    equal: () => ({
      table: [
        rounded(
          KNOWN_BITS.flatMap((bit) => [
            bit.v * bit.delta,
            bitVariance(bit, (z) => bit.f(z) * (z - bit.pi)),
            bitVariance(bit, (z) => estimate(bit, z)),
          ]),
        ),
        [0.016, 0.012769, 0.043264, 0.360839, 0.482306, 0.019822, 0.21, 0.1029, 0.067037, 0.18, 4.1616, 0],
      ],
    }),
  },
  'several-bits': {
    of: 'f9a87867',
    equal: () => {
      const exact = PIS.map((pi, j) => pi * (1 - pi) * DELTAS[j]!)
      return {
        severalBits: [CODES.flatMap(ofCode), CODES.flatMap(() => exact)],
        noVariance: [sum(CODES.map((z) => sum(minus(ofCode(z), exact).map((one) => one ** 2)))), 0],
      }
    },
  },
})
