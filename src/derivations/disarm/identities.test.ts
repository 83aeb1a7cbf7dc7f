/** The lines of "antithetic pairs": integrals over the noise piece by piece, where everything is a polynomial. */
import { BITS, bitMean, rounded, sigmoid, type Bit } from '../testing/bit.ts'
import { checkLines } from '../testing/check.ts'
import { sum } from '../testing/numbers.ts'
import { disarmDerivation } from './steps.ts'

const larger = ({ pi }: Pick<Bit, 'pi'>): number => Math.max(pi, 1 - pi)
const first = ({ pi }: Pick<Bit, 'pi'>, u: number): number => (u > 1 - pi ? 1 : 0)
const partner = ({ pi }: Pick<Bit, 'pi'>, u: number): number => (u < pi ? 1 : 0)

/** E h(u), u uniform: between the places where a bit flips h is a polynomial, and Simpson's rule exact to third order. */
function overNoise(bit: Pick<Bit, 'pi'>, h: (u: number) => number): number {
  const ends = [0, Math.min(bit.pi, 1 - bit.pi), larger(bit), 1]
  return sum(
    ends.slice(1).map((to, i) => {
      const from = ends[i]!
      const inside = (share: number) => h(from + (to - from) * (1e-13 + share * (1 - 2e-13)))
      return ((to - from) * (inside(0) + 4 * inside(1 / 2) + inside(1))) / 6
    }),
  )
}

const arm = (bit: Bit, u: number): number => (bit.f(first(bit, u)) - bit.f(partner(bit, u))) * (u - 1 / 2)
const disarmOf = (bit: Bit, z: number, other: number): number =>
  z === other ? 0 : ((bit.f(z) - bit.f(other)) / 2) * (-1) ** other * larger(bit)
const disarmAt = (bit: Bit, u: number): number => disarmOf(bit, first(bit, u), partner(bit, u))
const varianceOf = (bit: Bit, h: (u: number) => number): number =>
  overNoise(bit, (u) => h(u) ** 2) - overNoise(bit, h) ** 2

/** Two independent draws with leave-one-out: half of (f1 - f2)(s1 - s2). */
function leaveOneOutVariance(bit: Bit): number {
  const estimate = (a: number, b: number) => ((bit.f(a) - bit.f(b)) * (a - b)) / 2
  const moment = (power: number) => bitMean(bit, (a) => bitMean(bit, (b) => estimate(a, b) ** power))
  return moment(2) - moment(1) ** 2
}

/** Three bits with a linear f: variances by coordinate, over all pairs of codes. */
const PIS = [0.2, 0.5, 0.9]
const DELTAS = [1, -2, 3]
interface Pair {
  readonly p: number
  readonly z: readonly number[]
  readonly other: readonly number[]
}
const pairsOf = (bitPairs: (pi: number) => readonly (readonly [number, number, number])[]): Pair[] =>
  PIS.reduce<Pair[]>(
    (pairs, pi) =>
      pairs.flatMap(({ p, z, other }) =>
        bitPairs(pi).map(([share, a, b]) => ({ p: p * share, z: [...z, a], other: [...other, b] })),
      ),
    [{ p: 1, z: [], other: [] }],
  )
const linear = (z: readonly number[]): number => 4 + sum(z.map((bit, j) => bit * DELTAS[j]!))
const variances = (pairs: readonly Pair[], estimate: (pair: Pair, j: number) => number): number[] =>
  PIS.map((_, j) => {
    const moment = (power: number) => sum(pairs.map((pair) => pair.p * estimate(pair, j) ** power))
    return moment(2) - moment(1) ** 2
  })
const independent = pairsOf((pi) => [
  [pi * pi, 1, 1],
  [pi * (1 - pi), 1, 0],
  [(1 - pi) * pi, 0, 1],
  [(1 - pi) ** 2, 0, 0],
])
const antithetic = pairsOf((pi) => {
  const m = Math.min(pi, 1 - pi)
  const both = pi > 1 / 2 ? 1 : 0
  return [
    [m, 1, 0],
    [m, 0, 1],
    [1 - 2 * m, both, both],
  ]
})

