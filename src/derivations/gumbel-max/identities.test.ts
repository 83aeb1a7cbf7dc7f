/** The lines of "the Gumbel-max trick" for random logits, by integrals over the line, and one by drawing. */
import { uniform } from '../../math/random.ts'
import { overLine, sigmoid } from '../testing/bit.ts'
import { checkLines } from '../testing/check.ts'
import { mean, slope, sum } from '../testing/numbers.ts'
import { CATEGORIES, type Category } from '../testing/simplex.ts'
import { gumbelMax } from './steps.ts'

const POINTS = [-1.2, 0.4, 2.5]
const gumbel = (u: number): number => -Math.log(-Math.log(u))
const cdf = (g: number): number => Math.exp(-Math.exp(-g))
const density = (g: number): number => Math.exp(-g) * cdf(g)
const S = ({ gamma }: Category): number => sum(gamma.map(Math.exp))

const winner = (gamma: readonly number[], noise: readonly number[]): number => {
  const sums = gamma.map((value, k) => value + noise[k]!)
  return sums.indexOf(Math.max(...sums))
}
const NOISE = [
  [0.2, -0.5, 1.1],
  [1.9, 0.3, -0.8],
  [-0.4, 2.2, 0.1],
]

/** Class k wins with the value m: its own density times the others' distribution functions. */
const joint = ({ gamma }: Category, k: number, m: number): number =>
  gamma.reduce((p, value, j) => p * (j === k ? density(m - value) : cdf(m - value)), 1)

/** The Gumbel distribution falls like e^-m on the right only. */
const integral = (h: (m: number) => number): number => overLine(h, 1 / 64, 45)

const DRAWS = 5000
function shares({ gamma }: Category): number[] {
  const u = uniform(DRAWS * gamma.length, 0, 1, { seed: 34, stream: 961, step: 0 })
  const counts = gamma.map(() => 0)
  for (let i = 0; i < DRAWS; i++) {
    const noise = gamma.map((_, k) => gumbel(u[i * gamma.length + k]!))
    counts[winner(gamma, noise)]! += 1 / DRAWS
  }
  return counts
}

checkLines(gumbelMax, CATEGORIES, {
  gumbel: {
    of: '6f1972a6',
    equal: () => ({
      inverse: [[0.05, 0.5, 0.93].map((u) => cdf(gumbel(u))), [0.05, 0.5, 0.93]],
      density: [POINTS.map((g) => slope(cdf, g, 0.005)), POINTS.map(density)],
      mass: [integral(density), 1],
    }),
  },
  largest: {
    of: '850084d1',
    equal: ({ gamma }) => ({
      largest: [
        NOISE.map((noise) => gamma[winner(gamma, noise)]! + noise[winner(gamma, noise)]!),
        NOISE.map((noise) => Math.max(...gamma.map((value, k) => value + noise[k]!))),
      ],
    }),
  },
  others: {
    of: 'f6d0d7fd',
    equal: ({ gamma }) => ({
      others: [
        POINTS.map((m) => cdf(m - gamma[1]!) * cdf(m - gamma[2]!)),
        POINTS.map((m) => Math.exp(-Math.exp(gamma[1]! - m)) * Math.exp(-Math.exp(gamma[2]! - m))),
      ],
    }),
  },
  joint: {
    of: '3948c45d',
    equal: (c) => ({
      joint: [
        POINTS.flatMap((m) => c.gamma.map((_, k) => joint(c, k, m))),
        POINTS.flatMap((m) => c.gamma.map((value) => Math.exp(value - m) * Math.exp(-S(c) * Math.exp(-m)))),
      ],
    }),
  },
  proof: {
    of: 'a751916c',
    equal: (c) => ({
      proof: [
        c.gamma.map((_, k) => integral((m) => joint(c, k, m))),
        c.gamma.map((value) => Math.exp(value) / S(c)),
        c.pi,
      ],
    }),
    drawn: (c) =>
      shares(c).map((share, k) => [share, c.pi[k]!, Math.sqrt((c.pi[k]! * (1 - c.pi[k]!)) / DRAWS)]),
  },
  independent: {
    of: 'f85ac8d0',
    equal: (c) => ({
      joint: [
        POINTS.flatMap((m) => c.pi.map((pi) => pi * S(c) * Math.exp(-m) * Math.exp(-S(c) * Math.exp(-m)))),
      ],
      ofLargest: [
        POINTS.map((m) => density(m - Math.log(S(c)))),
        POINTS.map((m) => sum(c.gamma.map((_, k) => joint(c, k, m)))),
      ],
    }),
  },
  'two-classes': {
    of: '962eda0d',
    // P(G1 - G0 <= x): over the value of G0.
    equal: () => ({
      logistic: [POINTS.map((x) => integral((g) => density(g) * cdf(g + x))), POINTS.map(sigmoid)],
      noise: [[0.05, 0.5, 0.93].map((u) => sigmoid(Math.log(u) - Math.log(1 - u))), [0.05, 0.5, 0.93]],
    }),
  },
  'still-a-step': {
    of: 'b91c0126',
    equal: ({ gamma }) => ({
      step: [
        NOISE.flatMap((noise) =>
          gamma.map((value, i) => slope((x) => winner(gamma.with(i, x), noise), value, 1e-4)),
        ),
        NOISE.flatMap(() => gamma.map(() => 0)),
      ],
      meanOfWinner: [
        mean(
          NOISE.map(
            (noise) =>
              winner(gamma, noise) -
              winner(
                gamma.map((g) => g + 5),
                noise,
              ),
          ),
        ),
        0,
      ],
    }),
  },
})
