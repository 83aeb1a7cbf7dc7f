/** The lines of "why there is no path": one bit, and three of them, by adding up all outcomes. */
import { uniform } from '../../math/random.ts'
import { BITS, bitMean, bitVariance, sigmoid, type Bit } from '../testing/bit.ts'
import { CATEGORIES, categoryMean, exactGradient, oneHot, softmax } from '../testing/simplex.ts'
import { checkLines } from '../testing/check.ts'
import { gradient, mean, slope, sum } from '../testing/numbers.ts'
import { discreteCodes } from './steps.ts'

const BASELINE = 0.7
const NOISE = [0.03, 0.14, 0.52, 0.91]

const step = (gamma: number, u: number): number => (u < sigmoid(gamma) ? 1 : 0)
const meanAt = ({ f }: Bit, gamma: number): number => bitMean({ pi: sigmoid(gamma) }, f)
const score = ({ pi }: Bit, z: number): number => z - pi

/** Three bits of other probabilities, and a linear f. */
function several({ pi, delta }: Bit) {
  const pis = [pi, 1 - pi / 2, pi / 3]
  const deltas = [delta, -1.3, 0.4]
  const states = [0, 1].flatMap((a) => [0, 1].flatMap((b) => [0, 1].map((c) => [a, b, c])))
  const q = (z: readonly number[]) => z.reduce((p, bit, j) => p * (bit ? pis[j]! : 1 - pis[j]!), 1)
  const f = (z: readonly number[]) => 2 + sum(z.map((bit, j) => bit * deltas[j]!))
  const over = (h: (z: readonly number[]) => number) => sum(states.map((z) => q(z) * h(z)))
  return { pis, deltas, f, over }
}

checkLines(discreteCodes, BITS, {
  bit: {
    of: 'd8a03d30',
    equal: ({ pi, gamma }) => ({ pi: [pi, 1 / (1 + Math.exp(-gamma)), 1 - 1 / (1 + Math.exp(gamma))] }),
  },
  step: {
    of: 'e137fbec',
    // The length of the interval of u in which the bit is 1, found by halving.
    equal: ({ pi, gamma }) => {
      let [low, high] = [0, 1]
      for (let i = 0; i < 60; i++) {
        const middle = (low + high) / 2
        if (step(gamma, middle) === 1) low = middle
        else high = middle
      }
      return { pi: [pi, low] }
    },
    drawn: ({ pi, gamma }) => {
      const draws = Array.from(uniform(4000, 0, 1, { seed: 33, stream: 960, step: 0 }))
      return [[mean(draws.map((u) => step(gamma, u))), pi, Math.sqrt((pi * (1 - pi)) / draws.length)]]
    },
  },
  'no-slope': {
    of: 'f5d5b976',
    equal: ({ f, gamma }) => ({
      noSlope: [NOISE.map((u) => slope((at) => f(step(at, u)), gamma, 1e-3)), NOISE.map(() => 0)],
    }),
  },
  gradient: {
    of: '58d934ef',
    equal: (bit) => ({
      gradient: [slope((gamma) => meanAt(bit, gamma), bit.gamma), bit.v * bit.delta],
      ofPi: [slope(sigmoid, bit.gamma), bit.v],
    }),
  },
  jump: {
    of: '3e33ef3a',
    equal: (bit) => {
      const [h, next] = [0.3, sigmoid(bit.gamma + 0.3)]
      // Piece by piece in u: below both probabilities, between them, above.
      const pieces = [0, bit.pi, next, 1]
      const change = sum(
        pieces.slice(1).map((to, i) => {
          const u = (pieces[i]! + to) / 2
          return (to - pieces[i]!) * (bit.f(step(bit.gamma + h, u)) - bit.f(step(bit.gamma, u)))
        }),
      )
      return {
        jump: [
          change / h,
          ((next - bit.pi) / h) * bit.delta,
          (meanAt(bit, bit.gamma + h) - meanAt(bit, bit.gamma)) / h,
        ],
      }
    },
  },
  score: {
    of: '436963a2',
    equal: (bit) => {
      const logQ = (z: number, gamma: number) => Math.log(z === 1 ? sigmoid(gamma) : 1 - sigmoid(gamma))
      const [category] = CATEGORIES
      return {
        score: [
          [0, 1].map((z) => slope((gamma) => logQ(z, gamma), bit.gamma)),
          [0, 1].map((z) => score(bit, z)),
        ],
        meanScore: [bitMean(bit, (z) => score(bit, z)), 0],
        ofClasses: [
          category!.pi.flatMap((_, k) => gradient((at) => Math.log(softmax(at)[k]!), category!.gamma)),
          category!.pi.flatMap((_, k) => oneHot(3, k).map((z, i) => z - category!.pi[i]!)),
        ],
      }
    },
  },
  'score-gradient': {
    of: 'f8aa49de',
    equal: (bit) => {
      const [category] = CATEGORIES
      return {
        gradient: [bitMean(bit, (z) => (bit.f(z) - BASELINE) * score(bit, z))],
        classGradient: [
          categoryMean(category!, (z, k) =>
            z.map((one, i) => (category!.values[k]! - BASELINE) * (one - category!.pi[i]!)),
          ),
          exactGradient(category!),
        ],
      }
    },
  },
  variance: {
    of: '6a559487',
    equal: (bit) => {
      const { pi, v, f } = bit
      const estimate = (b: number) => bitVariance(bit, (z) => (f(z) - b) * score(bit, z))
      return {
        variance: [estimate(BASELINE), v * ((1 - pi) * (f(1) - BASELINE) + pi * (f(0) - BASELINE)) ** 2],
        atBest: [estimate((1 - pi) * f(1) + pi * f(0)), 0],
      }
    },
  },
  'other-bits': {
    of: 'e3806928',
    equal: (bit) => {
      const { pis, deltas, f, over } = several(bit)
      const v = pis.map((pi) => pi * (1 - pi))
      const b = over(f)
      const trace = sum(
        pis.map((pi, j) => {
          const first = over((z) => (f(z) - b) * (z[j]! - pi))
          return over((z) => ((f(z) - b) * (z[j]! - pi)) ** 2) - first ** 2
        }),
      )
      const others = (j: number) => sum(deltas.map((d, k) => (k === j ? 0 : d * d * v[k]!)))
      return {
        trace: [trace, sum(deltas.map((d, j) => d * d * v[j]! * (1 - 4 * v[j]!) + v[j]! * others(j)))],
      }
    },
  },
})