checkLines(disarmDerivation, BITS, {
  pair: {
    of: '7786945c',
    equal: (bit) => ({
      pi: [overNoise(bit, (u) => first(bit, u)), overNoise(bit, (u) => partner(bit, u)), bit.pi],
      differ: [
        overNoise(bit, (u) => Math.abs(first(bit, u) - partner(bit, u))),
        2 * Math.min(bit.pi, 1 - bit.pi),
      ],
    }),
  },
  weighted: {
    of: '6e87b202',
    equal: (bit) => ({
      gradient: [overNoise(bit, (u) => bit.f(partner(bit, u)) * (1 - 2 * u)), bit.v * bit.delta],
    }),
  },
  arm: {
    of: 'bca7e03a',
    equal: (bit) => ({
      gradient: [overNoise(bit, (u) => arm(bit, u))],
      average: [
        [0.04, 0.37, 0.81].map((u) => arm(bit, u)),
        [0.04, 0.37, 0.81].map(
          (u) => (bit.f(partner(bit, u)) * (1 - 2 * u) + bit.f(partner(bit, 1 - u)) * (1 - 2 * (1 - u))) / 2,
        ),
      ],
    }),
  },
  'arm-variance': {
    of: '7cb934be',
    equal: (bit) => ({
      armVariance: [
        varianceOf(bit, (u) => arm(bit, u)),
        bit.delta ** 2 * ((2 / 3) * (1 / 8 - Math.abs(1 / 2 - bit.pi) ** 3) - bit.v ** 2),
      ],
    }),
  },
  condition: {
    of: 'fcf59268',
    equal: (bit) => {
      const isIt = (u: number) => (first(bit, u) === 1 && partner(bit, u) === 0 ? 1 : 0)
      return {
        condition: [overNoise(bit, (u) => isIt(u) * (u - 1 / 2)) / overNoise(bit, isIt), larger(bit) / 2],
        M: [larger(bit), sigmoid(Math.abs(bit.gamma))],
      }
    },
  },
  disarm: {
    of: 'cbd430e5',
    equal: (bit) => {
      const given = (a: number, b: number) => {
        const isIt = (u: number) => (first(bit, u) === a && partner(bit, u) === b ? 1 : 0)
        return overNoise(bit, (u) => isIt(u) * arm(bit, u)) / overNoise(bit, isIt)
      }
      const both = bit.pi > 1 / 2 ? 1 : 0
      const outcomes = [
        [1, 0],
        [0, 1],
        [both, both],
      ] as const
      return {
        gradient: [overNoise(bit, (u) => disarmAt(bit, u))],
        conditional: [outcomes.map(([a, b]) => given(a, b)), outcomes.map(([a, b]) => disarmOf(bit, a, b))],
      }
    },
  },
  'disarm-variance': {
    of: 'cef9d67f',
    equal: (bit) => {
      const [M, m] = [larger(bit), 1 - larger(bit)]
      return {
        disarmVariance: [varianceOf(bit, (u) => disarmAt(bit, u)), bit.delta ** 2 * M ** 2 * m * (1 / 2 - m)],
      }
    },
    atMost: (bit) => [[varianceOf(bit, (u) => disarmAt(bit, u)), varianceOf(bit, (u) => arm(bit, u))]],
  },
  'two-draws': {
    of: 'a9940958',
    equal: (bit) => {
      const [M, m] = [larger(bit), 1 - larger(bit)]
      return {
        twoDraws: [leaveOneOutVariance(bit), (bit.delta ** 2 / 2) * bit.v * (1 - 2 * bit.v)],
        ratio: [
          varianceOf(bit, (u) => disarmAt(bit, u)) / leaveOneOutVariance(bit),
          (M * (M - m)) / (M ** 2 + m ** 2),
        ],
      }
    },
    atMost: (bit) => [[varianceOf(bit, (u) => disarmAt(bit, u)), leaveOneOutVariance(bit)]],
  },
  'several-bits': {
    of: '30e12909',
    equal: () => {
      const loo = variances(
        independent,
        ({ z, other }, j) => ((linear(z) - linear(other)) * (z[j]! - other[j]!)) / 2,
      )
      const dis = variances(antithetic, ({ z, other }, j) =>
        z[j] === other[j]
          ? 0
          : ((linear(z) - linear(other)) / 2) * (-1) ** other[j]! * larger({ pi: PIS[j]! }),
      )
      return {
        leaveOneOut: [rounded([...loo, sum(loo)]), [0.344, 0.4925, 0.4365, 1.273]],
        disarm: [rounded([...dis, sum(dis)], 4), [0.4096, 0.1375, 0.4698, 1.0169]],
      }
    },
  },
})
