/** The lines of "changing the variance alone" for random quadratics, by quadrature over the draws of all gradients. */
import { checkLines } from '../testing/check.ts'
import { mean1, noiseMean, variance1 } from '../testing/numbers.ts'
import { QUADRATICS, type Quadratic } from '../testing/quadratic.ts'
import { interventions } from './steps.ts'

/** With respect to mu. */
const score = (q: Quadratic, eps: number): number => (q.f(eps) * eps) / q.sigma
const noise = (q: Quadratic, one: number, other: number): number =>
  (score(q, one) - score(q, other)) / Math.SQRT2
const exact = (q: Quadratic): number => q.B / q.sigma
const ofScore = (q: Quadratic): number => variance1((eps) => score(q, eps))
const ofPath = (q: Quadratic): number => variance1(q.slope)

/** Mean and variance of a function of that many independent draws. */
function moments(draws: number, of: (eps: readonly number[]) => number): [number, number] {
  const [first, square] = noiseMean(draws, (eps) => [of(eps), of(eps) ** 2]) as [number, number]
  return [first, square - first ** 2]
}

/** Of the dial: its average over 16 draws is independent of its noise. */
const DIALS = [0, 0.4, 2]
const dialled = (q: Quadratic, d: number): number =>
  ofPath(q) / 16 + moments(2, ([one, other]) => d * noise(q, one!, other!))[1]

checkLines(interventions, QUADRATICS, {
  noise: {
    of: 'a3fb81da',
    equal: (q) => ({ mean: [moments(2, ([one, other]) => noise(q, one!, other!))[0], 0] }),
  },
  'noise-variance': {
    of: '5aa3d965',
    equal: (q) => ({ variance: [moments(2, ([one, other]) => noise(q, one!, other!))[1], ofScore(q)] }),
  },
  transplant: {
    of: '529b11e8',
    equal: (q) => {
      const [mean, variance] = moments(3, ([eps, one, other]) => q.slope(eps!) + noise(q, one!, other!))
      return { transplantMean: [mean, exact(q)], transplantVariance: [variance, ofPath(q) + ofScore(q)] }
    },
  },
  dial: {
    of: '9c2758bb',
    equal: (q) => ({
      dialMean: [mean1(q.slope), exact(q)],
      // Of two draws in place of 16: the average of independent ones.
      average: [moments(2, ([one, other]) => (q.slope(one!) + q.slope(other!)) / 2)[1], ofPath(q) / 2],
      dialVariance: [DIALS.map((d) => dialled(q, d)), DIALS.map((d) => ofPath(q) / 16 + d ** 2 * ofScore(q))],
    }),
  },
  'as-loud': {
    of: '6c874750',
    equal: (q) => ({
      asLoud: [dialled(q, Math.sqrt((15 / 16) * (ofPath(q) / ofScore(q)))), ofPath(q)],
    }),
  },
})
