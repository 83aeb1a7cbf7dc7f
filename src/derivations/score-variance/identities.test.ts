/** The lines of "why the score function's variance is large" for random quadratics, by quadrature. */
import { checkLines } from '../testing/check.ts'
import { mean1, noiseMean, slope, sum, variance1 } from '../testing/numbers.ts'
import { numbersIn, QUADRATICS, quadratic, type Quadratic } from '../testing/quadratic.ts'
import { scoreVariance } from './steps.ts'

const POINTS = [-1.4, 0.3, 2.2]
/** Latents where there are several. */
const D = 3

const ofMean = ({ sigma }: Quadratic, eps: number): number => eps / sigma
const ofWidth = (eps: number): number => eps * eps - 1

/** Closed forms as the lines have them. */
const pathwiseMean = ({ C, sigma }: Quadratic): number => (4 * C ** 2) / sigma ** 2
const pathwiseWidth = ({ B, C }: Quadratic): number => B ** 2 + 8 * C ** 2
const scoreMean = ({ A, B, C, sigma }: Quadratic): number =>
  ((A + 3 * C) ** 2 + 6 * C ** 2 + 2 * B ** 2) / sigma ** 2
const scoreWidth = ({ A, B, C }: Quadratic): number => 2 * (A + 5 * C) ** 2 + 24 * C ** 2 + 10 * B ** 2

/** E f as a function of mu and log sigma. */
const meanAt = ({ a, b, c }: Quadratic, mu: number, logSigma: number): number => {
  const { f } = quadratic(a, b, c, mu, Math.exp(logSigma))
  return mean1(f)
}

/** For f = sum of D equal f_k, with independent noise: moments of (sum over k of f_k) s_j and its relatives. */
const total = (q: Quadratic, eps: readonly number[]): number => sum(eps.map(q.f))
const moment = (h: (eps: number[]) => number): number => noiseMean(D, (eps) => [h(eps)])[0]!

/** The table's variances; what else is a number there is an exponent, or the 3 of z + 3. */
const tabled = (): number[] =>
  numbersIn(scoreVariance.steps.find(({ id }) => id === 'golden')!.formula).filter((value) => value > 3)

