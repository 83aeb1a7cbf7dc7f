/** The lines of "baselines" for random quadratics and cosines, by quadrature; and the table of golden variances. */
import { expect, test } from 'vitest'
import { uniform } from '../../math/random.ts'
import { checkLines } from '../testing/check.ts'
import { mean, mean1, noiseMean, slope, sum, variance1 } from '../testing/numbers.ts'
import { numbersIn, QUADRATICS, quadratic, type Quadratic } from '../testing/quadratic.ts'
import { baselines } from './steps.ts'

/** Draws an image. */
const L = 3

interface Case {
  readonly q: Quadratic
  /** A baseline. */
  readonly b: number
  /** Of cos kz. */
  readonly k: number
}

const cases: Case[] = QUADRATICS.map((q, step) => {
  const [b, k] = uniform(2, 0.3, 3, { seed: 8, stream: 940, step })
  return { q, b: b!, k: k! }
})

type Score = (eps: number) => number
const scores = ({ sigma }: { readonly sigma: number }): readonly [Score, Score] => [
  (eps) => eps / sigma,
  (eps) => eps * eps - 1,
]

/** V(b) for a function of the noise and a score. */
const V = (f: (eps: number) => number, s: Score, b: number): number =>
  variance1((eps) => (f(eps) - b) * s(eps))
const best = (f: (eps: number) => number, s: Score): number =>
  mean1((eps) => f(eps) * s(eps) ** 2) / mean1((eps) => s(eps) ** 2)
const gradientOf = (f: (eps: number) => number, s: Score): number => mean1((eps) => f(eps) * s(eps))

const without = <T>(values: readonly T[], l: number): T[] => values.filter((_, k) => k !== l)

/** The leave-one-out estimate from L draws of the noise. */
const leaveOneOut = ({ f }: Quadratic, s: Score, eps: readonly number[]): number =>
  mean(eps.map((e, l) => (f(e) - mean(without(eps, l).map(f))) * s(e)))

const draws = (h: (eps: number[]) => number): number => noiseMean(L, (eps) => [h(eps)])[0]!
const drawsVariance = (h: (eps: number[]) => number): number => {
  const centre = draws(h)
  return draws((eps) => (h(eps) - centre) ** 2)
}

/** Of the sum over pairs of different draws of h_k s_l. */
const pairSum = (h: (eps: number) => number, s: Score, eps: readonly number[]): number =>
  sum(eps.map((e, l) => s(e) * sum(without(eps, l).map(h))))

const SOME_DRAWS = [
  [-1.1, 0.4, 2.0],
  [0.2, -0.3, 0.7],
]

/** cos kz at z = mu + sigma eps, and the closed forms of the lines. */
function cosine(k: number, { mu, sigma }: { readonly mu: number; readonly sigma: number }) {
  const damped = Math.exp((-k * k * sigma * sigma) / 2)
  const r0 = Math.exp(-2 * k * k * sigma * sigma) * Math.cos(2 * k * mu)
  const r2 = (1 - 4 * k * k * sigma * sigma) * r0
  const g = -k * damped * Math.sin(k * mu)
  return {
    f: (eps: number) => Math.cos(k * (mu + sigma * eps)),
    slopeAt: (eps: number) => -k * Math.sin(k * (mu + sigma * eps)),
    mean: damped * Math.cos(k * mu),
    ...{ r0, r2, g },
    pathwise: ((k * k) / 2) * (1 - r0) - g * g,
    score: (1 + r2) / (2 * sigma * sigma) - g * g,
  }
}