checkLines(scoreVariance, QUADRATICS, {
  quadratic: {
    of: '1d060537',
    equal: ({ f, A, B, C, a, b, c, mu, sigma }) => ({
      f: [
        POINTS.map(f),
        POINTS.map((eps) => A + B * eps + C * eps ** 2),
        POINTS.map((eps) => a * (mu + sigma * eps) ** 2 + b * (mu + sigma * eps) + c),
      ],
    }),
  },
  gradient: {
    of: 'cb617c94',
    equal: (q) => ({
      mean: [mean1(q.f), q.A + q.C],
      gradient: [
        [
          slope((mu) => meanAt(q, mu, Math.log(q.sigma)), q.mu),
          slope((logSigma) => meanAt(q, q.mu, logSigma), Math.log(q.sigma)),
        ],
        [q.B / q.sigma, 2 * q.C],
        [mean1((eps) => q.f(eps) * ofMean(q, eps)), mean1((eps) => q.f(eps) * ofWidth(eps))],
        [mean1(q.slope), mean1((eps) => q.slope(eps) * q.sigma * eps)],
      ],
    }),
  },
  pathwise: {
    of: '32db3448',
    equal: (q) => ({
      pathwiseMean: [
        variance1(q.slope),
        variance1((eps) => (q.B + 2 * q.C * eps) / q.sigma),
        pathwiseMean(q),
      ],
      pathwiseWidth: [
        variance1((eps) => q.sigma * eps * q.slope(eps)),
        variance1((eps) => q.B * eps + 2 * q.C * eps ** 2),
        pathwiseWidth(q),
      ],
      ofNoise: [
        [variance1((eps) => eps), variance1((eps) => eps ** 2)],
        [1, 2],
      ],
    }),
  },
  'score-mean': {
    of: '8f7d2b4b',
    equal: (q) => ({
      scoreMean: [variance1((eps) => q.f(eps) * ofMean(q, eps)), scoreMean(q)],
      moments: [[2, 4, 6].map((power) => mean1((eps) => eps ** power)), [1, 3, 15]],
    }),
  },
  'score-width': {
    of: 'e58b9b57',
    equal: (q) => ({
      scoreWidth: [variance1((eps) => q.f(eps) * ofWidth(eps)), scoreWidth(q)],
      widthMoments: [[0, 2, 4].map((power) => mean1((eps) => ofWidth(eps) ** 2 * eps ** power)), [2, 10, 78]],
    }),
  },
  golden: {
    of: '2dde3f03',
    equal: () => {
      const rows = [quadratic(1, 0, 0, 1, 1), quadratic(1, 6, 9, 1, 1)]
      return {
        golden: [
          tabled(),
          rows.flatMap((q) => [pathwiseMean(q), pathwiseWidth(q), scoreMean(q), scoreWidth(q)]),
          [4, 12, 30, 136, 4, 72, 495, 1546],
        ],
      }
    },
  },
  constant: {
    of: 'b0a65314',
    equal: (q) => {
      const s = (eps: number) => ofMean(q, eps)
      const right = (score: (eps: number) => number) =>
        variance1((eps) => q.f(eps) * score(eps)) +
        2 * q.shift * mean1((eps) => q.f(eps) * score(eps) ** 2) +
        q.shift ** 2 * mean1((eps) => score(eps) ** 2)
      return {
        constantMean: [variance1((eps) => (q.f(eps) + q.shift) * s(eps)), right(s)],
        constantWidth: [variance1((eps) => (q.f(eps) + q.shift) * ofWidth(eps)), right(ofWidth)],
        constantPathwise: [
          variance1((eps) => slope((x) => q.f((x - q.mu) / q.sigma) + q.shift, q.mu + q.sigma * eps)),
          variance1(q.slope),
        ],
        squaredScore: [
          [mean1((eps) => ofMean(q, eps) ** 2), mean1((eps) => ofWidth(eps) ** 2)],
          [1 / q.sigma ** 2, 2],
        ],
      }
    },
  },
  'other-latents': {
    of: '92197338',
    equal: (q) => {
      const others = (eps: readonly number[]) => sum(eps.slice(1).map(q.f))
      return {
        gradientOfFirst: [
          moment((eps) => total(q, eps) * ofMean(q, eps[0]!)),
          moment((eps) => q.f(eps[0]!) * ofMean(q, eps[0]!)) +
            moment(others) * moment((eps) => ofMean(q, eps[0]!)),
          q.B / q.sigma,
        ],
        othersAlone: [moment((eps) => others(eps) * ofMean(q, eps[0]!)), 0],
      }
    },
  },
  growth: {
    of: 'b0c4a3c1',
    equal: (q) => {
      const [m, v] = [mean1(q.f), variance1(q.f)]
      const grown = (score: (eps: number) => number) =>
        D *
        (variance1((eps) => q.f(eps) * score(eps)) +
          2 * (D - 1) * m * mean1((eps) => q.f(eps) * score(eps) ** 2) +
          ((D - 1) ** 2 * m ** 2 + (D - 1) * v) * mean1((eps) => score(eps) ** 2))
      const trace = (score: (eps: number) => number) => {
        const [first, square] = noiseMean(D, (eps) => {
          const estimate = total(q, eps) * score(eps[0]!)
          return [estimate, estimate ** 2]
        }) as [number, number]
        return D * (square - first ** 2)
      }
      return {
        growthMean: [trace((eps) => ofMean(q, eps)), grown((eps) => ofMean(q, eps))],
        growthWidth: [trace(ofWidth), grown(ofWidth)],
      }
    },
  },
  'growth-pathwise': {
    of: '9f41317a',
    equal: (q) => {
      const byFirst = (eps: readonly number[]) =>
        slope((x) => q.f((x - q.mu) / q.sigma) + sum(eps.slice(1).map(q.f)), q.mu + q.sigma * eps[0]!)
      const [first, square] = noiseMean(2, (eps) => [byFirst(eps), byFirst(eps) ** 2]) as [number, number]
      return { growthPathwise: [D * (square - first ** 2), D * variance1(q.slope)] }
    },
  },
  measured: { of: '75999195', defines: 'the ratio of two measured variances' },
})