checkLines(baselines, cases, {
  unbiased: {
    of: '209184f4',
    equal: ({ q, b }) => {
      const [s, w] = scores(q)
      const left = [s, w].map((score) => mean1((eps) => (q.f(eps) - b) * score(eps)))
      const right = [s, w].map((score) => gradientOf(q.f, score) - b * mean1(score))
      return { gradient: [left, right, [q.B / q.sigma, 2 * q.C]] }
    },
  },
  parabola: {
    of: 'bac80659',
    equal: ({ q, b }) => {
      const closed = (s: Score) =>
        mean1((eps) => (q.f(eps) * s(eps)) ** 2) -
        2 * b * mean1((eps) => q.f(eps) * s(eps) ** 2) +
        b ** 2 * mean1((eps) => s(eps) ** 2) -
        gradientOf(q.f, s) ** 2
      return { V: [scores(q).map((s) => V(q.f, s, b)), scores(q).map(closed)] }
    },
  },
  best: {
    of: '8c627a89',
    equal: ({ q, b }) => {
      const squared = (eps: number) => sum(scores(q).map((s) => s(eps) ** 2))
      const forAll = mean1((eps) => q.f(eps) * squared(eps)) / mean1(squared)
      return {
        slopeAtBest: [scores(q).map((s) => slope((at) => V(q.f, s, at), best(q.f, s), 0.5)), [0, 0]],
        slopeOfTrace: [slope((at) => sum(scores(q).map((s) => V(q.f, s, at))), forAll, 0.5), 0],
        V: [
          scores(q).map((s) => {
            const off = b - best(q.f, s)
            return V(q.f, s, best(q.f, s)) + off ** 2 * mean1((eps) => s(eps) ** 2)
          }),
        ],
      }
    },
    atMost: ({ q, b }) => scores(q).map((s) => [V(q.f, s, best(q.f, s)), V(q.f, s, b)] as const),
  },
  'what-remains': {
    of: '63b1c642',
    equal: ({ q }) => {
      const { A, B, C, sigma } = q
      return {
        best: [scores(q).map((s) => best(q.f, s)), [A + 3 * C, A + 5 * C]],
        atBest: [
          scores(q).map((s) => V(q.f, s, best(q.f, s))),
          [(6 * C ** 2 + 2 * B ** 2) / sigma ** 2, 24 * C ** 2 + 10 * B ** 2],
        ],
        // Of the words: (z + 3)^2 and z^2 / 10 + 7.8 z.
        steep: [
          [quadratic(1, 6, 9, 1, 1), quadratic(0.1, 7.8, 0, 1, 1)].flatMap((steep) => {
            const [s] = scores(steep)
            const both = [V(steep.f, s, best(steep.f, s)), variance1(steep.slope)]
            return both.map((value) => Number(value.toPrecision(3)))
          }),
          [134, 4, 128, 0.04],
        ],
        atMean: [
          scores(q).map((s) => V(q.f, s, mean1(q.f))),
          [(10 * C ** 2 + 2 * B ** 2) / sigma ** 2, 56 * C ** 2 + 10 * B ** 2],
        ],
        pathwise: [
          [variance1(q.slope), variance1((eps) => sigma * eps * q.slope(eps))],
          [(4 * C ** 2) / sigma ** 2, 8 * C ** 2 + B ** 2],
        ],
      }
    },
    atMost: ({ q }) => {
      const pathwise = [variance1(q.slope), variance1((eps) => q.sigma * eps * q.slope(eps))]
      return scores(q).map((s, i) => [pathwise[i]!, V(q.f, s, best(q.f, s))] as const)
    },
  },
  'moving-average': { of: '3d61dcc5', defines: 'how the average moves on' },
  'own-draw': {
    of: '8bdc6242',
    equal: ({ q }) => ({
      ownDraw: [
        scores(q).map((s) => draws((eps) => (q.f(eps[0]!) - mean(eps.map(q.f))) * s(eps[0]!))),
        scores(q).map((s) => (1 - 1 / L) * gradientOf(q.f, s)),
      ],
    }),
  },
  'other-images': {
    of: '8a1174d5',
    // One image and its draw first, then two draws of another one, whose f is another.
    equal: ({ q, b }) => ({
      gradient: [
        scores(q).map((s) =>
          draws(([own, ...others]) => (q.f(own!) - mean(others.map((e) => b * q.f(e) + b))) * s(own!)),
        ),
      ],
    }),
  },
  'leave-one-out': {
    of: '82f6df94',
    equal: ({ q }) => {
      const covariance = (s: Score, eps: readonly number[]) => {
        const [f, scored] = [eps.map(q.f), eps.map(s)]
        return sum(f.map((value, l) => (value - mean(f)) * (scored[l]! - mean(scored)))) / (L - 1)
      }
      return {
        gradient: [scores(q).map((s) => draws((eps) => leaveOneOut(q, s, eps)))],
        leaveOneOut: [
          scores(q).flatMap((s) => SOME_DRAWS.map((eps) => leaveOneOut(q, s, eps))),
          scores(q).flatMap((s) => SOME_DRAWS.map((eps) => covariance(s, eps))),
        ],
      }
    },
  },
  'leave-one-out-variance': {
    of: 'd770ceec',
    equal: ({ q }) => {
      const centre = mean1(q.f)
      const h = (e: number) => q.f(e) - centre
      const second = (s: Score) => drawsVariance((eps) => pairSum(h, s, eps) / (L * (L - 1)))
      const first = (s: Score) => drawsVariance((eps) => mean(eps.map((e) => h(e) * s(e))))
      return {
        leaveOneOutVariance: [
          scores(q).map((s) => drawsVariance((eps) => leaveOneOut(q, s, eps))),
          scores(q).map((s) => first(s) + second(s)),
          scores(q).map(
            (s) =>
              V(q.f, s, mean1(q.f)) / L +
              (variance1(q.f) * variance1(s) + gradientOf(q.f, s) ** 2) / (L * (L - 1)),
          ),
        ],
      }
    },
  },
  cosine: {
    of: '349a90ba',
    equal: ({ q, k }) => {
      const c = cosine(k, q)
      const meanAt = (mu: number) => mean1(cosine(k, { mu, sigma: q.sigma }).f)
      return {
        cosineMean: [mean1(c.f), c.mean],
        cosineGradient: [slope(meanAt, q.mu), c.g, mean1(c.slopeAt)],
      }
    },
  },
  'cosine-variances': {
    of: 'b1cea295',
    equal: ({ q, k }) => {
      const c = cosine(k, q)
      const double = (eps: number) => Math.cos(2 * k * (q.mu + q.sigma * eps))
      return {
        cosinePathwise: [variance1(c.slopeAt), c.pathwise],
        cosineScore: [V(c.f, scores(q)[0], 0), c.score],
        r0: [mean1(double), c.r0],
        r2: [mean1((eps) => eps * eps * double(eps)), c.r2],
      }
    },
  },
  'who-wins': {
    of: 'e5282f89',
    equal: () => {
      const [slow, fast] = [1, 5].map((k) => cosine(k, { mu: 1, sigma: 1 })) as [
        ReturnType<typeof cosine>,
        ReturnType<typeof cosine>,
      ]
      const computed = [slow.pathwise, fast.pathwise, slow.score, fast.score]
      const tabled = numbersIn(baselines.steps.find(({ id }) => id === 'who-wins')!.formula)
      return {
        whoWins: [
          computed.map((value) => Number(value.toFixed(6))),
          tabled.slice(-4),
          [0.267674, 12.5, 0.323993, 0.5],
        ],
      }
    },
  },
})

// At mu = sigma = 1, as (mu, log sigma): reparameterized, score function, score function with the best baseline.
test.each([
  ['z^2', quadratic(1, 0, 0, 1, 1), [4, 12], [30, 136], [14, 64]],
  ['(z + 3)^2', quadratic(1, 6, 9, 1, 1), [4, 72], [495, 1546], [134, 664]],
  ['cos z', cosine(1, { mu: 1, sigma: 1 }), [0.267674, 0.308127], [0.323993, 0.836287], [0.323993, 0.78259]],
  ['cos 5z', cosine(5, { mu: 1, sigma: 1 }), [12.5, 12.5], [0.5, 1], [0.5, 1]],
] as const)('golden variances of %s', (_, of, pathwise, score, atBest) => {
  const slopeAt = 'slopeAt' in of ? of.slopeAt : of.slope
  const both = scores({ sigma: 1 })
  const close = (values: readonly number[], expected: readonly number[]) =>
    values.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 6))
  close([variance1(slopeAt), variance1((eps) => eps * slopeAt(eps))], pathwise)
  close(
    both.map((s) => V(of.f, s, 0)),
    score,
  )
  close(
    both.map((s) => V(of.f, s, best(of.f, s))),
    atBest,
  )
})
